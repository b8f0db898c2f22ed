import type { ColumnRef, Node } from '@pgsql/types';
import { isTable } from '../catalog.ts';
import { similarNames } from '../similar-names.ts';
import type { Analysis, RowShape } from './analysis.ts';
import { type Operand, operand } from './operand.ts';
import { mayExistUnseen, report } from './report.ts';
import type { Scope, Variable } from './scope.ts';
import { visibleItems } from './scope-items.ts';
import { opaque, rowOf } from './type-facts.ts';

export function variableOperand(variable: Variable, node: Node): Operand {
  return { type: variable.type, modifiers: [], node, row: variable.row };
}

export function findVariable(scope: Scope, name: string): Variable | 'open' | null {
  let isOpen = false;
  for (let level: Scope | null = scope; level; level = level.parent) {
    const found = level.variables?.named.get(name);
    if (found) return found;
    if (level.variables?.open) isOpen = true;
  }
  return isOpen ? 'open' : null;
}

export function resolveVariableField(
  a: Analysis,
  scope: Scope,
  ref: ColumnRef,
  node: Node,
  names: readonly string[],
  isStar: boolean,
): Operand {
  let isOpen = false;
  for (let level: Scope | null = scope; level; level = level.parent) {
    if (!level.variables) continue;
    const { owner, named, open } = level.variables;
    isOpen ||= open;
    const own = names[0] === owner && names.length > 1 ? named.get(names[1] ?? '') : undefined;
    const variable = own ?? named.get(names[0] ?? '');
    if (!variable) continue;
    const rest = names.slice(own ? 2 : 1);
    let value = variableOperand(variable, node);
    for (const [at, field] of rest.entries()) {
      const row = value.row ?? rowOf(a, value.type);
      if (!row || row.open) return operand(opaque, node);
      const column = row.columns.find((one) => one.name === field);
      if (column) {
        value = { ...column, node };
        continue;
      }
      const table = value.type.startsWith('#') ? a.catalog.object(value.type.slice(1)) : undefined;
      reportNoField(a, ref, at + (own ? 2 : 1), field, isTable(table) ? table.oid : null, names, row);
      return operand(opaque, node);
    }
    return isStar ? { ...value, node } : value;
  }
  const count = isStar ? names.length : names.length - 1;
  const qualifier = names.slice(0, count).join('.');
  const isUnseen = isOpen || a.sees.partial || mayExistUnseen(a, null, qualifier);
  if (isUnseen || hasHiddenItem(scope)) return operand(opaque, node);
  report(
    a,
    '42P01',
    a.places.part(ref.location, count - 1),
    `missing FROM-clause entry for table "${names[count - 1] ?? ''}"`,
    {
      kind: 'unresolved-relation',
      name: { schema: count > 1 ? (names[count - 2] ?? null) : null, name: names[count - 1] ?? '' },
      what: 'from item',
      candidates: similarNames(names[count - 1] ?? '', itemNames(scope)),
    },
  );
  return operand(opaque, node);
}

function hasHiddenItem(scope: Scope): boolean {
  for (let level: Scope | null = scope; level; level = level.parent)
    if (level.items.some((item) => item.open && item.alias === '')) return true;
  return false;
}

function itemNames(scope: Scope): string[] {
  return visibleItems(scope).map((item) => item.alias);
}

function reportNoField(
  a: Analysis,
  ref: ColumnRef,
  part: number,
  field: string,
  table: string | null,
  names: readonly string[],
  row: RowShape,
): void {
  // Of a SQL function's argument without such a field, PostgreSQL says that there is no such table.
  report(
    a,
    '42P01',
    a.places.part(ref.location, part),
    `record "${names[part - 1] ?? ''}" has no field "${field}"`,
    {
      kind: 'unresolved-column',
      column: field,
      table,
      tableName: names[part - 1] ?? null,
      candidates: similarNames(
        field,
        row.columns.map((one) => one.name),
      ),
    },
  );
}
