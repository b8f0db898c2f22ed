import { analyse, defaultOptions } from '../features/analyse.ts';
import type { Analysis, AnalysisOptions, DatabaseFile } from '../features/analysis.ts';
import { catalogOfFiles } from '../features/catalog-of-files.ts';
import type { DiagramSource } from '../features/diagram/build-diagram.ts';
import type { DiagramView, TableName } from '../features/diagram/view.ts';
import { parseScript } from '../syntax/parse-script.ts';
import type { Configuration } from '../workspace/configuration.ts';
import { openingStatements } from '../workspace/opening.ts';
import { folderOf, isInside } from '../workspace/paths.ts';
import { type Revision, readRevision } from '../workspace/read-revision.ts';
import { databaseAt, fileAt } from '../workspace/revision-databases.ts';
import { selectStatements } from '../workspace/select-statements.ts';
import type { PictureRequest } from './diagram-options.ts';
import { type LoadedDatabase, loadDatabases, toPostgresVersion } from './load-database.ts';
import type { PlannedDatabase } from './plan-databases.ts';
import { absolute } from './source-files.ts';
import { UsageError } from './usage.ts';

/** A database with what its pictures are made from. */
export interface LoadedDiagram {
  readonly name: string;
  readonly analysis: Analysis;
  readonly source: DiagramSource;
  readonly view: Partial<DiagramView>;
}

export interface LoadedDiagrams {
  readonly diagrams: readonly LoadedDiagram[];
  readonly hasFailures: boolean;
}

/** Reads and analyses the databases of the paths, and what a request compares them with. */
export async function loadDiagrams(
  paths: readonly string[],
  request: PictureRequest,
  version: string | undefined,
): Promise<LoadedDiagrams> {
  const chosen = request.database ?? undefined;
  const { databases, hasFailures, analysing } = await loadDatabases(
    paths,
    toPostgresVersion(version),
    chosen,
  );
  const loaded: (Pick<LoadedDatabase, 'name' | 'files' | 'options'> & Partial<LoadedDatabase>)[] =
    databases.length > 0
      ? [...databases]
      : // Folders without SQL files make an empty database.
        [{ name: '', files: [], options: defaultOptions }];
  const analysed = analysing(() =>
    loaded.map((database) => ({ ...database, analysis: analyse(database.files, database.options) })),
  );
  const focused = request.focus ? focusOn(analysed, request.focus) : null;
  const diagrams: LoadedDiagram[] = [];
  for (const [at, { name, analysis, configuration, planned, options }] of analysed.entries()) {
    const focus = focused?.[at] ?? null;
    if (focused && focus === null) continue;
    const saved = savedView(configuration ?? null, request);
    const revision = request.revision ?? revisionOf(saved);
    const before =
      revision !== null && planned ? await catalogAtRevision(paths, planned, revision, options) : null;
    diagrams.push({
      name,
      analysis,
      source: {
        analysis,
        contexts: configuration?.contexts ?? new Map(),
        comparison: before && { before, after: analysis.catalog },
      },
      // A file of text or JSON is as long as it has to be: only who asks for groups gets groups.
      view: { overview: false, ...saved, ...request.view, ...(focus ? { focus } : {}) },
    });
  }
  return { diagrams, hasFailures };
}

type SavedView = Configuration['views'] extends ReadonlyMap<string, infer View> ? View : never;

function savedView(configuration: Configuration | null, { savedView: name }: PictureRequest): SavedView {
  if (name === null) return {};
  const view = configuration?.views.get(name);
  if (view) return view;
  const names = [...(configuration?.views.keys() ?? [])].join(', ');
  throw new UsageError(`schema-architect.json has no view “${name}”${names === '' ? '' : `, only ${names}`}`);
}

function revisionOf({ comparison }: SavedView): string | null {
  return comparison?.with === 'revision' ? comparison.revision : null;
}

/** The tables of these names in each database; null where it has none of them. */
function focusOn(
  loaded: readonly { readonly analysis: Analysis }[],
  names: readonly string[],
): (readonly TableName[] | null)[] {
  const missing = new Set(names);
  const found = loaded.map(({ analysis: { catalog } }) => {
    const relations = [...catalog.tables, ...catalog.views];
    const tables = names.flatMap((name) => {
      const qualified = relations.filter((one) => `${one.schema}.${one.name}` === name);
      const fits = qualified.length > 0 ? qualified : relations.filter((one) => one.name === name);
      if (fits.length > 0) missing.delete(name);
      return fits.map(({ schema, name: own }) => ({ schema, name: own }));
    });
    return tables.length > 0 ? tables : null;
  });
  const [first] = missing;
  if (first !== undefined) throw new UsageError(`there is no table “${first}” to focus on`);
  return found;
}

const revisions = new Map<string, Promise<Revision>>();

async function revisionAt(folder: string, name: string): Promise<Revision> {
  const key = JSON.stringify([folder, name]);
  const reading =
    revisions.get(key) ??
    readRevision(folder, name).then((found) => {
      if ('problem' in found) throw new UsageError(found.problem);
      return found;
    });
  revisions.set(key, reading);
  return reading;
}

/** Forgets what revisions held; a branch may have moved since. */
export function forgetRevisions(): void {
  revisions.clear();
}

/** The catalog of a database as a revision has it: of each path that was asked for, what belonged to it there. */
async function catalogAtRevision(
  paths: readonly string[],
  planned: PlannedDatabase,
  name: string,
  options: AnalysisOptions,
) {
  const files: DatabaseFile[] = [];
  const first = openingStatements(planned);
  if (first !== null) files.push({ name: '', script: parseScript(first) });
  for (const written of paths) {
    const path = absolute(written);
    const isFile = planned.parts.some((part) => part.path === path);
    const isConcerned = isFile || planned.parts.some((part) => isInside(part.path, path));
    if (!isConcerned) continue;
    const folder = isFile ? folderOf(path) : path;
    const revision = await revisionAt(folder, name);
    const parts = isFile ? fileAt(revision, path) : databaseAt(revision, folder, planned);
    for (const { path: at, stretches, script, isUtf8 } of parts)
      files.push({ name: planned.shown(at), script: selectStatements(script, stretches), isUtf8 });
  }
  return catalogOfFiles(files, options);
}
