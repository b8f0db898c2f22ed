import { definedName } from '../syntax/defined-name.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import type { Statement, StatementId } from '../syntax/statement.ts';
import { applyTree } from './apply-statement.ts';
import { isTable } from './catalog.ts';
import { Draft } from './draft.ts';
import { isEqual } from './equal.ts';
import { keys } from './keys.ts';
import type { Schema } from './model.ts';
import type { Problem, WrittenName } from './problem.ts';
import { createSource } from './source.ts';
import { type Entry, emptyState, type State } from './state.ts';

/** What a statement read, what it changed and why PostgreSQL rejects it, if it does. */
export interface Effect {
  readonly reads: ReadonlyMap<string, unknown>;
  readonly entries: readonly Entry[];
  /** The keys of the objects that it created. */
  readonly created: readonly string[];
  readonly problems: readonly Problem[];
  /** It looked at more than single entries, so any change concerns it. */
  readonly readsEverything: boolean;
}

/** One statement applied to the state before it. */
export interface Step {
  readonly statement: Statement;
  readonly before: State;
  readonly after: State;
  readonly effect: Effect;
}

/** The states of a database at all its statement boundaries. Immutable. */
export interface History {
  readonly steps: readonly Step[];
  readonly final: State;
  readonly names: Names;
  readonly isExternal: (name: WrittenName) => boolean;
  /** Told of a statement that could not be applied because of a fault of ours; it then changes nothing. */
  readonly onCrash: (error: unknown) => void;
}

interface Names {
  readonly relations: readonly string[];
  readonly types: readonly string[];
  readonly schemas: readonly string[];
}

/** A new database: states of different databases share nothing, so that reading one never moves another's table. */
function newDatabase(): State {
  return emptyState().with(
    ['public', 'pg_temp'].map((name) => [
      keys.schema(name),
      { kind: 'schema', name, comment: null, nameRange: null } satisfies Schema,
    ]),
  );
}

/** The names that the statements define, for suggestions: the same whatever was computed before. */
function collectNames(statements: readonly Statement[]): Names {
  const relations: string[] = [];
  const types: string[] = [];
  const schemas: string[] = [];
  for (const statement of statements) {
    const defined = definedName(statement);
    if (defined?.kind === 'relation') relations.push(defined.name);
    else if (defined?.kind === 'type') types.push(defined.name);
    else if (defined?.kind === 'schema') schemas.push(defined.name);
  }
  return { relations, types, schemas };
}

/**
 * Applies the statements in order. With a history, only the statements that changed, or that read something that did,
 * are applied anew; the others' changes are taken over, and objects that come out equal stay the same values.
 */
export function buildHistory(
  statements: readonly Statement[],
  setup: Pick<History, 'isExternal' | 'onCrash'>,
  previous: History | null,
): History {
  const { isExternal, onCrash } = setup;
  const collected = collectNames(statements);
  const names = previous && isEqual(previous.names, collected) ? previous.names : collected;
  const everythingSame = previous !== null && previous.names === names && previous.isExternal === isExternal;
  const find = findOldStep(previous?.isExternal === isExternal ? previous.steps : []);
  const steps: Step[] = [];
  // An untouched database keeps its first state, so that its later ones are the same values too.
  let state = previous?.steps[0]?.before ?? newDatabase();
  for (const statement of statements) {
    const step = nextStep(statement, state, find(statement.id, steps.length), everythingSame, {
      names,
      isExternal,
      onCrash,
    });
    steps.push(step);
    state = step.after;
  }
  return { steps, final: state, names, isExternal, onCrash };
}

/** Finds the step of a statement: mostly in the same place as before, else by its id. */
function findOldStep(steps: readonly Step[]): (id: StatementId, at: number) => Step | undefined {
  let byId: Map<StatementId, Step> | null = null;
  return (id, at) => {
    const same = steps[at];
    if (same?.statement.id === id) return same;
    byId ??= new Map(steps.map((step) => [step.statement.id, step]));
    return byId.get(id);
  };
}

function readsTheSame({ reads }: Effect, state: State): boolean {
  for (const [key, value] of reads) if (state.get(key) !== value) return false;
  return true;
}

function nextStep(
  statement: Statement,
  state: State,
  old: Step | undefined,
  everythingSame: boolean,
  context: Pick<History, 'names' | 'isExternal' | 'onCrash'>,
): Step {
  if (old?.statement === statement) {
    const { effect } = old;
    if (state === old.before && (!effect.readsEverything || everythingSame)) return old;
    if (!effect.readsEverything && readsTheSame(effect, state)) {
      return { statement, before: state, after: state.with(effect.entries), effect };
    }
  }
  const draft = applyStatement(statement, state, context);
  const entries = stabilise(draft.entries(), old);
  const isSame = state === old?.before && isSameEntries(entries, old.effect.entries);
  const created: string[] = [];
  for (const [key, value] of entries)
    if (value !== undefined && isCreation(key, statement.id)) created.push(key);
  const effect: Effect = {
    entries,
    created,
    reads: draft.reads(),
    problems: draft.problems.length === 0 ? noProblems : draft.problems,
    readsEverything: draft.readsEverything(),
  };
  return { statement, before: state, after: isSame ? old.after : state.with(entries), effect };
}

const noProblems: readonly Problem[] = [];

function isSameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length === b.length && a.every(([key, value], at) => b[at]![0] === key && b[at]![1] === value);
}

function isCreation(key: string, statement: StatementId): boolean {
  return key.startsWith(`o:${statement}.`) || key.startsWith('o:extension ');
}

/** Objects equal to those of the last time are kept as the same values, so that nothing that read them runs again. */
function stabilise(entries: readonly Entry[], old: Step | undefined): readonly Entry[] {
  if (!old) return entries;
  const before = new Map(old.effect.entries);
  return entries.map(([key, value]) => {
    const known = before.get(key);
    return known !== undefined && isEqual(known, value) ? [key, known] : [key, value];
  });
}

const sequencePattern = /\b(?:nextval|currval|setval)\s*\(\s*'((?:[^']|'')+)'/gi;

function applyStatement(
  statement: Statement,
  state: State,
  { names, isExternal, onCrash }: Pick<History, 'names' | 'isExternal' | 'onCrash'>,
): Draft {
  const parsed = parseStatement(statement);
  const defined = definedName(statement);
  const create = () =>
    new Draft({
      state,
      source: createSource(statement, parsed),
      isDamaged: parsed.damages.some((damage) => damage.kind !== 'missing semicolon'),
      createsTable:
        parsed.tree !== null && ('CreateStmt' in parsed.tree || 'CreateTableAsStmt' in parsed.tree),
      isExternal,
      names,
    });
  const draft = create();
  if (parsed.tree) {
    try {
      applyTree(draft, parsed.tree);
    } catch (error) {
      onCrash(error);
      return create();
    }
  } else if (statement.kind === 'sql') noteDamage(draft, statement, defined?.name ?? null);
  if (statement.text.includes("val('") || statement.text.includes('val ('))
    countSequenceUses(draft, statement);
  return draft;
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
