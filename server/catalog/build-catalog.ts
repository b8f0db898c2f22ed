import { definedName } from '../syntax/defined-name.ts';
import type { Statement, StatementId } from '../syntax/statement.ts';
import { type ApplySetup, applyStep, type Effect } from './apply-step.ts';
import { collectNames, type DefinedNames, isUnconditional } from './defined-names.ts';
import { isEqual, shareEqual } from './equal.ts';
import { isObjectKey, keys } from './keys.ts';
import type { Schema } from './model.ts';
import { ReaderIndex } from './reader-index.ts';
import { beforeAll, type Entry, ListChange, type State, Timeline } from './timeline.ts';

/** One statement and what it did to the state before it. */
export interface Step {
  readonly statement: Statement;
  readonly effect: Effect;
}

/** What differs between a history and the one that it was made from. */
export interface HistoryChanges {
  /** The identity of the one before: not that itself, or every version would keep all before it alive. */
  readonly from: object;
  /** The keys whose final values are not the same. */
  readonly keys: ReadonlySet<string>;
  /** The statements that are new, gone, edited or applied anew. */
  readonly statements: ReadonlySet<StatementId>;
  /** The statements that created an object whose final value is not the same. */
  readonly creators: ReadonlySet<StatementId>;
}

/** The states of a database at all its statement boundaries. Immutable. */
export interface History extends ApplySetup {
  /** Stands for this history and no other. */
  readonly identity: object;
  readonly steps: readonly Step[];
  readonly timeline: Timeline;
  readonly final: State;
  readonly names: DefinedNames;
  /** Null where it was made from scratch. */
  readonly changes: HistoryChanges | null;
}

/** The index of the newest history of a database; an older one, or one that nothing was made from, has none. */
const indexes = new WeakMap<History, ReaderIndex<string, StatementId>>();

/**
 * Applies the statements in order. With a history, only the statements that changed, or that read something that did,
 * are applied anew; objects that come out equal stay the same values, so that a change ends where it makes no difference.
 */
export function buildHistory(
  statements: readonly Statement[],
  setup: ApplySetup,
  previous: History | null,
): History {
  if (!previous || previous.isExternal !== setup.isExternal || previous.version !== setup.version)
    return buildAnew(statements, setup);
  const order = orderOf(statements);
  return isReordered(previous, order)
    ? buildAnew(statements, setup)
    : new Update(statements, order, setup, previous).run();
}

function buildAnew(statements: readonly Statement[], setup: ApplySetup): History {
  const timeline = new Timeline(new Map(), orderOf(statements));
  for (const name of ['public', 'pg_temp'])
    timeline.append(keys.schema(name), beforeAll, {
      kind: 'schema',
      name,
      comment: null,
      nameRange: null,
    } satisfies Schema);
  const steps: Step[] = [];
  const state = timeline.state();
  const names = collectNames(statements);
  for (const statement of statements) {
    const effect = applyStep(statement, state, setup, names.created);
    for (const [key, value] of effect.entries) timeline.append(key, statement.id, value);
    steps.push({ statement, effect });
  }
  const { version, isExternal, asked, onCrash } = setup;
  return {
    identity: {},
    version,
    steps,
    timeline,
    final: state,
    names,
    changes: null,
    isExternal,
    asked,
    onCrash,
  };
}

function orderOf(statements: readonly Statement[]): Map<StatementId, number> {
  const order = new Map<StatementId, number>();
  for (let at = 0; at < statements.length; at++) order.set(statements[at]!.id, at);
  return order;
}

/** Whether statements that were there before stand in another order now. */
function isReordered({ steps }: History, order: ReadonlyMap<StatementId, number>): boolean {
  let last = -1;
  for (const { statement } of steps) {
    const place = order.get(statement.id);
    if (place === undefined) continue;
    if (place < last) return true;
    last = place;
  }
  return false;
}

function indexOf(history: History): ReaderIndex<string, StatementId> {
  const known = indexes.get(history);
  if (known) {
    indexes.delete(history);
    return known;
  }
  const index = new ReaderIndex<string, StatementId>();
  for (const { statement, effect } of history.steps) index.add(effect.reads, statement.id);
  return index;
}

/** One history on its way to the next. Statements that have to be applied again are marked and taken in order. */
class Update {
  private readonly statements: readonly Statement[];
  private readonly order: ReadonlyMap<StatementId, number>;
  private readonly setup: ApplySetup;
  private readonly previous: History;
  private readonly timeline: Timeline;
  private readonly index: ReaderIndex<string, StatementId>;
  /** One for each place: 1 where the statement has to be applied. */
  private readonly marks: Uint8Array;
  private readonly oldSteps: (Step | undefined)[];
  private readonly readingEverything: number[] = [];
  /** The final values before, of the keys that were written. */
  private readonly oldFinals = new Map<string, unknown>();
  private readonly changed = new Set<StatementId>();
  private readonly names: DefinedNames;

  constructor(
    statements: readonly Statement[],
    order: ReadonlyMap<StatementId, number>,
    setup: ApplySetup,
    previous: History,
  ) {
    this.statements = statements;
    this.order = order;
    this.setup = setup;
    this.previous = previous;
    this.index = indexOf(previous);
    this.timeline = previous.timeline.continue(order);
    this.marks = new Uint8Array(statements.length);
    this.oldSteps = new Array(statements.length);
    this.names = this.collect();
  }

  run(): History {
    this.compare();
    const steps: Step[] = new Array(this.statements.length);
    for (let place = 0; place < this.statements.length; place++) {
      const old = this.oldSteps[place];
      steps[place] = this.marks[place] === 1 || !old ? this.apply(place, old) : old;
    }
    this.timeline.finish();
    const final = this.timeline.state();
    const finalKeys = new Set<string>();
    const creators = new Set<StatementId>();
    for (const [key, value] of this.oldFinals) {
      if (final.get(key) === value) continue;
      finalKeys.add(key);
      // An oid begins with the statement that created the object.
      if (isObjectKey(key)) creators.add(Number.parseInt(key, 10));
    }
    const { version, isExternal, asked, onCrash } = this.setup;
    const history: History = {
      identity: {},
      version,
      steps,
      timeline: this.timeline,
      final,
      names: this.names,
      changes: { from: this.previous.identity, keys: finalKeys, statements: this.changed, creators },
      isExternal,
      asked,
      onCrash,
    };
    indexes.set(history, this.index);
    return history;
  }

  /** Marks the new and the edited statements, and takes back what those that are gone did. */
  private compare(): void {
    // All of them first: what is taken back below concerns those after it.
    for (const { statement, effect } of this.previous.steps) {
      const place = this.order.get(statement.id);
      if (place !== undefined && effect.readsEverything) this.readingEverything.push(place);
    }
    let last = -1;
    for (const step of this.previous.steps) {
      const place = this.order.get(step.statement.id);
      if (place === undefined) {
        this.changed.add(step.statement.id);
        this.index.remove(step.effect.reads, step.statement.id);
        for (const [key, value] of step.effect.entries)
          this.write(key, step.statement.id, null, last, value instanceof ListChange);
        continue;
      }
      last = place;
      this.oldSteps[place] = step;
      if (this.statements[place] !== step.statement || this.lacksAnalysis(step)) this.marks[place] = 1;
    }
    if (this.names === this.previous.names) return;
    for (const reader of this.index.of(keys.createdNames)) {
      const place = this.order.get(reader);
      if (place !== undefined) this.marks[place] = 1;
    }
  }

  /** Whether its problems were not asked for until now. */
  private lacksAnalysis({ statement, effect }: Step): boolean {
    const { asked } = this.setup;
    return !effect.isAnalysed && (asked === null || asked.has(statement.id));
  }

  /** Applies a statement, and marks those after it that read what it changed. */
  private apply(place: number, old: Step | undefined): Step {
    const statement = this.statements[place]!;
    this.changed.add(statement.id);
    const applied = applyStep(statement, this.timeline.state(place), this.setup, this.names.created);
    const effect: Effect = old
      ? {
          ...applied,
          entries: stabilise(applied.entries, old.effect.entries, old.statement === statement),
        }
      : applied;
    if (!old || !isEqual(old.effect.reads, effect.reads)) {
      if (old) this.index.remove(old.effect.reads, statement.id);
      this.index.add(effect.reads, statement.id);
    }
    const before = new Map(old?.effect.entries);
    for (const [key, value] of effect.entries) {
      const isSame = before.has(key) && before.get(key) === value;
      const wasList = before.get(key) instanceof ListChange;
      before.delete(key);
      if (!isSame) this.write(key, statement.id, { value }, place, wasList || value instanceof ListChange);
    }
    for (const [key, value] of before)
      this.write(key, statement.id, null, place, value instanceof ListChange);
    if (effect.readsEverything && !old?.effect.readsEverything) this.readingEverything.push(place);
    return { statement, effect };
  }

  /** Puts or takes away a statement's write, and marks whom it concerns. */
  private write(
    key: string,
    by: StatementId,
    entry: { readonly value: unknown } | null,
    place: number,
    isList: boolean,
  ): void {
    if (!this.oldFinals.has(key)) this.oldFinals.set(key, this.timeline.finalValue(key));
    this.timeline.replace(key, by, entry);
    // Whoever gives the key a value of its own ends the change; it may itself have read the one before.
    const end = isList ? Number.POSITIVE_INFINITY : this.timeline.nextWrite(key, place);
    for (const reader of this.index.of(key)) {
      const at = this.order.get(reader);
      if (at !== undefined && at > place && at <= end) this.marks[at] = 1;
    }
    for (const at of this.readingEverything) if (at > place) this.marks[at] = 1;
  }

  private collect(): DefinedNames {
    const { previous } = this;
    const isSame =
      previous.steps.length === this.statements.length &&
      previous.steps.every(({ statement }, place) => {
        const now = this.statements[place]!;
        return (
          now === statement ||
          (isEqual(definedName(now), definedName(statement)) &&
            isUnconditional(now) === isUnconditional(statement))
        );
      });
    return isSame ? previous.names : collectNames(this.statements);
  }
}

/** Objects, or parts of them, equal to those of the last time are kept: nothing that read such an object runs again. */
function stabilise(
  entries: readonly Entry[],
  old: readonly Entry[],
  isSameStatement: boolean,
): readonly Entry[] {
  const before = new Map(old);
  return entries.map(([key, value]) => {
    const known = before.get(key);
    return known === undefined ? [key, value] : [key, shareEqual(known, value, isSameStatement)];
  });
}
