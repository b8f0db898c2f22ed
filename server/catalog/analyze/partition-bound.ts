import type { Node, PartitionBoundSpec } from '@pgsql/types';
import type { Table } from '../model.ts';
import type { Analysis } from './analysis.ts';
import { analyzePart } from './analyze-expression.ts';
import { coerceOperand, reportMismatch } from './operand.ts';
import { reportInvalid } from './report.ts';
import { formatType, typeOf } from './type-facts.ts';

/** The values of FOR VALUES must become of the types of the partition key (transformPartitionBound). */
export function analyzePartitionBound(a: Analysis, parent: Table, bound: PartitionBoundSpec): void {
  const key = parent.partitionKey;
  if (!key) return;
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
    for (const [at, value] of values.entries()) analyzeValue(a, parent, key[at] ?? null, value);
  }
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
