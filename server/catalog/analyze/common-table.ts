import type { CommonTableExpr, WithClause } from '@pgsql/types';
import { strings } from '../types.ts';
import type { Analysis, OutputColumn, RowShape } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { report, reportInvalid } from './report.ts';
import { type CommonTable, createScope, openRow, renameColumns, type Scope } from './scope.ts';
import { settleUnknown, transformQuery } from './select.ts';
import { transformSetOperation } from './set-operation.ts';
import { formatType, opaque } from './type-facts.ts';

/** WITH: each query sees those before it, with RECURSIVE also itself. */
export function transformWith(a: Analysis, scope: Scope, clause: WithClause): void {
  const nodes = (clause.ctes ?? []).flatMap((node) =>
    'CommonTableExpr' in node ? [node.CommonTableExpr] : [],
  );
  const names = new Set<string>();
  for (const { ctename = '', location } of nodes) {
    if (names.has(ctename))
      report(a, '42712', a.places.name(location), `WITH query name "${ctename}" specified more than once`, {
        kind: 'duplicate-name',
        name: ctename,
      });
    names.add(ctename);
  }
  if (clause.recursive) for (const node of nodes) scope.tables.set(node.ctename ?? '', emptyTable(node));
  for (const node of nodes) {
    const table = clause.recursive ? scope.tables.get(node.ctename ?? '')! : emptyTable(node);
    define(a, scope, node, table, clause.recursive ?? false);
    scope.tables.set(table.name, table);
  }
}

function emptyTable(node: CommonTableExpr): CommonTable {
  const query = node.ctequery;
  const returning =
    query &&
    ('InsertStmt' in query
      ? query.InsertStmt.returningClause
      : 'UpdateStmt' in query
        ? query.UpdateStmt.returningClause
        : 'DeleteStmt' in query
          ? query.DeleteStmt.returningClause
          : 'MergeStmt' in query
            ? query.MergeStmt.returningClause
            : query);
  return { name: node.ctename ?? '', row: openRow, isSettled: false, returnsRows: returning !== undefined };
}

function define(
  a: Analysis,
  scope: Scope,
  node: CommonTableExpr,
  table: CommonTable,
  isRecursive: boolean,
): void {
  const names = strings(node.aliascolnames);
  const query = node.ctequery;
  const inner = createScope(scope, 'select');
  let row: RowShape;
  const select = query && 'SelectStmt' in query ? query.SelectStmt : null;
  if (
    isRecursive &&
    select &&
    !select.withClause &&
    select.op !== 'SETOP_UNION' &&
    refersTo(select, table.name)
  )
    reportInvalid(
      a,
      '42P19',
      a.places.name(node.location),
      `recursive query "${table.name}" does not have the form non-recursive-term UNION [ALL] recursive-term`,
    );
  if (isRecursive && select && select.op === 'SETOP_UNION' && refersTo(select.rarg, table.name)) {
    if (select.withClause) transformWith(a, inner, select.withClause);
    let first: RowShape | null = null;
    row = transformSetOperation(a, inner, select, (left) => {
      first = settleUnknown(left);
      // Within its own query the columns of SEARCH and CYCLE are no part of `*`.
      const row = renameColumns(first, names);
      table.row = node.search_clause || node.cycle_clause ? { columns: row.columns, open: true } : row;
    });
    if (first) row = checkRecursive(a, node, first, row);
  } else row = settleUnknown(transformQuery(a, inner, query));
  if (!row.open && names.length > row.columns.length)
    reportInvalid(
      a,
      '42P10',
      a.places.name(node.location),
      `WITH query "${table.name}" has ${row.columns.length} columns available but ${names.length} columns specified`,
    );
  table.row = withExtras(a, inner, node, renameColumns(row, names));
  table.isSettled = true;
}

function refersTo(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((one) => refersTo(one, name));
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  if (record.relname === name && record.schemaname === undefined) return true;
  return Object.values(record).some((one) => refersTo(one, name));
}

/** The types of the first query hold for the recursive one too. */
function checkRecursive(a: Analysis, node: CommonTableExpr, first: RowShape, all: RowShape): RowShape {
  if (first.open || all.open) return first;
  for (const [at, column] of first.columns.entries()) {
    const overall = all.columns[at]?.type ?? opaque;
    if (column.type === overall || overall === opaque || column.type === opaque) continue;
    const message = `recursive query "${node.ctename ?? ''}" column ${at + 1} has type ${formatType(a, column.type)} in non-recursive term but type ${formatType(a, overall)} overall`;
    report(a, '42804', a.places.name(node.location), message, {
      kind: 'type-mismatch',
      expected: formatType(a, column.type),
      actual: formatType(a, overall),
    });
  }
  return first;
}

/** The columns that SEARCH and CYCLE add. */
function withExtras(a: Analysis, scope: Scope, node: CommonTableExpr, row: RowShape): RowShape {
  if (!node.search_clause && !node.cycle_clause) return row;
  const columns: OutputColumn[] = [...row.columns];
  const add = (name: string | undefined, type: string) => {
    if (name !== undefined) columns.push({ name, type, modifiers: [] });
  };
  if (node.search_clause)
    add(node.search_clause.search_seq_column, node.search_clause.search_breadth_first ? 'record' : '_record');
  if (node.cycle_clause) {
    const { cycle_mark_value, cycle_mark_column, cycle_path_column } = node.cycle_clause;
    const mark = cycle_mark_value ? transformExpression(a, scope, cycle_mark_value).type : 'bool';
    add(cycle_mark_column, mark === 'unknown' ? 'text' : mark);
    add(cycle_path_column, '_record');
  }
  return { columns, open: row.open };
}
