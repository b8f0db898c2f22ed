import type { StatementId } from '../syntax/statement.ts';
import type { History } from './build-catalog.ts';
import type { FinalCatalog } from './catalog.ts';
import { isTable, isView } from './catalog.ts';
import type { CatalogObject, Extension, Schema, Sequence, SqlFunction } from './model.ts';
import { type Get, isUserType, Reader } from './reader.ts';

class Final extends Reader implements FinalCatalog {
  private readonly history: History;
  private created: Map<StatementId, CatalogObject[]> | null = null;
  private lists: Pick<FinalCatalog, 'tables' | 'views' | 'sequences' | 'types' | 'allFunctions'> | null =
    null;

  constructor(history: History, get: Get) {
    super(get);
    this.history = history;
  }

  private all(): Map<StatementId, CatalogObject[]> {
    this.created ??= createdObjects(this.history);
    return this.created;
  }

  private listed() {
    if (this.lists) return this.lists;
    const objects = [...this.all().values()].flat();
    this.lists = {
      tables: objects.filter(isTable),
      views: objects.filter(isView),
      sequences: objects.filter((object): object is Sequence => object.kind === 'sequence'),
      types: objects.filter(isUserType),
      allFunctions: objects.filter(
        (object): object is SqlFunction =>
          object.kind === 'function' || object.kind === 'procedure' || object.kind === 'aggregate',
      ),
    };
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
    return this.all().get(statement) ?? [];
  }
}

/** The catalog of a state, each read passed to `get` first. */
export function catalogOf(history: History, get: Get = (key) => history.final.get(key)): FinalCatalog {
  return new Final(history, get);
}

/** The objects that are left at the end, by the statement that created them, in order. */
function createdObjects(history: History): Map<StatementId, CatalogObject[]> {
  const result = new Map<StatementId, CatalogObject[]>();
  for (const { statement, effect } of history.steps) {
    const { created } = effect;
    if (created.length === 0) continue;
    const objects: CatalogObject[] = [];
    for (const key of created) {
      const object = history.final.get(key) as CatalogObject | undefined;
      if (object !== undefined && object.kind !== 'index') objects.push(object);
    }
    if (objects.length > 0) result.set(statement.id, objects);
  }
  return result;
}
