import { describe, expect, it } from 'vitest';
import { createSession } from '../../../scripts/verify/session.ts';
import type { AnalysisProblem } from '../../../server/catalog/analyze/analysis-problem.ts';
import type { QueryAnalysis } from '../../../server/catalog/analyze/analyze-query.ts';
import { analyzeStatement } from '../../../server/catalog/analyze/analyze-statement.ts';
import { extensionsOf, placesOf } from '../../../server/catalog/analyze/create-analysis.ts';
import { definitionKeys } from '../../../server/catalog/analyze/definition-keys.ts';
import { builtinsOf } from '../../../server/catalog/builtins/builtins.ts';
import { keys } from '../../../server/catalog/keys.ts';
import { Reader } from '../../../server/catalog/reader.ts';
import { createSource } from '../../../server/catalog/source.ts';
import { parseScript } from '../../../server/syntax/parse-script.ts';
import { parseStatement } from '../../../server/syntax/parse-statement.ts';
import { shopSchema } from './shop-schema.ts';

const session = createSession();
session.run(shopSchema);

/** Analyses one statement against the shop, with entries of the state changed. */
function analyze(
  sql: string,
  changes: readonly (readonly [string, unknown])[] = [],
  external: readonly string[] = [],
): QueryAnalysis {
  const [placed] = parseScript(sql).statements;
  if (!placed) throw new Error('no statement');
  const parsed = parseStatement(placed.statement);
  if (!parsed.tree) throw new Error('no tree');
  const state = new Map([...session.state, ...changes]);
  const catalog = new Reader((key) => state.get(key), 18);
  const source = createSource(placed.statement, parsed);
  return analyzeStatement(
    {
      catalog,
      builtins: builtinsOf(18),
      places: placesOf(source),
      source,
      isExternal: ({ name }) => external.includes(name),
      isOnlyChecked: false,
      extensions: extensionsOf(catalog),
    },
    parsed.tree,
    catalog,
  );
}

/** The words that the carets of the second line mark. */
function wordsOf(sql: string, problem: AnalysisProblem | undefined): string | undefined {
  return problem && sql.slice(problem.at.start, problem.at.end);
}

describe('the place of a problem', () => {
  it.each([
    ['select c.nam from customer c', 'nam'],
    ['select nam from customer', 'nam'],
    ['select x.name from customer c', 'x'],
    ['select * from app.nope', 'app.nope'],
    ['select add_won(1)', 'add_won'],
    ['select public.add_won(1)', 'public.add_won'],
    ["select 'é', name + 1 from customer", '+'],
    ["select id = 'ü' from customer", "'ü'"],
    ['select 1::app.nope', 'app.nope'],
    ['select * from customer where name', 'name'],
    ['insert into orders (id, amoun) values (1, 2)', 'amoun'],
    ['insert into orders (id, amount) values (1, now())', 'now'],
    ['update orders set amoun = 1', 'amoun'],
    ['select * from customer c join orders o using (idd)', 'idd'],
    ['select name, count(*) from customer', 'name'],
    ["create function f(a int) returns int language sql as 'select a + ''x''::int + b'", 'b'],
    ['create function f(a int) returns int language sql as $x$ select a + b $x$', 'b'],
    ['create function f(a int) returns int language plpgsql as $$ begin retur a; end $$', 'retur'],
    ['create function f(a int) returns int language plpgsql as $$ begin return a + bb; end $$', 'bb'],
    ['alter table orders alter amount type date', 'date'],
    ['create index on customer (lower(nam))', 'nam'],
  ])('%s', (sql, words) => {
    const { problems } = analyze(sql);
    expect(problems.map((problem) => wordsOf(sql, problem))).toContain(words);
  });
});

describe('what may exist where we cannot see', () => {
  it('says nothing of names that are external', () => {
    expect(analyze('select * from elsewhere', [], ['elsewhere']).problems).toEqual([]);
    expect(analyze('select elsewhere(1)', [], ['elsewhere']).problems).toEqual([]);
    expect(analyze('select 1::elsewhere', [], ['elsewhere']).problems).toEqual([]);
    expect(
      analyze('select e.x + 1 from elsewhere e where e.y group by nope', [], ['elsewhere']).problems,
    ).toEqual([]);
  });

  it('says nothing of missing names in a database that is known in part', () => {
    const partial = [[keys.partial, true]] as const;
    for (const sql of [
      'select nope from customer',
      'select nope(1)',
      'select * from nope',
      'select name + 1 from customer',
    ])
      expect(analyze(sql, partial).problems, sql).toEqual([]);
  });

  it('says nothing of functions and operators after an extension that is not known', () => {
    const unknown = [[definitionKeys.extensions, ['some_extension']]] as const;
    expect(analyze('select nope(1), name + 1 from customer', unknown).problems).toEqual([]);
    expect(analyze('select nope from customer', unknown).problems.map(({ sqlstate }) => sqlstate)).toEqual([
      '42703',
    ]);
  });

  it('knows what an extension brings', () => {
    const trigrams = [[definitionKeys.extensions, ['pg_trgm']]] as const;
    expect(analyze("select similarity(name, 'a'), name % 'a' from customer", trigrams).problems).toEqual([]);
    expect(
      analyze("select similarity(name, 'a') from customer").problems.map(({ sqlstate }) => sqlstate),
    ).toEqual(['42883']);
    expect(
      analyze('select similarity(id, 1) from customer', trigrams).problems.map(({ sqlstate }) => sqlstate),
    ).toEqual(['42883']);
  });

  it('says nothing of the columns of a table that is not complete', () => {
    const customer = [...session.state].find(
      ([, value]) =>
        (value as { name?: string; kind?: string } | undefined)?.name === 'customer' &&
        (value as { kind?: string }).kind === 'table',
    );
    const incomplete = [[customer![0], { ...(customer![1] as object), complete: false }]] as const;
    expect(analyze('select nope, c.nope2 from customer c', incomplete).problems).toEqual([]);
  });
});

describe('bodies of PL/pgSQL functions', () => {
  const body = (text: string, declare = '') =>
    analyze(
      `create function f(a int, n text) returns int language plpgsql as $$ declare ${declare} begin ${text} return 1; end $$`,
    ).problems.map(({ certainty, sqlstate }) => `${certainty} ${sqlstate}`);

  it('are resolved with arguments, variables and records', () => {
    expect(body('perform 1 from customer where id = a and name = n;')).toEqual([]);
    expect(body('for r in select * from customer loop x := r.id; end loop;', 'r record; x int;')).toEqual([]);
    expect(
      body("c.name := 'x'; select name into n from customer where id = c.id;", 'c customer%rowtype;'),
    ).toEqual([]);
    expect(body("execute 'select nope from nowhere' using a; if found then null; end if;")).toEqual([]);
    expect(
      body('insert into orders (id) values (a) on conflict (id) do update set amount = excluded.amount;'),
    ).toEqual([]);
  });

  it('have problems that are found only when they run', () => {
    expect(body('perform nope from customer;')).toEqual(['runtime 42703']);
    expect(body('perform 1 from nowhere;')).toEqual(['runtime 42P01']);
    expect(body('a := n + 1;')).toEqual(['runtime 42883']);
    expect(body('update customer set nope = 1;')).toEqual(['runtime 42703']);
  });

  it('are not resolved where they make what they use', () => {
    expect(body('create temp table t (x int); perform x from t;')).toEqual([]);
  });
});

describe('what a query uses', () => {
  const uses = (sql: string) => {
    const { relations, functions, types } = analyze(sql).uses;
    const nameOf = (oid: string) => (session.state.get(keys.object(oid)) as { name: string }).name;
    return {
      relations: Object.fromEntries(
        [...relations].map(([oid, columns]) => [nameOf(oid), [...columns].sort()]),
      ),
      functions: [...functions].map(nameOf),
      types: [...types].map(nameOf),
    };
  };

  it('names tables, columns, functions and types', () => {
    expect(
      uses(
        "create view v as select c.name, add_one(o.id), 'ok'::mood from customer c join orders o on o.customer_id = c.id",
      ),
    ).toEqual({
      relations: { customer: ['id', 'name'], orders: ['customer_id', 'id'] },
      functions: ['add_one'],
      types: ['mood'],
    });
  });

  it('counts the columns of * and of USING, of whole rows as PostgreSQL does only the relation', () => {
    expect(uses('select * from app.setting').relations).toEqual({ setting: ['name', 'value'] });
    expect(uses('select id from customer join orders using (id)').relations).toEqual({
      customer: ['id'],
      orders: ['id'],
    });
    expect(uses('select s from app.setting as s(a, b)').relations).toEqual({ setting: [] });
    expect(uses('select a from app.setting as s(a, b)').relations).toEqual({ setting: ['name'] });
  });
});
