import type { StatementId } from '../syntax/statement.ts';
import type { FinalCatalog } from './catalog.ts';
import { isTable, isView } from './catalog.ts';
import type { History } from './history.ts';
import type { CatalogObject, Extension, Schema, Sequence, SqlFunction } from './model.ts';
import { type Get, isUserType, Reader } from './reader.ts';

class Final extends Reader implements FinalCatalog {
  private readonly history: History;
  private lists: Pick<FinalCatalog, 'tables' | 'views' | 'sequences' | 'types' | 'allFunctions'> | null =
    null;

  constructor(history: History, get: Get) {
    super(get, history.version);
    this.history = history;
  }

  private listed() {
    this.lists ??= listObjects(createdObjects(this.history));
    return this.lists;
  }

  private prefixed<T>(prefix: string): T[] {
    return [...this.history.final.entries()]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, value]) => value as T);
  }

  get tables() {
    return this.listed().tables;
  }
  get views() {
    return this.listed().views;
  }
  get sequences() {
    return this.listed().sequences;
  }
  get types() {
    return this.listed().types;
  }
  get allFunctions() {
    return this.listed().allFunctions;
  }
  get schemas() {
    return this.prefixed<Schema>('n:').filter((schema) => schema.name !== 'pg_temp');
  }
  get extensions() {
    return this.prefixed<Extension>('e:');
  }

  createdBy(statement: StatementId): readonly CatalogObject[] {
    const place = this.history.timeline.position(statement);
    return (place < 0 ? undefined : createdObjects(this.history)[place]) ?? [];
  }
}

/** The catalog of a state, each read passed to `get` first. */
export function catalogOf(history: History, get: Get = (key) => history.final.get(key)): FinalCatalog {
  return new Final(history, get);
}

/** The catalog before the statement at a place in the order of all; it can be listed like the final one. */
export function catalogAt(history: History, place: number): FinalCatalog {
  const { steps, timeline } = history;
  const state = timeline.state(place);
  return catalogOf({ ...history, identity: {}, steps: steps.slice(0, place), final: state, changes: null });
}

function listObjects(created: readonly (readonly CatalogObject[] | null)[]) {
  const tables: FinalCatalog['tables'][number][] = [];
  const views: FinalCatalog['views'][number][] = [];
  const sequences: Sequence[] = [];
  const types: FinalCatalog['types'][number][] = [];
  const allFunctions: SqlFunction[] = [];
  for (const objects of created) {
    for (const object of objects ?? []) {
      if (isTable(object)) tables.push(object);
      else if (isView(object)) views.push(object);
      else if (object.kind === 'sequence') sequences.push(object);
      else if (isUserType(object)) types.push(object);
      else if (object.kind === 'function' || object.kind === 'procedure' || object.kind === 'aggregate')
        allFunctions.push(object);
    }
  }
  return { tables, views, sequences, types, allFunctions };
}

/** Of each step, the objects that it created and that are left at the end; null for none. By the version of a history. */
const known = new WeakMap<object, readonly (readonly CatalogObject[] | null)[]>();

/** The objects that are left at the end, by the place of the statement that created them. */
function createdObjects(history: History): readonly (readonly CatalogObject[] | null)[] {
  const found = known.get(history.identity);
  if (found) return found;
  const { steps, changes, timeline } = history;
  // The types of an extension have oids that name no statement.
  const before = changes && !changes.creators.has(Number.NaN) ? known.get(changes.from) : undefined;
  let objects: (readonly CatalogObject[] | null)[];
  if (before && changes) {
    const { first, oldEnd, newEnd } = changes.splice;
    objects = before.slice(0, first);
    for (let place = first; place < newEnd; place++) objects.push(leftOver(history, place));
    for (let place = oldEnd; place < before.length; place++) objects.push(before[place] ?? null);
    for (const place of changes.applied) objects[place] = leftOver(history, place);
    for (const creator of changes.creators) {
      const place = timeline.position(creator);
      if (place >= 0) objects[place] = leftOver(history, place);
    }
  } else objects = steps.map((_, place) => leftOver(history, place));
  known.set(history.identity, objects);
  if (changes) known.delete(changes.from);
  return objects;
}

function leftOver({ steps, final }: History, place: number): readonly CatalogObject[] | null {
  let objects: CatalogObject[] | null = null;
  for (const key of steps[place]!.effect.created) {
    const object = final.get(key) as CatalogObject | undefined;
    if (object === undefined) continue;
    objects ??= [];
    objects.push(object);
  }
  return objects;
}
