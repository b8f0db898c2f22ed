import type { ColumnRef, Node } from '@pgsql/types';
import { similarNames } from '../similar-names.ts';
import type { Analysis, RowShape } from './analysis.ts';
import { type Operand, operand } from './operand.ts';
import { projectColumn } from './project-column.ts';
import { report, reportMisplaced } from './report.ts';
import type { Scope, ScopeItem } from './scope.ts';
import { findItem, isSeen, levelOf, visibleItems } from './scope-items.ts';
import { opaque, type TypeId } from './type-facts.ts';
import { useColumn } from './uses.ts';
import { findVariable, resolveVariableField, variableOperand } from './variable-reference.ts';

const systemColumns: Readonly<Record<string, TypeId>> = {
  ctid: 'tid',
  xmin: 'xid',
  cmin: 'cid',
  xmax: 'xid',
  cmax: 'cid',
  tableoid: 'oid',
};

const opaqueOperand = (node: Node): Operand => operand(opaque, node);

/** Resolves `column`, `item.column`, `schema.relation.column` and references to whole rows. */
export function resolveColumnRef(a: Analysis, scope: Scope, ref: ColumnRef, node: Node): Operand {
  const fields = ref.fields ?? [];
  const names: string[] = [];
  for (const field of fields) if ('String' in field) names.push(field.String.sval ?? '');
  const isStar = names.length < fields.length;
  if (scope.kind === 'default' || scope.kind === 'partition bound') {
    const words = scope.kind === 'default' ? 'DEFAULT expression' : 'partition bound expression';
    reportMisplaced(
      a,
      '0A000',
      a.places.name(ref.location),
      `cannot use column reference in ${words}`,
      'column reference',
    );
    return opaqueOperand(node);
  }
  if (names.length === 1 && !isStar) return resolveUnqualified(a, scope, ref, node, names[0]!);
  return resolveQualified(a, scope, ref, node, names, isStar);
}

function resolveUnqualified(a: Analysis, scope: Scope, ref: ColumnRef, node: Node, name: string): Operand {
  let isOpen = false;
  for (let level: Scope | null = scope; level; level = level.parent) {
    if (level.domainValue && name === 'value') return { ...level.domainValue, node };
    const found = findInLevel(a, level, ref, node, name);
    if (found === 'ambiguous') return opaqueOperand(node);
    if (found) return found;
    if (level.items.some((item) => item.open && item.areColumnsVisible)) isOpen = true;
  }
  const item = isOpen ? null : findItem(scope, null, name);
  if (item) return wholeRow(a, scope, item, ref, node);
  const variable = findVariable(scope, name);
  if (variable) return variable === 'open' ? opaqueOperand(node) : variableOperand(variable, node);
  if (isOpen || a.sees.partial) return opaqueOperand(node);
  reportMissingColumn(a, name, ref, visibleItems(scope));
  return opaqueOperand(node);
}

function findInLevel(
  a: Analysis,
  level: Scope,
  ref: ColumnRef,
  node: Node,
  name: string,
): Operand | 'ambiguous' | null {
  let found: { item: ScopeItem; column: number } | null = null;
  for (const item of level.items) {
    if (!item.areColumnsVisible || !isSeen(level, item)) continue;
    const column = findColumn(item, name);
    if (column === null) continue;
    if (found || column === 'twice') {
      report(a, '42702', a.places.name(ref.location), `column reference "${name}" is ambiguous`, {
        kind: 'ambiguous-name',
        what: 'column',
        name,
      });
      return 'ambiguous';
    }
    found = { item, column };
  }
  if (found) return columnOperand(a, level, found.item, found.column, ref, node);
  const type = systemColumns[name];
  if (type === undefined || !level.items.some((item) => item.systemColumns && item.areColumnsVisible))
    return null;
  return systemColumn(a, level, name, type, ref, node);
}

/** The number of an item's column, `twice` where several have the name. */
function findColumn(item: ScopeItem, name: string): number | 'twice' | null {
  let found: number | null = null;
  for (let at = 0; at < item.columns.length; at++) {
    if (item.columns[at]!.name !== name) continue;
    if (found !== null) return 'twice';
    found = at;
  }
  return found;
}

function columnOperand(
  a: Analysis,
  level: Scope,
  item: ScopeItem,
  at: number,
  ref: ColumnRef,
  node: Node,
): Operand {
  if (item.isLateralOnly && !item.isLateralOk) reportLateral(a, item, ref);
  const column = item.columns[at]!;
  const { origin, parts } = column;
  if (!origin && !parts) useColumn(a, item, at);
  for (const one of parts ?? (origin ? [origin] : [])) useColumn(a, level.known.get(one.item), one.column);
  a.references.set(ref, {
    scope: level,
    item: column.origin?.item ?? item.id,
    column: column.origin?.column ?? at,
  });
  return { type: column.type, modifiers: column.modifiers, node };
}

function reportLateral(a: Analysis, item: ScopeItem, ref: ColumnRef): void {
  report(
    a,
    '42P10',
    a.places.name(ref.location),
    `invalid reference to FROM-clause entry for table "${item.alias}"`,
    {
      kind: 'invalid-query',
      what: 'lateral reference',
    },
  );
}

function systemColumn(
  a: Analysis,
  scope: Scope,
  name: string,
  type: TypeId,
  ref: ColumnRef,
  node: Node,
): Operand {
  if (name !== 'tableoid' && (scope.kind === 'check' || scope.kind === 'generated')) {
    const message =
      scope.kind === 'check'
        ? `system column "${name}" reference in check constraint is invalid`
        : `cannot use system column "${name}" in column generation expression`;
    reportMisplaced(a, '42P10', a.places.name(ref.location), message, 'system column');
  }
  return operand(type, node);
}

/** An item by its name, from the inside out (refnameNamespaceItem). */
function wholeRow(a: Analysis, scope: Scope, item: ScopeItem, ref: ColumnRef, node: Node): Operand {
  if (item.isLateralOnly && !item.isLateralOk) reportLateral(a, item, ref);
  a.references.set(ref, { scope: levelOf(scope, item), item: item.id, column: -1 });
  useColumn(a, item, -1);
  const row: RowShape = { columns: item.columns, open: item.open };
  return { type: item.rowType, modifiers: [], node, row };
}

function resolveQualified(
  a: Analysis,
  scope: Scope,
  ref: ColumnRef,
  node: Node,
  names: readonly string[],
  isStar: boolean,
): Operand {
  const count = isStar ? names.length : names.length - 1;
  const qualifier = names[count - 1] ?? '';
  const schema = count > 1 ? (names[count - 2] ?? null) : null;
  const item = findItem(scope, schema, qualifier);
  if (!item) return resolveVariableField(a, scope, ref, node, names, isStar);
  if (isStar) return wholeRow(a, scope, item, ref, node);
  const name = names.at(-1) ?? '';
  const level = levelOf(scope, item);
  const at = findColumn(item, name);
  if (at === 'twice') {
    report(a, '42702', a.places.name(ref.location), `column reference "${name}" is ambiguous`, {
      kind: 'ambiguous-name',
      what: 'column',
      name,
    });
    return opaqueOperand(node);
  }
  if (at !== null) return columnOperand(a, level, item, at, ref, node);
  const type = systemColumns[name];
  if (type !== undefined && item.systemColumns) return systemColumn(a, scope, name, type, ref, node);
  if (item.open || a.sees.partial) return opaqueOperand(node);
  // `t.f` is also written for `f(t)`.
  const projected = projectColumn(a, wholeRow(a, scope, item, ref, node), name, node);
  if (projected) return projected;
  a.references.delete(ref);
  reportMissingColumn(a, name, ref, [item]);
  return opaqueOperand(node);
}

/** Without such an item: an argument of the function, or a field of one. */
/** True where an item could not be read, so that its alias is not known either. */
function reportMissingColumn(a: Analysis, name: string, ref: ColumnRef, items: readonly ScopeItem[]): void {
  const parts = (ref.fields ?? []).length;
  const only = items.length === 1 ? items[0]! : null;
  const candidates = similarNames(
    name,
    items.flatMap((item) => item.columns.map((column) => column.name)),
  );
  const written = parts > 1 && only ? `${only.alias}.${name}` : `"${name}"`;
  report(a, '42703', a.places.part(ref.location, parts - 1), `column ${written} does not exist`, {
    kind: 'unresolved-column',
    column: name,
    table: only?.table?.oid ?? null,
    tableName: only?.table?.name ?? only?.alias ?? null,
    candidates,
  });
}
