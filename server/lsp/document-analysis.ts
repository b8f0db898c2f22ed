import { analyse } from '../features/analyse.ts';
import type { Analysis, AnalysisOptions, DatabaseFile, Finding } from '../features/analysis.ts';
import { rules } from '../rules/registry.generated.ts';
import type { PostgresVersion } from '../rules/rule.ts';
import { parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import { buildLineIndex, type LineIndex } from '../text/line-index.ts';
import type { DatabasePart, FilePart, RecognisedDatabase } from '../workspace/database.ts';
import { openingStatements } from '../workspace/opening.ts';
import { startParserThread } from '../workspace/parse-ahead.ts';
import { ownPart } from '../workspace/revision-databases.ts';
import { blankOutside, selectStatements } from '../workspace/select-statements.ts';
import type { LinesOf } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { toPath, toUri, type WorkspaceFiles } from './workspace-files.ts';

/** What is kept of one analysis to start the next one from. */
interface Kept {
  readonly files: readonly DatabaseFile[];
  readonly options: AnalysisOptions;
  readonly analysis: Analysis;
  /** The documents whose findings it has from the start. */
  readonly focus: ReadonlySet<string>;
}

/** A way down is written once and in haste: only what PostgreSQL would reject is said of it. */
const errorRules = rules.filter(({ severity }) => severity === 'error');

export interface Analyses {
  /** The analysis of a document: that of its database, or by itself where no database has it. */
  of(document: OpenDocument): Analysis;
  /** How many characters of SQL its first analysis will go through; 0 where it has been analysed before. */
  ahead(document: OpenDocument): number;
  /** The same, for fixes in bulk: of a document's own statements, those that are no part of the database are blank. */
  toFix(document: OpenDocument): Analysis;
  /** The files of a document's database with another text in its place. */
  withScript(document: OpenDocument, script: Script): readonly DatabaseFile[];
  /** Files of another time as those of the document's database. */
  toFiles(
    document: OpenDocument,
    parts: readonly (FilePart & { readonly script: Script; readonly isUtf8: boolean })[],
  ): readonly DatabaseFile[];
  /** The open documents of the same databases. */
  related(uri: string): readonly string[];
  /** The database to which a document belongs. */
  database(uri: string): RecognisedDatabase | null;
  readonly lines: LinesOf;
  forget(uri: string): void;
}

/** Analyses open documents; `base` gives the options of the moment, the same value until a setting changes. */
export function createAnalyses(
  documents: Documents,
  workspace: WorkspaceFiles,
  base: () => Pick<AnalysisOptions, 'version' | 'severities' | 'onCrash'>,
): Analyses {
  /** By database and what of it; by URI for documents outside of all. */
  const kept = new Map<string, Kept>();
  const optionsOf = new WeakMap<object, WeakMap<object, AnalysisOptions>>();

  /** The same options for the same settings and names, so that nothing is computed anew without need. */
  const options = (
    names: RecognisedDatabase | ReadonlySet<string>,
    make: () => Partial<AnalysisOptions>,
  ): AnalysisOptions => {
    const settings = base();
    const byNames = optionsOf.get(settings) ?? new WeakMap<object, AnalysisOptions>();
    optionsOf.set(settings, byNames);
    const known = byNames.get(names) ?? { ...settings, externals: new Set<string>(), ...make() };
    byNames.set(names, known);
    return known;
  };
  const run = (
    key: string,
    files: readonly DatabaseFile[],
    given: AnalysisOptions,
    active = rules,
  ): Analysis => {
    const focus = new Set(documents.all().map(({ uri }) => uri));
    const old = kept.get(key);
    const isSame =
      old?.options === given &&
      old.files.length === files.length &&
      files.every(
        (file, at) =>
          file.script === old.files[at]!.script &&
          file.name === old.files[at]!.name &&
          (old.focus.has(file.name) || !focus.has(file.name)),
      );
    if (old && isSame) return old.analysis;
    const work = () => analyse(files, given, old?.analysis ?? null, active, focus);
    const analysis = old ? work() : parsingAhead(files, work);
    kept.set(key, { files, options: given, analysis, focus });
    return analysis;
  };
  const selected = new WeakMap<object, { readonly key: string; readonly script: DatabaseFile['script'] }>();
  const toFile = (part: FilePart, open: ReadonlyMap<string, OpenDocument>): DatabaseFile | null => {
    const document = open.get(part.path);
    const file = document ? null : workspace.file(part.path);
    const script = document?.script ?? file?.script;
    if (!script) return null;
    const stretches = workspace.stretches(part);
    const name = document?.uri ?? toUri(part.path);
    if (stretches === null) return file ? { name, script, isUtf8: file.isUtf8 } : { name, script };
    // The same script with the same stretches is the same value.
    const key = stretches.map(({ start, end }) => `${start}-${end}`).join();
    const known = selected.get(part);
    const isKnown = known?.key === key && known.script.text === script.text;
    const chosen = isKnown ? known.script : selectStatements(script, stretches);
    selected.set(part, { key, script: chosen });
    return file ? { name, script: chosen, isUtf8: file.isUtf8 } : { name, script: chosen };
  };
  const openByPath = () =>
    new Map(documents.all().flatMap((one) => (toPath(one.uri) === null ? [] : [[toPath(one.uri)!, one]])));
  const filesOf = (
    database: RecognisedDatabase,
    parts: readonly DatabasePart[],
    open: ReadonlyMap<string, OpenDocument>,
  ): DatabaseFile[] => {
    const first = openingFile(database);
    const files = parts.flatMap((part) => toFile(part, open) ?? []);
    return first ? [first, ...files] : files;
  };
  const optionsFor = (database: RecognisedDatabase) =>
    options(database, () => ({
      externals: new Set(database.externals),
      ...(database.postgresVersion === null ? {} : { version: database.postgresVersion as PostgresVersion }),
    }));

  /** The ways down in this document, each on the state that its migration leaves. */
  const downsOf = (database: RecognisedDatabase, uri: string, path: string): Finding[] => {
    const open = openByPath();
    return database.parts.flatMap(({ down }, at) => {
      if (down?.path !== path) return [];
      const file = toFile(down, open);
      if (!file) return [];
      const files = [...filesOf(database, database.parts.slice(0, at + 1), open), file];
      const analysis = run(
        `${database.root} ${database.name} down ${at}`,
        files,
        optionsFor(database),
        errorRules,
      );
      const { statements } = file.script;
      return analysis
        .findings(uri)
        .filter(
          ({ severity, range }) =>
            severity === 'error' &&
            statements.some(
              ({ statement, start }) => start <= range.start && range.start <= start + statement.text.length,
            ),
        );
    });
  };
  const database = (uri: string): RecognisedDatabase | null => workspace.databasesOf(uri)[0] ?? null;

  const keyOf = (own: RecognisedDatabase) => `${own.root} ${own.name}`;

  return {
    database,
    ahead({ uri, script }) {
      const own = toPath(uri) === null ? null : database(uri);
      if (kept.has(own ? keyOf(own) : uri)) return 0;
      if (!own) return script.text.length;
      const files = filesOf(own, own.parts, openByPath());
      return files.reduce((sum, file) => sum + file.script.text.length, 0);
    },
    of(document) {
      const { uri } = document;
      const own = database(uri);
      const path = toPath(uri);
      if (!own || path === null) {
        const names = workspace.namesExcept(uri);
        return run(
          uri,
          [{ name: uri, script: document.script }],
          options(names, () => ({ externals: names })),
        );
      }
      const analysis = run(keyOf(own), filesOf(own, own.parts, openByPath()), optionsFor(own));
      const downs = own.parts.some(({ down }) => down?.path === path) ? downsOf(own, uri, path) : [];
      return downs.length === 0 ? analysis : withFindings(analysis, uri, downs);
    },
    toFix(document) {
      const own = database(document.uri);
      const path = toPath(document.uri);
      const parts = own?.parts.filter((part) => part.path === path && part.stretches !== null) ?? [];
      const [only] = parts;
      if (!own || !only || parts.length > 1) return this.of(document);
      const script = parseScript(blankOutside(document.script.text, workspace.stretches(only)));
      const files = filesOf(own, own.parts, openByPath());
      return analyse(
        files.map((file) => (file.name === document.uri ? { ...file, script } : file)),
        optionsFor(own),
      );
    },
    withScript(document, script) {
      const { uri } = document;
      const own = database(uri);
      const path = toPath(uri);
      if (!own || path === null) return [{ name: uri, script }];
      const isInParts = own.parts.some((part) => part.path === path && part.stretches !== null);
      const chosen = isInParts ? selectStatements(script, ownPart(path, script.text).stretches) : script;
      return filesOf(own, own.parts, openByPath()).map((file) =>
        file.name === uri ? { ...file, script: chosen } : file,
      );
    },
    toFiles(document, parts) {
      const own = database(document.uri);
      const first = own && openingFile(own);
      const files = parts.map(({ path, stretches, script, isUtf8 }) => ({
        name: toUri(path),
        script: selectStatements(script, stretches),
        isUtf8,
      }));
      return first ? [first, ...files] : files;
    },
    related(uri) {
      const own = database(uri);
      if (!own) return [];
      return documents
        .all()
        .flatMap((one) => (one.uri !== uri && database(one.uri) === own ? [one.uri] : []));
    },
    lines(uri) {
      const open = documents.get(uri);
      if (open) return open.lines;
      const script = workspace.file(toPath(uri) ?? '')?.script;
      if (!script) return null;
      const known = lines.get(script) ?? buildLineIndex(script.text);
      lines.set(script, known);
      return known;
    },
    forget: (uri) => void kept.delete(uri),
  };
}

/** Runs the first analysis of a database, of a large one with a second thread that parses. */
function parsingAhead(files: readonly DatabaseFile[], work: () => Analysis): Analysis {
  const characters = files.reduce((sum, { script }) => sum + script.text.length, 0);
  const thread = startParserThread(characters);
  if (!thread) return work();
  thread.announce(files.map(({ script }) => script));
  return thread.help(work);
}

const lines = new WeakMap<Script, LineIndex>();
const openings = new WeakMap<RecognisedDatabase, DatabaseFile>();

function openingFile(database: RecognisedDatabase): DatabaseFile | null {
  const known = openings.get(database);
  if (known) return known;
  const text = openingStatements(database);
  if (text === null) return null;
  const file: DatabaseFile = { name: '', script: parseScript(text) };
  openings.set(database, file);
  return file;
}

/** An analysis with further findings of one file. */
function withFindings(analysis: Analysis, uri: string, more: readonly Finding[]): Analysis {
  const byPlace = (a: Finding, b: Finding) => a.range.start - b.range.start || a.range.end - b.range.end;
  return {
    ...analysis,
    findings: (name) =>
      name === uri ? [...analysis.findings(name), ...more].sort(byPlace) : analysis.findings(name),
    worst(name, most) {
      if (name !== uri) return analysis.worst(name, most);
      const { findings, hidden } = analysis.worst(name, Math.max(0, most - more.length));
      return { findings: [...findings, ...more].sort(byPlace), hidden };
    },
  };
}
