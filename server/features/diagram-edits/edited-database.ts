import type { ApplySetup } from '../../catalog/apply-step.ts';
import { buildHistory } from '../../catalog/build-catalog.ts';
import type { Edit } from '../../rules/rule.ts';
import { parseScript } from '../../syntax/parse-script.ts';
import type { Statement, StatementId } from '../../syntax/statement.ts';
import { applyEdits, lineEndOf } from '../../text/apply-edits.ts';
import { externalCheck, hasManySessions } from '../analyse.ts';
import type { Analysis, DatabaseFile, FileEdit } from '../analysis.ts';
import { createSourceReader, placeStatements } from '../source-reader.ts';
import type { Wording } from '../wording.ts';

/** A database that is edited, and how its files come to PostgreSQL. */
export interface EditedDatabase {
  readonly analysis: Analysis;
  /** The file that the person looks at. */
  readonly active: string;
  /** The files that a tool applies once and then remembers, in order; what stands in them is not rewritten. */
  readonly migrations: readonly string[];
  readonly isOpen: (file: string) => boolean;
}

/** What an edit comes to: the edits of the files, or why there are none. */
export type EditOutcome =
  | { readonly title: Wording; readonly edits: readonly FileEdit[] }
  | { readonly problem: Wording };

/** SQL as new statements of a file. */
export interface Addition {
  readonly file: string;
  readonly sql: string;
}

export function sourceOf({ analysis }: EditedDatabase) {
  return createSourceReader(placeStatements(analysis.files), () => undefined);
}

export function statementsOf(files: readonly DatabaseFile[]): readonly Statement[] {
  return files.flatMap(({ script }) => script.statements.map(({ statement }) => statement));
}

export function setupOf({ files, options, externals }: Analysis): ApplySetup {
  return {
    version: options.version,
    isExternal: externalCheck(externals),
    hasManySessions: hasManySessions(files),
    asked: null,
    onCrash: (error) => options.onCrash('catalog', error),
  };
}

/** The edits that put statements behind the last one of a file that counts. */
export function additionEdits(database: EditedDatabase, { file, sql }: Addition): readonly Edit[] {
  const last = database.analysis.files.findLast(({ name }) => name === file)?.script.statements.at(-1);
  return last ? [sourceOf(database).insertAfter(last.statement.id, sql)] : [];
}

/** Whether PostgreSQL would accept the edited database as it did the one before. */
export function isAccepted(database: EditedDatabase, edits: readonly Edit[]): boolean {
  const setup = setupOf(database.analysis);
  const before = statementsOf(database.analysis.files);
  const history = buildHistory(before, setup, null);
  const known = new Map<string, number>();
  for (const { effect, statement } of history.steps)
    for (const { kind } of effect.problems) {
      const key = `${statement.id} ${kind}`;
      known.set(key, (known.get(key) ?? 0) + 1);
    }
  const after = buildHistory(
    before.flatMap((statement) => edited(statement, edits)),
    setup,
    history,
  );
  return after.steps.every(({ effect, statement }) =>
    effect.problems.every(({ kind }) => {
      const key = `${statement.id} ${kind}`;
      const left = known.get(key) ?? 0;
      known.set(key, left - 1);
      return left > 0;
    }),
  );
}

/** A statement with the edits inside it, and the statements that come behind it. */
function edited(statement: Statement, edits: readonly Edit[]): Statement[] {
  const own = edits.filter(({ at }) => at.statement === statement.id);
  const inside = own.filter(({ at }) => at.start < statement.text.length);
  const text = applyEdits(
    statement.text,
    inside.map(({ at, newText }) => ({ start: at.start, end: at.end, newText })),
  );
  const behind = own.filter((edit) => !inside.includes(edit));
  const added = behind.flatMap(({ newText }) => parseScript(newText.replace(/^;/, '')).statements);
  return [
    inside.length === 0 ? statement : { ...statement, text },
    ...added.map((placed) => placed.statement),
  ];
}

/** The edits in their files, sorted, with the files' line ends. */
export function toFileEdits(database: EditedDatabase, edits: readonly Edit[]): readonly FileEdit[] {
  const places = placeStatements(database.analysis.files);
  const found = new Map<string, FileEdit>();
  for (const { at, newText } of edits) {
    const placed = places.find(at.statement);
    if (!placed) continue;
    const { name, script } = placed.file;
    const length = script.text.length;
    const [start, end] = [placed.start + at.start, placed.start + at.end];
    const ends = lineEndOf(script.text);
    const edit: FileEdit = {
      file: name,
      start: Math.min(start, length),
      end: Math.min(end, length),
      newText: newText.replace(/\r?\n/g, ends),
    };
    // A file that is read twice is edited once.
    const key = JSON.stringify([name, start, end]);
    const same = found.get(key);
    found.set(
      key,
      same && same.newText !== edit.newText ? { ...same, newText: same.newText + edit.newText } : edit,
    );
  }
  return [...found.values()].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.start - b.start || a.end - b.end,
  );
}

/** The statements that are edited by a map of edits relative to them. */
export function toEdits(
  byStatement: ReadonlyMap<StatementId, readonly { start: number; end: number; newText: string }[]>,
): Edit[] {
  return [...byStatement].flatMap(([statement, edits]) =>
    edits.map(({ start, end, newText }) => ({ at: { statement, start, end }, newText })),
  );
}
