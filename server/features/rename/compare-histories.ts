import { isTable } from '../../catalog/catalog.ts';
import type { History } from '../../catalog/history.ts';
import { isObjectKey } from '../../catalog/keys.ts';
import type { CatalogObject } from '../../catalog/model.ts';

export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** Places, spellings and trees of the source say nothing of what PostgreSQL holds. */
const spelling = /^(?:node|text|body|location|comment|targetName|statement)$|[rR]ange$/;

/**
 * Whether two histories end in the same state but for a name of these relations, and names that PostgreSQL makes of it.
 * A view that selects `*` gets the new name with its table; a table that was made LIKE it is one of its own.
 */
export function isSameButForName(
  before: History,
  after: History,
  renaming: Renaming & { readonly relations: ReadonlySet<string> },
): boolean {
  const first = objectsOf(before);
  const second = objectsOf(after);
  if (first.size !== second.size) return false;
  for (const [key, object] of first) {
    const other = second.get(key);
    if (!other || !isSame(object, other, renaming)) return false;
    if (!renaming.relations.has(key) && !hasSameColumns(object, other)) return false;
  }
  return true;
}

function hasSameColumns(a: CatalogObject, b: CatalogObject): boolean {
  if (!isTable(a) || !isTable(b)) return true;
  return a.columns.every(({ name }, at) => b.columns[at]?.name === name);
}

/** The names of the final state's objects that are in no object of the other: generated ones that changed. */
export function vanishedNames(before: History, after: History): readonly string[] {
  const left = new Set(namesOf(after));
  return namesOf(before).filter((name) => !left.has(name));
}

function namesOf(history: History): string[] {
  return [...objectsOf(history).values()].flatMap((object) => [
    object.name,
    ...('constraints' in object ? object.constraints.map(({ name }) => name) : []),
  ]);
}

function objectsOf({ final }: History): Map<string, CatalogObject> {
  const found = new Map<string, CatalogObject>();
  for (const [key, value] of final.entries())
    if (isObjectKey(key) && value !== undefined) found.set(key, value as CatalogObject);
  return found;
}

function isSame(a: unknown, b: unknown, renaming: Renaming): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') return a === renaming.from && b === renaming.to;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, at) => isSame(item, b[at], renaming));
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = Object.keys(x);
  return (
    names.length === Object.keys(y).length &&
    names.every(
      (name) =>
        name in y &&
        (spelling.test(name) ||
          (name === 'name' && isGenerated(x) && isGenerated(y)) ||
          isSame(x[name], y[name], renaming)),
    )
  );
}

/** Whether PostgreSQL makes the object's name of those of its table and columns. */
function isGenerated(object: Record<string, unknown>): boolean {
  if ('named' in object) return object.named === false;
  return object.kind === 'index' || (object.kind === 'sequence' && object.ownedBy !== null);
}
