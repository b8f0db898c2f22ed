import type { InferClause, Node, OnConflictClause } from '@pgsql/types';
import type { Index, Table } from '../model.ts';
import type { Analysis } from './analysis.ts';
import { assignTargets } from './assign.ts';
import { transformExpression } from './expression.ts';
import { expressionKey } from './expression-key.ts';
import { type Target, targetColumn } from './modify.ts';
import { requireBoolean } from './operand.ts';
import { report, reportInvalid } from './report.ts';
import { createItem, type Scope } from './scope.ts';
import { within } from './select.ts';

/** ON CONFLICT, with the table EXCLUDED. */
export function transformConflict(a: Analysis, scope: Scope, target: Target, clause: OnConflictClause): void {
  const { infer } = clause;
  if (infer) transformArbiter(a, scope, target, infer);
  else if (clause.action === 'ONCONFLICT_UPDATE')
    reportInvalid(
      a,
      '42601',
      a.places.token(clause.location),
      'ON CONFLICT DO UPDATE requires inference specification or constraint name',
    );
  if (clause.action !== 'ONCONFLICT_UPDATE') return;
  const { columns, open, rowType } = target.item;
  const excluded = createItem(a, scope, {
    alias: 'excluded',
    row: { columns, open },
    rowType,
    systemColumns: true,
  });
  // Unqualified names mean the target's columns in SET's targets only; elsewhere both have them.
  scope.items = [...scope.items, excluded];
  assignTargets(a, scope, target, clause.targetList ?? []);
  if (clause.whereClause)
    within(scope, 'where', () =>
      requireBoolean(a, transformExpression(a, scope, clause.whereClause), 'WHERE'),
    );
  scope.items = scope.items.slice(0, -1);
}

function transformArbiter(a: Analysis, scope: Scope, target: Target, infer: InferClause): void {
  const { table } = target;
  if (infer.conname !== undefined) {
    const found = table?.constraints.find((constraint) => constraint.name === infer.conname);
    const at = a.places.find(infer.conname, infer.location);
    if (found && !('index' in found))
      reportInvalid(a, '42809', at, 'constraint in ON CONFLICT clause has no associated index');
    if (table?.complete && !found && !a.sees.partial)
      report(a, '42704', at, `constraint "${infer.conname}" for table "${table.name}" does not exist`, {
        kind: 'invalid-query',
        what: 'constraint',
      });
    return;
  }
  const columns: number[] = [];
  const expressions: Node[] = [];
  let isKnown = true;
  for (const node of infer.indexElems ?? []) {
    if (!('IndexElem' in node)) continue;
    const { name, expr } = node.IndexElem;
    if (name !== undefined) {
      const at = targetColumn(a, target, name, a.places.find(name, infer.location));
      if (at === null) isKnown = false;
      else columns.push(at);
    } else if (expr) {
      within(scope, 'index', () => transformExpression(a, scope, expr));
      expressions.push(expr);
    }
  }
  if (infer.whereClause)
    within(scope, 'index predicate', () =>
      requireBoolean(a, transformExpression(a, scope, infer.whereClause), 'WHERE'),
    );
  if (!isKnown || !table?.complete || a.sees.partial) return;
  if (
    !table.indexes.some((index) =>
      isArbiter(a, table, index, columns, expressions, infer.whereClause !== undefined),
    )
  )
    reportInvalid(
      a,
      '42P10',
      a.places.token(infer.location),
      'there is no unique or exclusion constraint matching the ON CONFLICT specification',
    );
}

/** Whether an index certainly, or as far as we can tell, is the one that ON CONFLICT asks for. */
function isArbiter(
  a: Analysis,
  table: Table,
  index: Index,
  columns: readonly number[],
  expressions: readonly Node[],
  hasPredicate: boolean,
): boolean {
  if (!index.unique || (index.predicate !== null && !hasPredicate)) return false;
  if (index.keys.some((key) => key.column === null)) {
    // Expressions are only compared by their number and shape; more is PostgreSQL's to tell.
    return (
      expressions.length > 0 &&
      index.keys.some(
        (key) => key.expression && expressions.some((one) => sameShape(a, key.expression!.node, one)),
      )
    );
  }
  if (expressions.length > 0) return false;
  const wanted = new Set(columns.map((at) => table.columns[at]?.number));
  const keys = new Set(index.keys.map((key) => key.column));
  return wanted.size === keys.size && [...keys].every((number) => number !== null && wanted.has(number));
}

function sameShape(a: Analysis, left: Node, right: Node): boolean {
  return Object.keys(left)[0] === Object.keys(right)[0] || expressionKey(a, left) === expressionKey(a, right);
}
