import type { SourceRange } from '../../syntax/statement.ts';
import type { BuiltinRelation } from '../builtins/builtins.ts';
import { isTable, isView } from '../catalog.ts';
import type { Relation, Table } from '../model.ts';
import type { WrittenName } from '../problem.ts';
import { type Analysis, hasUnknownExtension, installedExtensions, type RowShape } from './analysis.ts';
import { mayExistUnseen, report } from './report.ts';
import { columnOfUse, oidType, opaque, rowOf, type TypeId } from './type-facts.ts';

/** A relation that a query can name. */
export interface FoundRelation {
  readonly row: RowShape;
  readonly rowType: TypeId;
  readonly table: Table | null;
  readonly relation: Relation | null;
  readonly systemColumns: boolean;
}

function fromBuiltin(found: BuiltinRelation, rowType: TypeId): FoundRelation {
  const columns = found.columns.map((one) => ({ ...one, modifiers: [] }));
  return {
    row: { columns, open: false },
    rowType,
    table: null,
    relation: null,
    systemColumns: found.kind === 'table',
  };
}

function fromUser(a: Analysis, relation: Relation): FoundRelation {
  if (isTable(relation)) {
    const columns = relation.columns.map((one) => columnOfUse(a, one.name, one.type));
    return {
      row: { columns, open: !relation.complete },
      rowType: `#${relation.oid}`,
      table: relation,
      relation,
      systemColumns: true,
    };
  }
  const rowType = relation.kind === 'index' ? opaque : oidType(a, relation.oid);
  if (isView(relation))
    return {
      row: rowOf(a, rowType) ?? { columns: [], open: true },
      rowType,
      table: null,
      relation,
      systemColumns: relation.kind === 'materialized view',
    };
  if (relation.kind === 'sequence') {
    const columns = [
      { name: 'last_value', type: 'int8', modifiers: [] },
      { name: 'log_cnt', type: 'int8', modifiers: [] },
      { name: 'is_called', type: 'bool', modifiers: [] },
    ];
    return { row: { columns, open: false }, rowType: opaque, table: null, relation, systemColumns: true };
  }
  return { row: { columns: [], open: true }, rowType, table: null, relation, systemColumns: true };
}

/** A relation by its name: of pg_catalog, of the catalog, of an extension; null where there is none. */
export function findRelation(a: Analysis, schema: string | null, name: string): FoundRelation | null {
  if (schema === null || schema === 'pg_catalog') {
    const builtin = a.builtins.relation('pg_catalog', name);
    if (builtin) return fromBuiltin(builtin, name);
  }
  const own = a.catalog.relation(schema, name);
  if (own) return fromUser(a, own);
  const path = schema === null ? a.catalog.searchPath() : [schema];
  for (const at of path) {
    if (at === 'pg_catalog') continue;
    const builtin = a.builtins.relation(at, name);
    if (builtin) return fromBuiltin(builtin, `${at}.${name}`);
  }
  for (const { contents, schema: at } of installedExtensions(a))
    for (const one of contents.relations)
      if (one.name === name && path.includes(one.schema === '' ? at : one.schema))
        return fromBuiltin(one, opaque);
  return null;
}

/** Reports a relation that does not exist, unless it may exist where we cannot see. */
export function reportMissingRelation(a: Analysis, name: WrittenName, at: SourceRange): void {
  const { schema } = name;
  if (mayExistUnseen(a, schema, name.name) || hasUnknownExtension(a)) return;
  if (schema !== null && /^pg_(?:temp|toast)/.test(schema)) return;
  // Citus puts its own among the system's.
  if (schema === 'pg_catalog' && /^(?:pg_dist|citus)_/.test(name.name)) return;
  const written = schema === null ? name.name : `${schema}.${name.name}`;
  report(a, '42P01', at, `relation "${written}" does not exist`, {
    kind: 'unresolved-relation',
    name,
    what: 'relation',
    candidates: [],
  });
}
