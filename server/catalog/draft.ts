import type { SourceRange } from '../syntax/statement.ts';
import { keys } from './keys.ts';
import type { CatalogObject, Oid, Table } from './model.ts';
import type { Problem, WrittenName } from './problem.ts';
import { Reader } from './reader.ts';
import type { Source } from './source.ts';
import type { Entry, State } from './state.ts';

export interface DraftContext {
  readonly state: State;
  readonly source: Source;
  /** True while the statement's tree is of a repaired text, so that parts of it may be missing. */
  readonly isDamaged: boolean;
  /** Whether the statement is a CREATE TABLE. */
  readonly createsTable: boolean;
  /** Whether a name exists outside the files that are being read. */
  readonly isExternal: (name: WrittenName) => boolean;
  /** Names defined anywhere in the files, for suggestions. */
  readonly names: {
    readonly relations: readonly string[];
    readonly types: readonly string[];
    readonly schemas: readonly string[];
  };
}

/** One statement's changes to the state before it, and what it read to make them. */
export class Draft extends Reader {
  readonly source: Source;
  readonly problems: Problem[] = [];
  readonly isDamaged: boolean;
  private readonly context: DraftContext;
  private readonly written = new Map<string, unknown>();
  private readonly read = new Map<string, unknown>();
  private oids = 0;
  private everything = false;

  constructor(context: DraftContext) {
    super((key) => this.look(key));
    this.context = context;
    this.source = context.source;
    this.isDamaged = context.isDamaged;
  }

  private look(key: string): unknown {
    const own = this.written.get(key);
    if (own !== undefined || (this.written.size > 0 && this.written.has(key))) return own;
    const known = this.read.get(key);
    if (known !== undefined || this.read.has(key)) return known;
    const value = this.context.state.get(key);
    this.read.set(key, value);
    return value;
  }

  /** A new object's oid: the same for the same statement in the same place. */
  newOid(): Oid {
    return `${this.source.statement.id}.${++this.oids}`;
  }

  put(key: string, value: unknown): void {
    this.written.set(key, value);
  }

  putObject(object: CatalogObject & { readonly oid: Oid }): void {
    this.written.set(keys.object(object.oid), object);
  }

  report(problem: Problem): void {
    // A name with a psql variable in it is decided when the script runs.
    const words = this.source.statement.text.slice(problem.at.start, problem.at.end);
    if (!/(?<![:\w]):["'{A-Za-z_]/.test(words)) this.problems.push(problem);
  }

  isExternal(name: WrittenName): boolean {
    return this.context.isExternal(name);
  }

  /** Reports a name that resolves to nothing, unless it may exist where we cannot see. */
  reportRelation(
    name: WrittenName,
    at: SourceRange,
    what: 'relation' | 'table' | 'view' | 'index' | 'sequence',
  ): void {
    if (!this.context.createsTable && this.get(keys.anyTable) === undefined)
      this.written.set(keys.partial, true);
    const isUnseen =
      this.get(keys.damaged(name.name)) === true || this.get(keys.partial) === true || this.isExternal(name);
    if (isUnseen || (name.schema !== null && isSystemSchema(name.schema))) return;
    const isSchemaKnown = name.schema === null || this.schema(name.schema) !== undefined;
    if (!isSchemaKnown && this.isExternal({ schema: null, name: name.schema ?? '' })) return;
    const similar = isSchemaKnown ? this.suggest(name.name, this.context.names.relations) : [];
    this.report({ kind: 'unresolved-relation', at, sqlstate: '42P01', name, what, similar });
  }

  /** Reports an unknown column of a table whose columns are all known. */
  reportColumn(column: string, table: Table, at: SourceRange): void {
    if (!table.complete || this.get(keys.partial) === true) return;
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
    if (schema) return schema;
    for (const entry of this.searchPath()) if (entry === 'public' || this.schema(entry)) return entry;
    return 'public';
  }

  /** All objects of the state; a statement that asks for them is applied anew each time. */
  allObjects(): readonly CatalogObject[] {
    this.everything = true;
    const objects = new Map<string, unknown>();
    for (const [key, value] of this.context.state.entries())
      if (key.startsWith('o:')) objects.set(key, value);
    for (const [key, value] of this.written) if (key.startsWith('o:')) objects.set(key, value);
    return [...objects.values()].filter((object) => object !== undefined) as CatalogObject[];
  }

  /** The names that are like this one. */
  suggest(name: string, names: Iterable<string>): string[] {
    this.everything = true;
    return similarNames(name, names);
  }

  suggestSchemas(name: string): string[] {
    return this.suggest(name, this.context.names.schemas);
  }

  suggestTypes(name: string, builtins: readonly string[]): string[] {
    return this.suggest(name, [...builtins, ...this.context.names.types]);
  }

  /** Whether it looked at more than single entries, so that any change concerns it. */
  readsEverything(): boolean {
    return this.everything;
  }

  /** What changed. Ask for it before `reads`. */
  entries(): readonly Entry[] {
    const changed: Entry[] = [];
    for (const entry of this.written) {
      const [key, value] = entry;
      if (this.context.state.get(key) !== value) changed.push(entry);
      // That this was no change depends on what was there.
      else if (!this.read.has(key)) this.read.set(key, value);
    }
    return changed;
  }

  reads(): ReadonlyMap<string, unknown> {
    return this.read;
  }
}

export function isSystemSchema(schema: string): boolean {
  return (
    schema === 'pg_catalog' ||
    schema === 'information_schema' ||
    schema === 'pg_toast' ||
    schema.startsWith('pg_temp')
  );
}

/** The names within an edit distance of two, the nearest first; for short names only one. */
export function similarNames(name: string, names: Iterable<string>): string[] {
  const limit = name.length <= 4 ? 1 : 2;
  const found: { name: string; distance: number }[] = [];
  for (const candidate of names) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name, candidate, limit);
    if (distance <= limit) found.push({ name: candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  return [...new Set(found.map((one) => one.name))].slice(0, 3);
}

/** Levenshtein distance with swaps of neighbours counted as one; above the limit it may stop early. */
function editDistance(left: string, right: string, limit: number): number {
  // What both begin and end with costs nothing; of two numbered names little is left.
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end))
    end++;
  const a = left.slice(start, left.length - end);
  const b = right.slice(start, right.length - end);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
