import type { Node, SubLink } from '@pgsql/types';
import { strings } from '../types.ts';
import type { Analysis, OutputColumn, RowShape } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { expressionKinds } from './expression-kind.ts';
import { type Operand, operand } from './operand.ts';
import { compareColumns } from './operator-expression.ts';
import { reportInvalid, reportMisplaced } from './report.ts';
import { createScope, type Scope } from './scope.ts';
import { settleUnknown, transformQuery } from './select.ts';
import { arrayOf, elementOf, opaque } from './type-facts.ts';

/** A subquery in an expression (transformSubLink). */
export function transformSubLink(a: Analysis, scope: Scope, link: SubLink, self: Node): Operand {
  const facts = expressionKinds[scope.kind];
  if (!facts.subquery) {
    const words = facts.words === 'check constraints' ? 'check constraint' : singular(facts.words);
    reportMisplaced(a, '0A000', a.places.token(link.location), `cannot use subquery in ${words}`, 'subquery');
    return operand(link.subLinkType === 'EXISTS_SUBLINK' ? 'bool' : opaque, self);
  }
  const left = link.testexpr ? transformExpression(a, scope, link.testexpr) : null;
  const row = settleUnknown(transformQuery(a, createScope(scope, 'select'), link.subselect));
  switch (link.subLinkType) {
    case 'EXISTS_SUBLINK':
      return operand('bool', self);
    case 'EXPR_SUBLINK':
    case 'ARRAY_SUBLINK':
      return single(a, link, row, self);
    case 'MULTIEXPR_SUBLINK':
      return { type: 'record', modifiers: [], node: self, row };
    default:
      break;
  }
  const name = strings(link.operName).at(-1) ?? '=';
  if (left && !row.open) {
    const isRow = left.node !== null && 'RowExpr' in left.node && left.row && !left.row.open;
    const columns: readonly OutputColumn[] = isRow
      ? left.row!.columns
      : [{ name: '', type: left.type, modifiers: left.modifiers }];
    transformRowComparison(a, name, columns, row.columns, link.location, true);
  }
  return operand('bool', self);
}

function singular(words: string): string {
  return words.replace(/s$/, '').replace('policie', 'policy');
}

function single(a: Analysis, link: SubLink, row: RowShape, self: Node): Operand {
  const [first] = row.columns;
  if (!row.open && row.columns.length !== 1)
    reportInvalid(a, '42601', a.places.token(link.location), 'subquery must return only one column');
  if (!first || row.open) return operand(opaque, self);
  const { type } = first;
  if (link.subLinkType === 'EXPR_SUBLINK') return operand(type, self, first.modifiers);
  // Of arrays ARRAY(…) makes an array with one more dimension.
  return operand(elementOf(a, type) === null ? arrayOf(a, type) : type, self, first.modifiers);
}

/** Compares two rows column by column (make_row_comparison_op). */
export function transformRowComparison(
  a: Analysis,
  name: string,
  left: readonly OutputColumn[],
  right: readonly OutputColumn[],
  location: number | undefined,
  isSubquery = false,
): void {
  if (left.length !== right.length) {
    const message = !isSubquery
      ? 'unequal number of entries in row expressions'
      : left.length < right.length
        ? 'subquery has too many columns'
        : 'subquery has too few columns';
    reportInvalid(a, '42601', a.places.token(location), message);
    return;
  }
  for (const [at, column] of left.entries()) compareColumns(a, name, column, right[at]!, location);
}
