import { builtinsOf } from './builtins.ts';

let names: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The names of the tables and views of pg_catalog and information_schema, by schema. */
function relationNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of builtinsOf(18).relationNames) {
    const dot = name.indexOf('.');
    const schema = name.slice(0, dot);
    found.set(schema, (found.get(schema) ?? new Set()).add(name.slice(dot + 1)));
  }
  return found;
}

/** Whether a system schema has a table or view of this name. */
export function isSystemRelation(schema: string, name: string): boolean {
  names ??= relationNames();
  return names.get(schema)?.has(name) ?? false;
}

/** The columns of a table or view of a system schema. */
export function systemRelationColumns(schema: string, name: string): readonly string[] | null {
  return (
    builtinsOf(18)
      .relation(schema, name)
      ?.columns.map((column) => column.name) ?? null
  );
}
