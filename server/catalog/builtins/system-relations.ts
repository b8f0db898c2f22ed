import { builtinsOf, type PostgresMajor } from './builtins.ts';

const names = new Map<PostgresMajor, ReadonlyMap<string, ReadonlySet<string>>>();

/** The names of the tables and views of pg_catalog and information_schema, by schema. */
function relationNames(version: PostgresMajor): ReadonlyMap<string, ReadonlySet<string>> {
  const known = names.get(version);
  if (known) return known;
  const found = new Map<string, Set<string>>();
  for (const name of builtinsOf(version).relationNames) {
    const dot = name.indexOf('.');
    const schema = name.slice(0, dot);
    found.set(schema, (found.get(schema) ?? new Set()).add(name.slice(dot + 1)));
  }
  names.set(version, found);
  return found;
}

/** Whether a system schema has a table or view of this name. */
export function isSystemRelation(schema: string, name: string, version: PostgresMajor): boolean {
  return relationNames(version).get(schema)?.has(name) ?? false;
}

/** The columns of a table or view of a system schema. */
export function systemRelationColumns(
  schema: string,
  name: string,
  version: PostgresMajor,
): readonly string[] | null {
  const relation = builtinsOf(version).relation(schema, name);
  return relation?.columns.map((column) => column.name) ?? null;
}
