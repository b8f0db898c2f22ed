import { definedName } from '../syntax/defined-name.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import type { Statement, StatementId } from '../syntax/statement.ts';
import { applyAnalysed } from './analyze-step.ts';
import { applyTree } from './apply-statement.ts';
import type { PostgresMajor } from './builtins/builtins.ts';
import { isTable } from './catalog.ts';
import { checkNames } from './check-names.ts';
import { createsTable } from './creates-table.ts';
import { Draft, type DraftContext } from './draft.ts';
import { isObjectKey, keys } from './keys.ts';
import type { Problem, WrittenName } from './problem.ts';
import { createSource } from './source.ts';
import type { State } from './timeline.ts';

/** What a statement read, what it changed and why PostgreSQL rejects it, if it does. */
export interface Effect {
  /** The keys of all that it read. */
  readonly reads: readonly string[];
  readonly entries: ReadonlyMap<string, unknown>;
  /** The keys of the objects that it created, those of indexes left out. */
  readonly created: readonly string[];
  readonly problems: readonly Problem[];
  /** It looked at more than single entries, so any change before it concerns it. */
  readonly readsEverything: boolean;
  /** Whether its problems are all that there are, and not only those of its definitions. */
  readonly isAnalysed: boolean;
}

export interface ApplySetup {
  readonly version: PostgresMajor;
  /** Whether a name exists outside the files that are being read. */
  readonly isExternal: (name: WrittenName) => boolean;
  /**
   * The statements whose problems are asked for; null for all. The expressions of others are analysed only where the
   * catalog needs what comes out.
   */
  readonly asked: ReadonlySet<StatementId> | null;
  /**
   * Whether the statements are those of several sessions, such as a migration each: a search path that one sets may hold
   * in the next or not.
   */
  readonly hasManySessions?: boolean;
  /** Told of a statement that could not be applied because of a fault of ours; it then changes nothing. */
  readonly onCrash: (error: unknown) => void;
}

const noProblems: readonly Problem[] = [];
const nothingCreated: readonly string[] = [];

/** Applies one statement to the state before it; `isRepeated` where the same statement was applied before. */
export function applyStep(
  statement: Statement,
  state: State,
  setup: ApplySetup,
  createdNames: DraftContext['createdNames'],
  isRepeated = false,
): Effect {
  const { draft, isAnalysed } = applyStatement(statement, state, setup, createdNames, isRepeated);
  const entries = draft.entries();
  let created = nothingCreated;
  const ownPrefix = `${statement.id}.`;
  for (const [key, value] of entries)
    if (isCreation(key, value, ownPrefix)) created = created.length === 0 ? [key] : [...created, key];
  return {
    entries,
    created,
    reads: draft.reads(),
    problems: draft.problems.length === 0 ? noProblems : draft.problems,
    readsEverything: draft.readsEverything(),
    isAnalysed,
  };
}

/**
 * What PostgreSQL rejects makes nothing. It is kept all the same, so that one fault is reported once and not again at each
 * use, but that its names are taken is then no reason to reject another statement.
 */
function noteRejected(draft: Draft, optional: readonly Problem[]): void {
  const isRejected =
    draft.isDamaged ||
    draft.problems.some((one) => one.kind !== 'unresolved-in-body' && !optional.includes(one));
  if (!isRejected) return;
  draft.put(keys.guarded(draft.source.statement.id), true);
  draft.put(keys.rejected(draft.source.statement.id), true);
}

function isCreation(key: string, value: unknown, ownPrefix: string): boolean {
  if (value === undefined || !isObjectKey(key)) return false;
  const isOwn = key.startsWith(ownPrefix) || key.startsWith('extension ');
  return isOwn && (value as { kind: string }).kind !== 'index';
}

const sequencePattern = /\b(?:nextval|currval|setval)\s*\(\s*'((?:[^']|'')+)'/gi;

function applyStatement(
  statement: Statement,
  state: State,
  { version, isExternal, asked, hasManySessions = false, onCrash }: ApplySetup,
  createdNames: DraftContext['createdNames'],
  isRepeated: boolean,
): { readonly draft: Draft; readonly isAnalysed: boolean } {
  const parsed = parseStatement(statement);
  const { tree } = parsed;
  const create = () =>
    new Draft({
      state,
      source: createSource(statement, parsed),
      isDamaged: parsed.damages.some((damage) => damage.kind !== 'missing semicolon'),
      createsTable: createsTable(tree),
      isRepeated,
      version,
      createdNames,
      isExternal,
      hasManySessions,
    });
  const draft = create();
  let isAnalysed = true;
  if (tree) {
    try {
      const isAsked = asked === null || asked.has(statement.id);
      const analysed = applyAnalysed(draft, tree, isAsked, () => applyTree(draft, tree));
      isAnalysed = analysed.isAnalysed;
      checkNames(draft, tree);
      noteRejected(draft, analysed.optional);
    } catch (error) {
      onCrash(error);
      return { draft: create(), isAnalysed };
    }
  } else if (statement.kind === 'sql') noteDamage(draft, statement, definedName(statement)?.name ?? null);
  if (statement.text.includes("val('") || statement.text.includes('val ('))
    countSequenceUses(draft, statement);
  return { draft, isAnalysed };
}

/** What a statement that cannot be read may define is not reported as missing elsewhere. */
function noteDamage(draft: Draft, statement: Statement, name: string | null): void {
  // Of `create tabel t (` the third word is the name, whatever the second was to be.
  const third = /^create\s+\w+\s+(?:\w+\s*\.\s*)?"?([\w$\u0080-\uffff]+)/i.exec(statement.text)?.[1];
  for (const possible of [name, third?.toLowerCase() ?? null]) {
    if (possible !== null) draft.put(keys.damaged(possible), true);
  }
  const altered =
    /^alter\s+(?:foreign\s+)?table\s+(?:if\s+exists\s+)?(?:only\s+)?(?:([\w$]+)\s*\.\s*)?([\w$]+)/i.exec(
      statement.text,
    );
  const table = altered
    ? draft.relation(altered[1]?.toLowerCase() ?? null, altered[2]!.toLowerCase())
    : undefined;
  if (isTable(table)) draft.putObject({ ...table, complete: false });
}

function countSequenceUses(draft: Draft, statement: Statement): void {
  for (const [, written] of statement.text.matchAll(sequencePattern)) {
    const name = (written ?? '').split('.').at(-1)!.replaceAll('"', '');
    draft.put(keys.sequenceUses(name), draft.sequenceUses(name) + 1);
  }
}
