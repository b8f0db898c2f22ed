import { readFile } from 'node:fs/promises';
import type { FinalCatalog } from '../catalog/catalog.ts';
import type { Analysis, AnalysisOptions, DatabaseFile } from '../features/analysis.ts';
import { catalogOfFiles } from '../features/catalog-of-files.ts';
import type { DiagramSource } from '../features/diagram/build-diagram.ts';
import { say, type Wording } from '../features/wording.ts';
import type { DiagramComparison } from '../protocol/diagram.ts';
import { parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import { folderOf, isInside } from '../workspace/paths.ts';
import { decode } from '../workspace/read-files.ts';
import { findCommit, type Revision, type RevisionProblem, readRevision } from '../workspace/read-revision.ts';
import { databaseAt, fileAt, type RevisionPart } from '../workspace/revision-databases.ts';
import type { Analyses } from './document-analysis.ts';
import type { OpenDocument } from './documents.ts';
import { toPath } from './workspace-files.ts';

/** Both states of a comparison, or why there are none. */
export type Compared = Pick<DiagramSource, 'comparison'> & { readonly problem?: Wording };

export interface Comparisons {
  of(document: OpenDocument, analysis: Analysis, comparison: DiagramComparison): Promise<Compared>;
}

/** A branch may move while it is looked at; asking git at every keystroke would be too often. In milliseconds. */
const trustedFor = 2000;

interface KeptRevision {
  readonly asked: number;
  readonly revision: Promise<Revision | RevisionProblem>;
}

interface SavedState {
  readonly script: Script;
  readonly files: readonly DatabaseFile[];
  readonly options: AnalysisOptions;
  readonly before: FinalCatalog;
}

/** Finds the state with which a document's database is compared. `roots` gives the workspace's folders as paths. */
export function createComparisons(analyses: Analyses, roots: () => readonly string[]): Comparisons {
  const revisions = new Map<string, KeptRevision>();
  /** The last catalogs of revisions, by what they were made from. */
  const catalogs = new Map<string, FinalCatalog>();
  /** Typing changes only the state after. */
  let lastSaved: SavedState | null = null;

  async function revisionOf(folder: string, name: string): Promise<Revision | RevisionProblem> {
    const key = JSON.stringify([folder, name]);
    const known = revisions.get(key);
    const now = Date.now();
    if (known && now - known.asked < trustedFor) return known.revision;
    const before = await known?.revision;
    const revision = (async () => {
      const found = await findCommit(folder, name);
      if ('problem' in found) return found;
      return before && 'commit' in before && before.commit === found.commit
        ? before
        : readRevision(folder, name);
    })();
    revisions.set(key, { asked: now, revision });
    return revision;
  }

  async function withRevision(document: OpenDocument, analysis: Analysis, name: string): Promise<Compared> {
    const path = toPath(document.uri);
    if (path === null) return { problem: say('Only files have revisions.') };
    const root = roots().find((one) => isInside(path, one));
    const folder = root ?? folderOf(path);
    const revision = await revisionOf(folder, name);
    if ('problem' in revision)
      return { problem: say('There is nothing to compare with: {0}.', revision.problem) };
    const database = root === undefined ? null : analyses.database(document.uri);
    const { version } = analysis.options;
    const key = JSON.stringify([revision.commit, folder, database?.name ?? path, database?.root, version]);
    const known = catalogs.get(key);
    if (known) return { comparison: { before: known, after: analysis.catalog } };
    const parts: readonly RevisionPart[] = database
      ? databaseAt(revision, folder, database)
      : fileAt(revision, path);
    const before = catalogOfFiles(analyses.toFiles(document, parts), analysis.options);
    catalogs.set(key, before);
    const [oldest] = catalogs.keys();
    if (catalogs.size > 4 && oldest !== undefined) catalogs.delete(oldest);
    return { comparison: { before, after: analysis.catalog } };
  }

  async function withSaved(document: OpenDocument, analysis: Analysis): Promise<Compared> {
    const path = toPath(document.uri);
    const text = path === null ? null : await readFile(path).catch(() => null);
    if (path === null || text === null) return { problem: say('This document has not been saved yet.') };
    const saved = decode(text).text;
    if (saved === document.script.text)
      return { comparison: { before: analysis.catalog, after: analysis.catalog } };
    const script = lastSaved?.script.text === saved ? lastSaved.script : parseScript(saved);
    const files = analyses.withScript(document, script);
    const isSame =
      lastSaved?.options === analysis.options &&
      lastSaved.files.length === files.length &&
      files.every((file, at) => file.script === lastSaved?.files[at]?.script);
    if (!isSame || !lastSaved) {
      const before = catalogOfFiles(files, analysis.options);
      lastSaved = { script, files, options: analysis.options, before };
    }
    return { comparison: { before: lastSaved.before, after: analysis.catalog } };
  }

  return {
    async of(document, analysis, comparison) {
      if (comparison.with === 'revision') return withRevision(document, analysis, comparison.revision);
      if (comparison.with === 'saved') return withSaved(document, analysis);
      // Clients write the URI of a file in their own ways.
      const path = toPath(comparison.uri);
      const file = analysis.files.find(({ name }) => path !== null && toPath(name) === path);
      const states = analysis.states(file?.name ?? comparison.uri);
      return states
        ? { comparison: states }
        : { problem: say('This file has no statement in the database that is drawn.') };
    },
  };
}
