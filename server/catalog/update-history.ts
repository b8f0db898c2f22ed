import type { Statement, StatementId } from '../syntax/statement.ts';
import { type ApplySetup, applyStep, type Effect } from './apply-step.ts';
import { changeNames, type DefinedNames } from './defined-names.ts';
import { isEqual, shareEqual } from './equal.ts';
import type { History, Step } from './history.ts';
import { isObjectKey, keys } from './keys.ts';
import { ReaderIndex } from './reader-index.ts';
import { haveSameIds, orderOf, type Splice } from './splice.ts';
import { ListChange, type State, type Timeline } from './timeline.ts';

/** The index of the newest history of a database; an older one, or one that nothing was made from, has none. */
const indexes = new WeakMap<History, ReaderIndex<string, StatementId>>();

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

/** The history after a splice, made from the one before it. */
export function updateHistory(
  statements: readonly Statement[],
  splice: Splice,
  setup: ApplySetup,
  previous: History,
): History {
  return new Update(statements, splice, setup, previous).run();
}

/** One history on its way to the next. Statements that have to be applied again are marked and taken in order. */
class Update {
  private readonly statements: readonly Statement[];
  private readonly splice: Splice;
  private readonly setup: ApplySetup;
  private readonly previous: History;
  private readonly timeline: Timeline;
  private readonly index: ReaderIndex<string, StatementId>;
  /** One for each place: 1 where the statement has to be applied. */
  private readonly marks: Uint8Array;
  /** By place; what was applied before where nothing is applied anew. */
  private readonly steps: (Step | undefined)[];
  private readonly readingEverything: Set<StatementId>;
  /** The final values before, of the keys that were written. */
  private readonly oldFinals = new Map<string, unknown>();
  private readonly changed = new Set<StatementId>();
  private readonly applied: number[] = [];
  private readonly names: DefinedNames;

  constructor(statements: readonly Statement[], splice: Splice, setup: ApplySetup, previous: History) {
    this.statements = statements;
    this.splice = splice;
    this.setup = setup;
    this.previous = previous;
    this.index = indexOf(previous);
    const isSameOrder = haveSameIds(previous.steps, statements, splice);
    this.timeline = previous.timeline.continue(isSameOrder ? null : orderOf(statements));
    this.marks = new Uint8Array(statements.length);
    const { first, oldEnd, newEnd } = splice;
    this.steps = previous.steps.slice(0, first);
    this.steps.length = newEnd;
    for (let at = oldEnd; at < previous.steps.length; at++) this.steps.push(previous.steps[at]!);
    this.readingEverything = new Set(previous.readingEverything);
    this.names = changeNames(
      previous.names,
      previous.steps.slice(first, oldEnd).map(({ statement }) => statement),
      statements.slice(first, newEnd),
    );
  }

  run(): History {
    this.compare();
    this.markUnanalysed();
    for (let place = this.marks.indexOf(1); place >= 0; place = this.marks.indexOf(1, place + 1)) {
      this.applied.push(place);
      this.steps[place] = this.apply(place, this.steps[place]);
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
    const { version, isExternal, asked, hasManySessions = false, onCrash } = this.setup;
    const history: History = {
      identity: {},
      version,
      // Every place without an old step is marked.
      steps: this.steps as Step[],
      timeline: this.timeline,
      final,
      names: this.names,
      readingEverything: this.readingEverything,
      changes: {
        from: this.previous.identity,
        keys: finalKeys,
        statements: this.changed,
        creators,
        splice: this.splice,
        applied: this.applied,
      },
      isExternal,
      asked,
      hasManySessions,
      onCrash,
    };
    indexes.set(history, this.index);
    return history;
  }

  /** Marks the new and the edited statements, and takes back what those that are gone did. */
  private compare(): void {
    const { first, oldEnd, newEnd } = this.splice;
    const places = new Map<StatementId, number>();
    for (let at = first; at < newEnd; at++) {
      places.set(this.statements[at]!.id, at);
      this.marks[at] = 1;
    }
    const old = this.previous.steps.slice(first, oldEnd);
    for (const step of old) {
      const place = places.get(step.statement.id);
      if (place === undefined) {
        this.readingEverything.delete(step.statement.id);
        continue;
      }
      this.steps[place] = step;
      if (this.statements[place] === step.statement) this.marks[place] = 0;
    }
    let last = first - 1;
    for (const step of old) {
      const place = places.get(step.statement.id);
      if (place === undefined) this.takeBack(step, last);
      else last = place;
    }
    if (this.names === this.previous.names) return;
    for (const reader of this.index.of(keys.createdNames)) {
      const place = this.timeline.position(reader);
      if (place >= 0) this.marks[place] = 1;
    }
  }

  /** A statement that is gone, behind the one in this place. */
  private takeBack({ statement, effect }: Step, place: number): void {
    this.changed.add(statement.id);
    this.index.remove(effect.reads, statement.id);
    for (const [key, value] of effect.entries)
      this.write(key, statement.id, null, place, value instanceof ListChange);
  }

  /** Marks the statements whose problems were not asked for until now. */
  private markUnanalysed(): void {
    const { asked } = this.setup;
    if (this.previous.asked === null) return;
    const mark = (place: number) => {
      const step = this.steps[place];
      if (step && !step.effect.isAnalysed) this.marks[place] = 1;
    };
    if (asked === null) for (let place = 0; place < this.steps.length; place++) mark(place);
    else for (const id of asked) mark(this.timeline.position(id));
  }

  /** Applies a statement, and marks those after it that read what it changed. */
  private apply(place: number, old: Step | undefined): Step {
    const statement = this.statements[place]!;
    this.changed.add(statement.id);
    const isRepeated = old?.statement === statement;
    const state = this.timeline.state(place);
    const applied = applyStep(statement, state, this.setup, this.names.created, isRepeated);
    const effect: Effect = old
      ? { ...applied, entries: stabilise(applied.entries, old.effect.entries, state, isRepeated) }
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
    if (effect.readsEverything) this.readingEverything.add(statement.id);
    else this.readingEverything.delete(statement.id);
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
      const at = this.timeline.position(reader);
      if (at > place && at <= end) this.marks[at] = 1;
    }
    for (const reader of this.readingEverything) {
      const at = this.timeline.position(reader);
      if (at > place) this.marks[at] = 1;
    }
  }
}

/** Objects, or parts of them, equal to those of the last time are kept: nothing that read such an object runs again. */
function stabilise(
  entries: Effect['entries'],
  old: Effect['entries'],
  before: State,
  isSameStatement: boolean,
): Effect['entries'] {
  const stable = new Map<string, unknown>();
  for (const [key, value] of entries) {
    const known = old.get(key);
    const isComparable = typeof known === 'object' && typeof value === 'object' && known !== value;
    stable.set(key, isComparable ? shareEqual(known, value, before.get(key), isSameStatement) : value);
  }
  return stable;
}
