import type { Node, PartitionBoundSpec } from '@pgsql/types';
import type { Table } from '../model.ts';
import type { PartitionKey } from '../table-parts.ts';
import type { Analysis } from './analysis.ts';
import { analyzePart } from './analyze-expression.ts';
import { coerceOperand, placeOf, reportMismatch } from './operand.ts';
import { reportInvalid } from './report.ts';
import { formatType, typeOf } from './type-facts.ts';

const letters = { list: 'l', range: 'r', hash: 'h' } as const;

/** What PostgreSQL has against a bound before it looks at its values; null for nothing. */
function kindFault({ strategy }: PartitionKey, bound: PartitionBoundSpec): string | null {
  if (bound.is_default)
    return strategy === 'hash' ? 'a hash-partitioned table may not have a default partition' : null;
  if (bound.strategy !== letters[strategy]) return `invalid bound specification for a ${strategy} partition`;
  const { modulus = 0, remainder = 0 } = bound;
  if (strategy !== 'hash') return null;
  if (modulus <= 0) return 'modulus for hash partition must be an integer value greater than zero';
  if (remainder < 0)
    return 'remainder for hash partition must be an integer value greater than or equal to zero';
  return remainder >= modulus ? 'remainder for hash partition must be less than modulus' : null;
}

/** The bound has to be of the key's kind, and its values must become of the key's types (transformPartitionBound). */
export function analyzePartitionBound(a: Analysis, parent: Table, bound: PartitionBoundSpec): void {
  if (!parent.partitionKey) return;
  const fault = kindFault(parent.partitionKey, bound);
  if (fault) return reportInvalid(a, '42P16', a.places.token(bound.location), fault);
  const key = parent.partitionKey.columns;
  for (const value of bound.listdatums ?? []) analyzeValue(a, parent, key[0] ?? null, value);
  const { lowerdatums = [], upperdatums = [] } = bound;
  for (const [words, values] of [
    ['FROM', lowerdatums],
    ['TO', upperdatums],
  ] as const) {
    if (values.length === 0) continue;
    if (values.length !== key.length)
      return reportInvalid(
        a,
        '42P16',
        a.places.token(bound.location),
        `${words} must specify exactly one value per partitioning column`,
      );
    const empty = values.find((value) => 'A_Const' in value && value.A_Const.isnull === true);
    if (empty) return reportInvalid(a, '42P17', placeOf(a, empty), 'cannot specify NULL in range bound');
    for (const [at, value] of values.entries()) analyzeValue(a, parent, key[at] ?? null, value);
  }
  const [from, to] = [lowerdatums[0], upperdatums[0]];
  if (from && to && key.length === 1 && isAtLeast(from, to))
    reportInvalid(a, '42P17', placeOf(a, to), 'empty range bound specified for partition');
}

/** Whether one bound is certainly not below another: of numbers, and of dates that are written from the year on. */
function isAtLeast(from: Node, to: Node): boolean {
  const [first, second] = [constantOf(from), constantOf(to)];
  if (first === null || second === null) return false;
  if (first === second) return true;
  if (typeof first === 'number' && typeof second === 'number') return first > second;
  const day = /^\d{4}-\d\d-\d\d(?=$|[ T])/;
  const [before, after] = [day.exec(String(first))?.[0], day.exec(String(second))?.[0]];
  return before !== undefined && after !== undefined && before > after;
}

function constantOf(node: Node): number | string | null {
  if (!('A_Const' in node)) return null;
  const { ival, sval } = node.A_Const;
  return ival ? (ival.ival ?? 0) : (sval?.sval ?? null);
}

function analyzeValue(a: Analysis, parent: Table, number: number | null, node: Node): void {
  // MINVALUE and MAXVALUE come as names of columns.
  if ('ColumnRef' in node) return;
  const value = analyzePart(a, {}, node, 'partition bound');
  const column = parent.columns.find((one) => one.number === number);
  if (!column) return;
  const type = typeOf(a, column.type);
  if (coerceOperand(a, value, type, 'assignment')) return;
  const message = `specified value cannot be cast to type ${formatType(a, type)} for column "${column.name}"`;
  reportMismatch(a, value, type, message);
}
