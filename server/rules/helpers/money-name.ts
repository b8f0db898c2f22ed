import { snakeCase } from './snake-case.ts';

const money = new Set(
  'price prices amount cost costs fee fees salary wage wages payment revenue balance subtotal refund tax vat discount budget earnings expense income profit commission deposit debit credit payout invoice_total money cash'.split(
    ' ',
  ),
);

/** Words that make a number of it that is no sum of money. */
const notMoney =
  /^(rate|rates|ratio|score|index|factor|percent|percentage|pct|weight|lat|latitude|lng|lon|longitude|multiplier|probability|count|quantity|qty|share|change|volatility|variance|stddev|elasticity|type|id|limit|hours?|days?|seconds?|ms)$/;

const totalOf = new Set([
  'total',
  'grand',
  'sub',
  'order',
  'invoice',
  'cart',
  'net',
  'gross',
  'bill',
  'line',
  'item',
]);

/** Whether a column of this name holds a sum of money, and not a rate, a score or an index of one. */
export function isMoneyName(name: string): boolean {
  const words = snakeCase(name)
    .split(/[^a-z]+/)
    .filter(Boolean);
  if (words.some((word) => notMoney.test(word))) return false;
  return (
    words.some((word) => money.has(word)) ||
    (words.includes('total') && words.every((word) => totalOf.has(word)))
  );
}
