import type { Alias, JoinExpr, Node, RangeSubselect, RangeVar } from '@pgsql/types';
import { isTable, isView } from '../catalog.ts';
import { strings } from '../types.ts';
import type { Analysis, RowShape } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { transformRangeFunction, transformTableFunction } from './from-function.ts';
import { joinItems } from './join.ts';
import { requireBoolean } from './operand.ts';
import { findRelation, reportMissingRelation } from './relation.ts';
import { report, reportInvalid } from './report.ts';
import {
  createItem,
  createScope,
  findCommonTable,
  type NewItem,
  openRow,
  renameColumns,
  type Scope,
  type ScopeItem,
} from './scope.ts';
import { settleUnknown, transformQuery } from './select.ts';
import { useRelation } from './uses.ts';

/** What an element of FROM brings: an item with all its columns, and the items that names can mean. */
export interface FromItem {
  readonly top: ScopeItem;
  readonly items: readonly ScopeItem[];
}

/** Reads a FROM clause; afterwards its items are what names see (transformFromClause). */
export function transformFrom(a: Analysis, scope: Scope, nodes: readonly Node[]): void {
  for (const node of nodes) {
    const { items } = transformFromItem(a, scope, node);
    checkNames(a, scope.items, items, node);
    scope.items = [
      ...scope.items,
      ...items.map((item) => ({ ...item, isLateralOnly: true, isLateralOk: true })),
    ];
    remember(scope);
  }
  scope.items = scope.items.map((item) => ({ ...item, isLateralOnly: false }));
  remember(scope);
}

function remember(scope: Scope): void {
  for (const item of scope.items) scope.known.set(item.id, item);
}

/** No two items may have one name (checkNameSpaceConflicts). */
function checkNames(
  a: Analysis,
  before: readonly ScopeItem[],
  added: readonly ScopeItem[],
  node: Node,
): void {
  for (const item of added) {
    if (!item.isRelationVisible || item.alias === '') continue;
    const other = before.find((one) => one.isRelationVisible && one.alias === item.alias);
    // Two tables of one name in different schemas are told apart by their schemas.
    if (!other || (other.schema !== null && item.schema !== null && other.rowType !== item.rowType)) continue;
    const location = 'RangeVar' in node ? node.RangeVar.location : undefined;
    report(
      a,
      '42712',
      location === undefined ? a.places.find(item.alias, undefined) : a.places.name(location),
      `table name "${item.alias}" specified more than once`,
      {
        kind: 'duplicate-name',
        name: item.alias,
      },
    );
  }
}

export function transformFromItem(a: Analysis, scope: Scope, node: Node): FromItem {
  if ('RangeVar' in node) return one(transformRangeVar(a, scope, node.RangeVar));
  if ('RangeSubselect' in node) return one(transformSubselect(a, scope, node.RangeSubselect));
  if ('JoinExpr' in node) return transformJoin(a, scope, node.JoinExpr);
  if ('RangeFunction' in node) return one(transformRangeFunction(a, scope, node.RangeFunction));
  if ('RangeTableSample' in node) {
    const { relation, args, repeatable } = node.RangeTableSample;
    const result = relation
      ? transformFromItem(a, scope, relation)
      : one(createItem(a, scope, { alias: '', row: openRow }));
    for (const argument of [...(args ?? []), ...(repeatable ? [repeatable] : [])])
      transformExpression(a, scope, argument);
    return result;
  }
  return one(transformTableFunction(a, scope, node) ?? createItem(a, scope, { alias: '', row: openRow }));
}

function one(item: ScopeItem): FromItem {
  return { top: item, items: [item] };
}

/** The item's columns with the names of its alias. */
export function withAlias(
  a: Analysis,
  alias: Alias | undefined,
  item: NewItem,
  location: number | undefined,
): NewItem {
  if (!alias) return item;
  const names = strings(alias.colnames);
  if (!item.row.open && names.length > item.row.columns.length)
    reportInvalid(
      a,
      '42P10',
      a.places.find(alias.aliasname ?? '', location),
      `table "${alias.aliasname ?? ''}" has ${item.row.columns.length} columns available but ${names.length} columns specified`,
    );
  return { ...item, alias: alias.aliasname ?? item.alias, schema: null, row: renameColumns(item.row, names) };
}

/** A relation or a WITH query by its name. */
export function transformRangeVar(a: Analysis, scope: Scope, range: RangeVar): ScopeItem {
  const name = range.relname ?? '';
  const schema = range.schemaname ?? null;
  const common = schema === null ? findCommonTable(scope, name) : null;
  if (common) {
    if (!common.returnsRows)
      reportInvalid(
        a,
        '0A000',
        a.places.name(range.location),
        `WITH query "${name}" does not have a RETURNING clause`,
      );
    return createItem(a, scope, withAlias(a, range.alias, { alias: name, row: common.row }, range.location));
  }
  const found = findRelation(a, schema, name);
  if (!found) {
    reportMissingRelation(a, { schema, name }, a.places.name(range.location));
    return createItem(
      a,
      scope,
      withAlias(a, range.alias, { alias: name, row: openRow, rowType: '?' }, range.location),
    );
  }
  const owner = found.relation ?? undefined;
  if (owner?.kind === 'index' || owner?.kind === 'composite type')
    reportInvalid(a, '42809', a.places.name(range.location), `cannot open relation "${name}"`);
  const relation =
    isTable(owner) || isView(owner)
      ? { oid: owner.oid, columns: found.row.columns.map((column) => column.name) }
      : null;
  if (relation) useRelation(a, relation.oid, null);
  return createItem(
    a,
    scope,
    withAlias(
      a,
      range.alias,
      {
        alias: name,
        schema: schema ?? (found.relation && 'schema' in found.relation ? found.relation.schema : null),
        row: found.row,
        relation,
        rowType: found.rowType,
        table: found.table,
        systemColumns: found.systemColumns,
      },
      range.location,
    ),
  );
}

function transformSubselect(a: Analysis, scope: Scope, range: RangeSubselect): ScopeItem {
  const outer = scope.isLateralActive;
  const outerKind = scope.kind;
  scope.isLateralActive = range.lateral ?? false;
  scope.kind = 'from subquery';
  const row: RowShape = settleUnknown(transformQuery(a, createScope(scope, 'select'), range.subquery));
  scope.isLateralActive = outer;
  scope.kind = outerKind;
  return createItem(a, scope, withAlias(a, range.alias, { alias: '', row }, undefined));
}

function transformJoin(a: Analysis, scope: Scope, join: JoinExpr): FromItem {
  const left = join.larg
    ? transformFromItem(a, scope, join.larg)
    : one(createItem(a, scope, { alias: '', row: openRow }));
  const isLateralOk = join.jointype === 'JOIN_INNER' || join.jointype === 'JOIN_LEFT';
  const before = scope.items;
  scope.items = [...before, ...left.items.map((item) => ({ ...item, isLateralOnly: true, isLateralOk }))];
  const right = join.rarg
    ? transformFromItem(a, scope, join.rarg)
    : one(createItem(a, scope, { alias: '', row: openRow }));
  scope.items = before;
  if (join.rarg) checkNames(a, left.items, right.items, join.rarg);
  const inner = [...left.items, ...right.items];
  const columns = joinItems(a, scope, join, left.top, right.top);
  const row = { columns, open: left.top.open || right.top.open };
  if (join.quals) {
    scope.items = inner.map((item) => ({ ...item, isLateralOnly: false }));
    const outerKind = scope.kind;
    scope.kind = 'join';
    requireBoolean(a, transformExpression(a, scope, join.quals), 'JOIN/ON');
    scope.kind = outerKind;
    scope.items = before;
  }
  const top = createItem(
    a,
    scope,
    withAlias(a, join.alias, { alias: join.alias?.aliasname ?? '', row }, undefined),
  );
  if (join.alias) return { top, items: [top] };
  const hidden = inner.map((item) => ({ ...item, areColumnsVisible: false }));
  const using = join.join_using_alias
    ? [
        createItem(a, scope, {
          alias: join.join_using_alias.aliasname ?? '',
          row: { columns: columns.slice(0, join.usingClause?.length ?? 0), open: false },
        }),
      ]
    : [];
  return {
    top: { ...top, isRelationVisible: false },
    items: [
      ...hidden,
      ...using.map((item) => ({ ...item, areColumnsVisible: false })),
      { ...top, isRelationVisible: false },
    ],
  };
}
