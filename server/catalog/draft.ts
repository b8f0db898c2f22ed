import type { Node } from '@pgsql/types';
import { isOpaqueName } from '../syntax/placeholders.ts';
import type { SourceRange, StatementId } from '../syntax/statement.ts';
import type { PostgresMajor } from './builtins/builtins.ts';
import { createsTable } from './creates-table.ts';
import { firstPartOf, isGivenTo, keepFirstPart } from './first-part.ts';
import { isObjectKey, keys } from './keys.ts';
import type { CatalogObject, Oid, Table, View } from './model.ts';
import { mayBeExtensionRelation } from './of-extension.ts';
import type { Problem, WrittenName } from './problem.ts';
import { Reader } from './reader.ts';
import { isSystemSchema } from './search-path.ts';
import { similarNames } from './similar-names.ts';
import type { Source } from './source.ts';
import { ListChange, type State } from './timeline.ts';

export interface DraftContext {
  readonly state: State;
  readonly source: Source;
  /** True while the statement's tree is of a repaired text, so that parts of it may be missing. */
  readonly isDamaged: boolean;
  /** Whether the statement is a CREATE TABLE. */
  readonly createsTable: boolean;
  /** Whether it was applied before, to another state: some of what it makes is then made already. */
  readonly isRepeated: boolean;
  readonly version: PostgresMajor;
  /** The relations that any statement of the database creates. */
  readonly createdNames: Pick<ReadonlySet<string>, 'has'>;
  /** Whether a name exists outside the files that are being read. */
  readonly isExternal: (name: WrittenName) => boolean;
  readonly hasManySessions: boolean;
}

/** Noted for a key under which there is nothing: most names that are looked for are free. */
const nothing = Symbol('nothing');

const nothingWritten: ReadonlyMap<string, unknown> = new Map();

/** One statement's changes to the state before it, and what it read to make them. */
export class Draft extends Reader {
  source: Source;
  readonly problems: Problem[] = [];
  readonly isDamaged: boolean;
  readonly isRepeated: boolean;
  readonly hasManySessions: boolean;
  private readonly context: DraftContext;
  private readonly written = new Map<string, unknown>();
  private read = new Map<string, unknown>();
  private oids = 0;
  private everything = false;
  /** Whether it asked for what is in no state. */
  private hasAskedOutside = false;
  private createsTable: boolean;
  /** Whether what is applied is a part of the statement, so that conditions may have decided about it. */
  isPart = false;

  constructor(context: DraftContext) {
    super((key) => this.look(key), context.version);
    this.context = context;
    this.source = context.source;
    this.isDamaged = context.isDamaged;
    this.isRepeated = context.isRepeated;
    this.hasManySessions = context.hasManySessions;
    this.createsTable = context.createsTable;
  }

  private look(key: string): unknown {
    const own = this.written.get(key);
    if (own instanceof ListChange)
      return own.applyTo((this.lookBefore(key) as readonly Oid[] | undefined) ?? []);
    if (own !== undefined || (this.written.size > 0 && this.written.has(key))) return own;
    return this.lookBefore(key);
  }

  private lookBefore(key: string): unknown {
    const known = this.read.get(key);
    if (known !== undefined) return known === nothing ? undefined : known;
    const value = this.context.state.get(key);
    this.read.set(key, value === undefined ? nothing : value);
    return value;
  }

  /**
   * Does the first part of a statement that is applied anew. Where it would read the same as the last time, it takes
   * over what it did then: of a table that lost a foreign key, columns and indexes need not be made again. `given` is
   * what was read for it before.
   */
  begin<T>(work: () => T, given: readonly unknown[] = []): T {
    if (!this.isRepeated || this.written.size > 0 || this.problems.length > 0) return work();
    const { statement } = this.source;
    const known = firstPartOf(statement);
    if (known && isGivenTo(known, this.version, given) && this.wouldRead(known.reads)) {
      for (const [key, value] of known.written) this.written.set(key, value);
      this.problems.push(...known.problems);
      this.oids = known.oids;
      return known.result as T;
    }
    const before = this.read;
    this.read = new Map();
    const result = work();
    if (!this.everything && !this.hasAskedOutside)
      keepFirstPart(statement, {
        version: this.version,
        given,
        reads: this.read,
        written: new Map(this.written),
        problems: [...this.problems],
        oids: this.oids,
        result,
      });
    this.read = new Map([...before, ...this.read]);
    return result;
  }

  /** Whether the state holds the same values under these keys; all are noted as read. */
  private wouldRead(reads: ReadonlyMap<string, unknown>): boolean {
    for (const [key, value] of reads)
      if (this.lookBefore(key) !== (value === nothing ? undefined : value)) return false;
    return true;
  }

  /** A new object's oid: the same for the same statement in the same place. */
  newOid(): Oid {
    return `${this.source.statement.id}.${++this.oids}`;
  }

  /** The state before the statement; what is read of it counts as read. */
  before(): Reader {
    return new Reader((key) => this.lookBefore(key), this.version);
  }

  put(key: string, value: unknown): void {
    this.written.set(key, value);
  }

  /** Adds to the list under a key, without reading it. */
  addTo(key: string, oid: Oid): void {
    this.changeList(key, new ListChange([oid], []));
  }

  /** Takes from the list under a key, without reading it. */
  takeFrom(key: string, oid: Oid): void {
    this.changeList(key, new ListChange([], [oid]));
  }

  private changeList(key: string, change: ListChange): void {
    const own = this.written.get(key);
    if (own === undefined && this.written.has(key)) this.written.set(key, change.applyTo([]));
    else if (own === undefined) this.written.set(key, change);
    else if (own instanceof ListChange) this.written.set(key, own.and(change));
    else this.written.set(key, change.applyTo(own as readonly Oid[]));
  }

  putObject(object: CatalogObject & { readonly oid: Oid }): void {
    this.written.set(keys.object(object.oid), object);
  }

  /** Applies a statement that is a part of this one, such as one in a DO block. */
  within(source: Source, tree: Node, apply: () => void): void {
    const outer = { source: this.source, createsTable: this.createsTable, isPart: this.isPart };
    this.source = source;
    this.createsTable = createsTable(tree);
    this.isPart = true;
    apply();
    this.source = outer.source;
    this.createsTable = outer.createsTable;
    this.isPart = outer.isPart;
  }

  /** What is done from here on, which can be taken back; its first problem, where it failed. */
  attempt(): { problem(): Problem | undefined; takeBack(): void } {
    const written = new Map(this.written);
    const { length } = this.problems;
    return {
      // What fails only when a function runs does not fail here.
      problem: () => this.problems.slice(length).find(({ kind }) => kind !== 'unresolved-in-body'),
      takeBack: () => {
        this.problems.length = length;
        this.written.clear();
        for (const [key, value] of written) this.written.set(key, value);
      },
    };
  }

  /** Whether what a problem is about may not be there, since a DO block decides that. */
  private isGuarded(problem: Problem): boolean {
    const first = 'first' in problem ? problem.first : null;
    if (first && this.get(keys.guarded(first.statement)) === true) return true;
    const isTaken = problem.kind === 'duplicate-object';
    const isOfOthers =
      isTaken || problem.kind === 'multiple-primary-keys' || problem.kind === 'dependent-objects';
    if (isOfOthers && this.get(keys.unseenDrops) === true) return true;
    return isTaken && this.get(keys.damaged(problem.name)) === true;
  }

  report(problem: Problem): void {
    if (this.isGuarded(problem)) return;
    // A name with a psql variable or a placeholder in it is decided when the script runs.
    const words = this.source.statement.text.slice(problem.at.start, problem.at.end);
    const isOpen =
      /(?<![:\w]):["'{A-Za-z_]/.test(words) || isOpaqueName(words) || this.source.isReplaced(problem.at);
    if (!isOpen) this.problems.push(problem);
  }

  isExternal(name: WrittenName): boolean {
    this.hasAskedOutside = true;
    return this.context.isExternal(name);
  }

  /** Reports a name that resolves to nothing, unless it may exist where we cannot see. */
  reportRelation(
    name: WrittenName,
    at: SourceRange,
    what: 'relation' | 'table' | 'view' | 'index' | 'sequence',
    sqlstate = '42P01',
  ): void {
    if (!this.createsTable && this.get(keys.anyTable) === undefined && !this.isCreated(name.name))
      this.written.set(keys.partial, true);
    const isUnseen =
      this.get(keys.damaged(name.name)) === true ||
      this.get(keys.partial) === true ||
      this.isExternal(name) ||
      mayBeExtensionRelation(this, name);
    if (isUnseen || (name.schema !== null && isSystemSchema(name.schema))) return;
    const isSchemaKnown = name.schema === null || this.schema(name.schema) !== undefined;
    if (!isSchemaKnown && this.isExternal({ schema: null, name: name.schema ?? '' })) return;
    this.report({ kind: 'unresolved-relation', at, sqlstate, name, what, isSchemaKnown });
  }

  /** Whether any statement, a later one too, creates a relation of that name. */
  private isCreated(name: string): boolean {
    this.hasAskedOutside = true;
    this.read.set(keys.createdNames, nothing);
    return this.context.createdNames.has(name);
  }

  /** Reports an unknown column of a table or a view whose columns are all known. */
  reportColumn(column: string, table: Table | View, at: SourceRange): void {
    if (!table.columns || ('complete' in table && !table.complete) || this.get(keys.partial) === true) return;
    const similar = similarNames(
      column,
      table.columns.map((one) => one.name),
    );
    this.report({
      kind: 'unresolved-column',
      at,
      sqlstate: '42703',
      column,
      table: table.oid,
      tableName: table.name,
      similar,
    });
  }

  /** The schema in which an unqualified object is created. */
  creationSchema(schema: string | null | undefined): string {
    if (schema === 'pg_temp') this.put(keys.anyTemporary, true);
    if (schema) return schema;
    for (const entry of this.searchPath()) if (entry === 'pg_catalog' || this.schema(entry)) return entry;
    return 'public';
  }

  /** All objects of the state; a statement that asks for them is applied anew each time. */
  allObjects(): readonly CatalogObject[] {
    this.everything = true;
    const objects = new Map<string, unknown>();
    for (const [key, value] of this.context.state.entries()) if (isObjectKey(key)) objects.set(key, value);
    for (const [key, value] of this.written) if (isObjectKey(key)) objects.set(key, value);
    return [...objects.values()].filter((object) => object !== undefined) as CatalogObject[];
  }

  /** Puts back what was before the statement: everything that was written since is taken back. */
  rollBack(since: StatementId): void {
    this.everything = true;
    for (const [key, value] of this.context.state.takingBack(since, this.source.statement.id))
      this.put(key, value);
  }

  /** Whether it looked at more than single entries, so that any change concerns it. */
  readsEverything(): boolean {
    return this.everything;
  }

  /** What changed. The last thing to be asked for, but for `reads`. */
  entries(): ReadonlyMap<string, unknown> {
    for (const [key, value] of this.written) {
      // What a list change does depends on no list before it.
      if (value instanceof ListChange || this.context.state.get(key) !== value) continue;
      // That this was no change depends on what was there.
      if (!this.read.has(key)) this.read.set(key, nothing);
      this.written.delete(key);
    }
    return this.written.size === 0 ? nothingWritten : this.written;
  }

  reads(): readonly string[] {
    return [...this.read.keys()];
  }
}
