import type { Node, RangeFunction } from '@pgsql/types';
import { figureColumnName } from '../names.ts';
import { strings } from '../types.ts';
import type { Analysis, OutputColumn, RowShape } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { withAlias } from './from.ts';
import { readJsonParts } from './json-expression.ts';
import { type Operand, placeOf } from './operand.ts';
import { reportInvalid } from './report.ts';
import { createItem, type NewItem, type Scope, type ScopeItem } from './scope.ts';
import { opaque, rowOf } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';

interface Called {
  readonly node: Node;
  readonly definitions: readonly Node[];
}

/** The functions of ROWS FROM, `unnest(a, b)` being two of them. */
function functionsOf(range: RangeFunction): Called[] {
  const found: Called[] = [];
  for (const one of range.functions ?? []) {
    if (!('List' in one)) continue;
    const [node, definitions] = one.List.items ?? [];
    if (!node) continue;
    const list = definitions && 'List' in definitions ? (definitions.List.items ?? []) : [];
    if ('FuncCall' in node && list.length === 0 && (node.FuncCall.args?.length ?? 0) > 1) {
      const names = strings(node.FuncCall.funcname);
      const { agg_order, agg_filter, over, agg_star, agg_distinct, func_variadic } = node.FuncCall;
      const isPlain = !agg_order && !agg_filter && !over && !agg_star && !agg_distinct && !func_variadic;
      if (names.length === 1 && names[0] === 'unnest' && isPlain) {
        for (const argument of node.FuncCall.args ?? [])
          found.push({ node: { FuncCall: { ...node.FuncCall, args: [argument] } }, definitions: [] });
        continue;
      }
    }
    found.push({ node, definitions: list });
  }
  return found;
}

function definedColumns(a: Analysis, definitions: readonly Node[]): OutputColumn[] {
  return definitions.flatMap((one) => {
    if (!('ColumnDef' in one)) return [];
    const { type, modifiers } = resolveTypeName(a, one.ColumnDef.typeName);
    return [{ name: one.ColumnDef.colname ?? '', type, modifiers }];
  });
}

/** A function in FROM, with the columns of its row (transformRangeFunction). */
export function transformRangeFunction(a: Analysis, scope: Scope, range: RangeFunction): ScopeItem {
  const outerLateral = scope.isLateralActive;
  const outerKind = scope.kind;
  scope.isLateralActive = true;
  scope.kind = 'from function';
  const called = functionsOf(range);
  const columns: OutputColumn[] = [];
  let open = false;
  let rowType = 'record';
  for (const { node, definitions } of called) {
    const setsBefore = scope.setCalls;
    const value = transformExpression(a, scope, node);
    if (scope.setCalls - setsBefore > 1)
      reportInvalid(a, '0A000', placeOf(a, node), 'set-returning functions must appear at top level of FROM');
    const written = definitions.length > 0 ? definitions : (range.coldeflist ?? []);
    const row = functionRow(
      a,
      value,
      node,
      written,
      called.length === 1 ? range.alias?.aliasname : undefined,
    );
    columns.push(...row.columns);
    open ||= row.open;
    if (called.length === 1 && !range.ordinality) rowType = value.type;
  }
  scope.isLateralActive = outerLateral;
  scope.kind = outerKind;
  if (range.ordinality) columns.push({ name: 'ordinality', type: 'int8', modifiers: [] });
  const first = called[0]?.node;
  const item: NewItem = { alias: figureColumnName(first) ?? '', row: { columns, open }, rowType };
  const location = first && 'FuncCall' in first ? first.FuncCall.location : undefined;
  return createItem(a, scope, withAlias(a, range.alias, item, location));
}

function functionRow(
  a: Analysis,
  value: Operand,
  node: Node,
  definitions: readonly Node[],
  alias: string | undefined,
): RowShape {
  if (definitions.length > 0) {
    const columns = definedColumns(a, definitions);
    const isRecord = value.type === 'record' && !value.row;
    if (!isRecord && value.type !== opaque)
      reportInvalid(
        a,
        '42601',
        placeOf(a, node),
        value.row
          ? 'a column definition list is redundant for a function with OUT parameters'
          : 'a column definition list is only allowed for functions returning "record"',
      );
    return { columns, open: false };
  }
  if (value.row) return value.row;
  if (value.type === opaque) return { columns: [], open: true };
  const row = rowOf(a, value.type);
  if (row) return row;
  if (value.type === 'record') {
    reportInvalid(
      a,
      '42601',
      placeOf(a, node),
      'a column definition list is required for functions returning "record"',
    );
    return { columns: [], open: true };
  }
  const name = value.resultName || alias || figureColumnName(node) || '';
  return { columns: [{ name, type: value.type, modifiers: value.modifiers }], open: false };
}

/** XMLTABLE and JSON_TABLE; null for anything else. */
export function transformTableFunction(a: Analysis, scope: Scope, node: Node): ScopeItem | null {
  const outer = { lateral: scope.isLateralActive, kind: scope.kind };
  scope.isLateralActive = true;
  scope.kind = 'from function';
  const columns: OutputColumn[] = [];
  let item: ScopeItem | null = null;
  if ('RangeTableFunc' in node) {
    const { docexpr, rowexpr, namespaces, alias, location } = node.RangeTableFunc;
    for (const one of namespaces ?? [])
      transformExpression(a, scope, 'ResTarget' in one ? one.ResTarget.val : one);
    transformExpression(a, scope, rowexpr);
    transformExpression(a, scope, docexpr);
    for (const one of node.RangeTableFunc.columns ?? []) {
      if (!('RangeTableFuncCol' in one)) continue;
      const { colname, typeName, for_ordinality, colexpr, coldefexpr } = one.RangeTableFuncCol;
      for (const part of [colexpr, coldefexpr]) if (part) transformExpression(a, scope, part);
      const type = for_ordinality ? { type: 'int4', modifiers: [] } : resolveTypeName(a, typeName);
      columns.push({ name: colname ?? '', ...type });
    }
    item = createItem(
      a,
      scope,
      withAlias(a, alias, { alias: 'xmltable', row: { columns, open: false } }, location),
    );
  } else if ('JsonTable' in node) {
    readJsonParts(a, scope, [node.JsonTable.context_item, node.JsonTable.passing]);
    jsonColumns(a, node.JsonTable.columns ?? [], columns);
    const { alias, location } = node.JsonTable;
    item = createItem(
      a,
      scope,
      withAlias(a, alias, { alias: 'json_table', row: { columns, open: false } }, location),
    );
  }
  scope.isLateralActive = outer.lateral;
  scope.kind = outer.kind;
  return item;
}

function jsonColumns(a: Analysis, nodes: readonly Node[], into: OutputColumn[]): void {
  for (const node of nodes) {
    if (!('JsonTableColumn' in node)) continue;
    const { coltype, name, typeName, columns } = node.JsonTableColumn;
    if (coltype === 'JTC_NESTED') jsonColumns(a, columns ?? [], into);
    else if (coltype === 'JTC_FOR_ORDINALITY') into.push({ name: name ?? '', type: 'int4', modifiers: [] });
    else into.push({ name: name ?? '', ...resolveTypeName(a, typeName) });
  }
}
