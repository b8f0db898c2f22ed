import type { SourceRange } from '../syntax/statement.ts';
import { keys } from './keys.ts';
import type { CatalogObject, Oid, Table } from './model.ts';
import type { Problem, WrittenName } from './problem.ts';
import { createReader, type Reader } from './reader.ts';
import type { Source } from './source.ts';
import type { Entry, State } from './state.ts';

/** One statement's changes to the state before it, and what it read to make them. */
export interface Draft extends Reader {
  readonly source: Source;
  readonly problems: readonly Problem[];
  /** A new object's oid: the same for the same statement in the same place. */
  newOid(): Oid;
  get(key: string): unknown;
  put(key: string, value: unknown): void;
  putObject(object: CatalogObject & { readonly oid: Oid }): void;
  report(problem: Problem): void;
  /** Reports a name that resolves to nothing, unless it may exist where we cannot see. */
  reportRelation(name: WrittenName, at: SourceRange, what: 'relation' | 'table' | 'view' | 'index' | 'sequence'): void;
  /** Reports an unknown column of a table whose columns are all known. */
  reportColumn(column: string, table: Table, at: SourceRange): void;
  /** The schema in which an unqualified object is created. */
  creationSchema(schema: string | null | undefined): string;
  isExternalType(name: WrittenName): boolean;
  /** True while the statement's tree is of a repaired text, so that parts of it may be missing. */
  readonly isDamaged: boolean;
  /** All objects of the state; a statement that asks for them is applied anew each time. */
  allObjects(): readonly CatalogObject[];
  /** Whether it asked for more than single entries. */
  readsEverything(): boolean;
  /** The names of schemas that are like this one. */
  schemaNames(like: string): readonly string[];
  /** The names of the user's types, for suggestions. */
  typeNames(): readonly string[];
  entries(): readonly Entry[];
  reads(): readonly Entry[];
}

export interface DraftContext {
  readonly state: State;
  readonly source: Source;
  readonly isDamaged: boolean;
  /** Whether the statement is a CREATE TABLE. */
  readonly createsTable: boolean;
  readonly schemaNames: () => readonly string[];
  /** Whether a name exists outside the files that are being read. */
  readonly isExternal: (name: WrittenName) => boolean;
  /** All relations' and types' names before this statement; asked for only to make suggestions. */
  readonly relationNames: () => readonly string[];
  readonly typeNames: () => readonly string[];
}

/** Starts the changes of one statement. */
export function createDraft(context: DraftContext): Draft {
  const { state, source, isExternal, relationNames, typeNames } = context;
  const written = new Map<string, unknown>();
  const read = new Map<string, unknown>();
  const problems: Problem[] = [];
  let oids = 0;
  let everything = false;
  const suggestions = (name: string, names: readonly string[]) => {
    everything = true;
    return similarNames(name, names);
  };
  const get = (key: string): unknown => {
    if (written.has(key)) return written.get(key);
    if (read.has(key)) return read.get(key);
    const value = state.get(key);
    read.set(key, value);
    return value;
  };
  // A name with a psql variable in it is decided when the script runs.
  const report = (problem: Problem) => {
    if (!/(?<![:\w]):["'{A-Za-z_]/.test(source.statement.text.slice(problem.at.start, problem.at.end))) problems.push(problem);
  };
  const isUnseen = (name: WrittenName) =>
    get(keys.damaged(name.name)) === true || get(keys.partial) === true || isExternal(name);

  const draft: Draft = {
    ...createReader(get),
    source,
    problems,
    newOid: () => `${source.statement.id}.${++oids}`,
    get,
    put: (key, value) => void written.set(key, value),
    putObject: (object) => void written.set(keys.object(object.oid), object),
    report,
    reportRelation(name, at, what) {
      if (!context.createsTable && get(keys.anyTable) === undefined) written.set(keys.partial, true);
      if (isUnseen(name) || (name.schema !== null && isSystemSchema(name.schema))) return;
      if (name.schema !== null && name.schema !== 'public' && !draft.schema(name.schema)) {
        if (isExternal({ schema: null, name: name.schema })) return;
        report({ kind: 'unresolved-relation', at, sqlstate: '42P01', name, what, similar: [] });
        return;
      }
      report({ kind: 'unresolved-relation', at, sqlstate: '42P01', name, what, similar: suggestions(name.name, relationNames()) });
    },
    reportColumn(column, table, at) {
      if (!table.complete || get(keys.partial) === true) return;
      const names = table.columns.map((one) => one.name);
      report({
        kind: 'unresolved-column', at, sqlstate: '42703', column, table: table.oid, tableName: table.name,
        similar: similarNames(column, names),
      });
    },
    creationSchema(schema) {
      if (schema) return schema;
      for (const entry of draft.searchPath()) if (entry === 'public' || draft.schema(entry)) return entry;
      return 'public';
    },
    isExternalType: isExternal,
    typeNames: () => {
      everything = true;
      return typeNames();
    },
    isDamaged: context.isDamaged,
    schemaNames: (like) => suggestions(like, context.schemaNames()),
    readsEverything: () => everything,
    allObjects() {
      everything = true;
      const objects = new Map<string, unknown>();
      for (const [key, value] of state.entries()) if (key.startsWith('o:')) objects.set(key, value);
      for (const [key, value] of written) if (key.startsWith('o:')) objects.set(key, value);
      return [...objects.values()].filter((object) => object !== undefined) as CatalogObject[];
    },
    entries: () => [...written].filter(([key, value]) => state.get(key) !== value),
    reads: () => [...read],
  };
  return draft;
}

export function isSystemSchema(schema: string): boolean {
  return schema === 'pg_catalog' || schema === 'information_schema' || schema === 'pg_toast' || schema.startsWith('pg_temp');
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
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
