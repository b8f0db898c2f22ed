import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession } from '../../scripts/verify/session.ts';
import { postgres } from '../support/postgres.ts';

const setup = `
create type mood as enum ('sad', 'ok');
create domain positive as integer check (value > 0);
create domain label as varchar(10);
create type pair as (a int, b text);
create type floats as range (subtype = float8)`;

const types = [
  ...'smallint integer bigint numeric real money text varchar char(3) "char" name bytea boolean'.split(' '),
  ...'date time timetz timestamp timestamptz interval uuid json jsonb xml inet cidr bit(3) varbit'.split(' '),
  ...'oid regclass point box tsvector tsquery int4range tstzrange int8multirange integer[] text[]'.split(' '),
  ...'varchar[] jsonb[] mood mood[] positive label pair pair[] floats'.split(' '),
];
const operators = '+ - * / % = < || && @> -> ->> ~ << ? | <->'.split(' ');
const operands = [...types.map((type) => `null::${type}`), 'null', '1', '1.5', `'1'::text`];

const forms: readonly ((a: string, b: string) => string)[] = [
  ...operators.map((operator) => (a: string, b: string) => `${a} ${operator} ${b}`),
  (a, b) => `case when true then ${a} else ${b} end`,
  (a, b) => `${a} in (${b}, ${b})`,
  (a, b) => `${a} in (select ${b})`,
  (a, b) => `${a} = any (array[${b}])`,
  (a, b) => `nullif(${a}, ${b})`,
  (a, b) => `${a} between ${b} and ${b}`,
  (a, b) => `${a} is distinct from ${b}`,
  (a, b) => `array_append(${a}, ${b})`,
  (a, b) => `lag(${a}, 1, ${b}) over ()`,
  (a, b) => `(select ${a} union select ${b})`,
];

/** There are no arrays of arrays, which PostgreSQL says while it looks for the polymorphic type. */
const left = /^array_append\(null, null::\w+\[\]\)$/;

/** Which of the expressions PostgreSQL rejects. */
async function rejectedBy(db: PGlite, expressions: readonly string[]): Promise<Set<number>> {
  const { rows } = await db.query<{ at: number }>(
    `with asked as (select ordinality - 1 as at, expression from unnest($1::text[]) with ordinality as e (expression))
    select at::int from asked where not accepts(expression)`,
    [expressions],
  );
  return new Set(rows.map(({ at }) => at));
}

describe('pairs of types', () => {
  let db: PGlite;
  const session = createSession();
  beforeAll(async () => {
    db = await postgres();
    await db.exec('begin');
    await db.exec(setup);
    await db.exec(`create function accepts(expression text) returns boolean language plpgsql as $$
      begin
        execute 'explain select ' || expression;
        return true;
      exception when others then
        return false;
      end $$`);
    session.run(setup);
  }, 60_000);
  afterAll(async () => {
    await db.exec('rollback');
  });

  test.each(forms.map((form) => ({ form, shown: form('a', 'b') })))(
    '$shown',
    async ({ form }) => {
      const expressions = operands
        .flatMap((a) => operands.map((b) => form(a, b)))
        .filter((one) => !left.test(one));
      const theirs = await rejectedBy(db, expressions);
      expect(theirs.size).toBeGreaterThan(0);
      expect(theirs.size).toBeLessThan(expressions.length);
      const differences = expressions.flatMap((expression, at) => {
        const [ours] = session.copy().run(`select ${expression}`);
        if (theirs.has(at) === (ours !== undefined)) return [];
        return [ours ? `accepted: ${expression} (ours: ${ours.message})` : `rejected: ${expression}`];
      });
      expect(differences).toEqual([]);
    },
    60_000,
  );
});
