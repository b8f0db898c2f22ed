import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import { downChecks } from '../../server/workspace/down-parts.ts';
import { recogniseFiles, short, tables } from './listing.ts';

beforeAll(loadParser);

const shape = (files: Readonly<Record<string, string>>) => recogniseFiles(files).databases.map(short);

describe('schema files without an order', () => {
  test('come after those that they need', () => {
    expect(
      shape({
        'schema/a_orders.sql':
          'create table orders (id bigint primary key, customer_id bigint references customers, state order_state);',
        'schema/b_customers.sql': 'create table customers (id bigint primary key);',
        'schema/c_types.sql': "create type order_state as enum ('new');",
        'schema/d_view.sql': 'create view open_orders as select * from orders;',
        'schema/a_trigger.sql':
          'create trigger t before update on orders for each row execute function touch();',
        'schema/z_functions.sql':
          'create function touch() returns trigger language plpgsql as $$ begin return new; end $$;',
      }),
    ).toEqual([
      [
        'schema files',
        'schema',
        ['b_customers.sql', 'c_types.sql', 'a_orders.sql', 'z_functions.sql', 'a_trigger.sql', 'd_view.sql'],
      ],
    ]);
  });

  test('keep the order of their paths in a circle, and where a name is not clear', () => {
    expect(
      shape({
        'b.sql': 'create table b (id bigint primary key, a_id bigint references a);',
        'a.sql': 'create table a (id bigint primary key, b_id bigint references b);',
        'c.sql': 'create table c (id bigint primary key);',
      })[0]?.[2],
    ).toEqual(['a.sql', 'b.sql', 'c.sql']);
  });

  test('words in comments, strings and columns are no needs', () => {
    expect(
      shape({
        'a.sql': "-- z\ncreate table a (id bigint primary key, z text default 'z');",
        'z.sql': 'create table z (id bigint primary key);',
      })[0]?.[2],
    ).toEqual(['a.sql', 'z.sql']);
  });

  test('a function in SQL needs what its body names', () => {
    expect(
      shape({
        'a.sql': 'create function f() returns bigint language sql as $$ select count(*) from z $$;',
        'z.sql': 'create table z (id bigint primary key);',
      })[0]?.[2],
    ).toEqual(['z.sql', 'a.sql']);
  });

  test('need the schemas of their names, which with extensions come first', () => {
    expect(
      shape({
        'a_call.sql': 'create function app.f() returns int language plpgsql as $$ begin return 1; end $$;',
        'b_grants.sql': 'grant usage on schema app to someone;',
        'x_schema.sql': 'create schema app;\ngrant usage on schema app to someone;',
        'y_roles.sql': 'create role someone;',
        'z_extensions.sql': 'create extension citext;',
      })[0]?.[2],
    ).toEqual(['x_schema.sql', 'y_roles.sql', 'z_extensions.sql', 'a_call.sql', 'b_grants.sql']);
  });

  test('need what a DO block creates', () => {
    expect(
      shape({
        'a.sql': 'create table t (id bigint primary key, s state);',
        'b.sql':
          "do $$ begin create type state as enum ('new'); exception when duplicate_object then null; end $$;",
        'c.sql': 'do $$ begin create index on z (id); create view v as select 1 as one; end $$;',
        'z.sql': 'create table z (id bigint primary key);',
      })[0]?.[2],
    ).toEqual(['b.sql', 'a.sql', 'z.sql', 'c.sql']);
  });

  test('folders for kinds of objects are one database, as are folders that need each other', () => {
    expect(
      shape({
        'db/views/v.sql': 'create view v as select * from t;',
        'db/tables/t.sql': 'create table t (id bigint primary key);',
      }),
    ).toEqual([['schema files', 'db', ['tables/t.sql', 'views/v.sql']]]);
    expect(
      shape({
        'billing/invoice.sql':
          'create table invoice (id bigint primary key, user_id bigint references account);',
        'users/account.sql': 'create table account (id bigint primary key);',
      }),
    ).toEqual([['schema files', '', ['users/account.sql', 'billing/invoice.sql']]]);
  });

  test('seeds come last, a script that only drops is left out', () => {
    const found = recogniseFiles({
      'a_seed.sql': 'insert into t values (1);',
      'clean.sql': 'drop table t;',
      't.sql': 'create table t (id bigint primary key);',
    });
    expect(found.databases.map(short)).toEqual([['schema files', '', ['t.sql', 'a_seed.sql']]]);
    expect(found.leftOut).toEqual([{ path: '/p/clean.sql', why: expect.stringContaining('only drops') }]);
  });
});

describe('several projects beside each other', () => {
  test('are recognised each for itself', () => {
    const { databases } = recogniseFiles({
      ...tables(
        'shop/db/migration/V1__a.sql',
        'shop/db/migration/V2__b.sql',
        'blog/migrations/1_a.up.sql',
        'blog/migrations/1_a.down.sql',
      ),
      'wiki/schema.sql': 'create table t0 (id int); create table t1 (id int);',
    });
    expect(databases.map(({ name, tool }) => [name, tool])).toEqual([
      ['blog', 'golang-migrate'],
      ['shop', 'flyway'],
      ['wiki', 'schema files'],
    ]);
  });

  test('do not mix, also where they create the same tables or name those of the other', () => {
    const schema = 'create table users (id bigint primary key); create table posts (id bigint primary key);';
    expect(shape({ 'a/schema.sql': schema, 'b/schema.sql': schema })).toEqual([
      ['schema files', 'a', ['schema.sql']],
      ['schema files', 'b', ['schema.sql']],
    ]);
    expect(
      shape({
        'a/package.json': '{}',
        'a/users.sql': 'create table users (id bigint primary key);',
        'b/package.json': '{}',
        'b/posts.sql': 'create table posts (id bigint primary key, user_id bigint references users);',
      }),
    ).toEqual([
      ['schema files', 'a', ['users.sql']],
      ['schema files', 'b', ['posts.sql']],
    ]);
  });

  test.each(['', 'if not exists '])('two versions of one schema in a folder are two databases: %s', (how) => {
    const schema = `create table ${how}users (id bigint); create table ${how}posts (id bigint);`;
    const { databases } = recogniseFiles({ 'db/old.sql': schema, 'db/new.sql': schema });
    expect(databases.map(({ parts }) => parts.map(({ path }) => path))).toEqual([
      ['/p/db/new.sql'],
      ['/p/db/old.sql'],
    ]);
    expect(new Set(databases.map(({ name }) => name)).size).toBe(2);
  });

  test('have names that differ', () => {
    const { databases } = recogniseFiles(
      tables('x/db/migrations/1_a.sql', 'y/db/migrations/1_a.sql', 'x/archive/db/migrations/1_a.sql'),
    );
    expect(databases.map(({ name }) => name)).toEqual(['archive', 'x', 'y']);
  });
});

describe('seeds, queries and tests', () => {
  const migrations = { 'db/migrations/001_a.sql': 'create table users (id bigint primary key);' };

  test('seeds and queries come after the database whose tables they use', () => {
    const { databases } = recogniseFiles({
      ...migrations,
      'db/seeds/users.sql': 'insert into users values (1);',
      'queries/users.sql': '-- name: GetUser :one\nselect * from users where id = $1;\n',
      'queries/nothing.sql': 'select 1;',
    });
    expect(databases.map(({ parts, tool }) => [tool, parts.map(({ path }) => path)])).toEqual([
      [
        'numbered files',
        [
          '/p/db/migrations/001_a.sql',
          '/p/db/seeds/users.sql',
          '/p/queries/nothing.sql',
          '/p/queries/users.sql',
        ],
      ],
    ]);
    expect(databases[0]?.why).toMatch(/users\.sql in seeds uses its tables/);
  });

  test('tests and one-off scripts do not become part of it', () => {
    const { databases } = recogniseFiles({
      ...migrations,
      'test/fixtures/f.sql': 'create table helper (id bigint primary key, user_id bigint references users);',
      'fix_data_2021.sql': 'update users set id = id + 1;',
    });
    expect(databases.map(short)).toContainEqual(['numbered files', 'db/migrations', ['001_a.sql']]);
    expect(databases).toHaveLength(3);
    const oneOff = databases.find(({ parts }) => parts[0]?.path === '/p/fix_data_2021.sql');
    expect(oneOff?.externals).toContain('users');
  });

  test('scripts that drop again what they create stand alone', () => {
    const script = (name: string) =>
      `create table ${name} (id bigint);\nselect * from ${name};\ndrop table ${name};\n`;
    const { databases } = recogniseFiles({
      'a.sql': script('x'),
      'b.sql': script('x'),
      'c.sql': script('y'),
    });
    expect(databases).toHaveLength(3);
    expect(databases[0]?.why).toContain('stands alone');
  });
});

describe('numbers and versions', () => {
  test('versions are compared as numbers, in folders and at the end of names', () => {
    expect(shape(tables('versioned/v1.10/a.sql', 'versioned/v1.9/a.sql', 'versioned/v1.9/b.sql'))).toEqual([
      ['numbered files', 'versioned', ['v1.9/a.sql', 'v1.9/b.sql', 'v1.10/a.sql']],
    ]);
    expect(shape(tables('up/upgrade-pre-0.9.10.sql', 'up/upgrade-pre-0.9.9.sql'))).toEqual([
      ['numbered files', 'up', ['upgrade-pre-0.9.9.sql', 'upgrade-pre-0.9.10.sql']],
    ]);
  });

  test('numbers that begin anew in another folder are another database', () => {
    expect(
      shape(tables('migrations/tenant/001.sql', 'migrations/main/001.sql', 'migrations/main/002.sql')),
    ).toEqual([
      ['numbered files', 'migrations/main', ['001.sql', '002.sql']],
      ['numbered files', 'migrations/tenant', ['001.sql']],
    ]);
  });
});

describe('dumps', () => {
  const dump = (...names: readonly string[]) =>
    `--\n-- PostgreSQL database dump\n--\n${names.map((name) => `CREATE TABLE public.${name} (id bigint);\n`).join('')}`;

  test('are databases of their own beside migrations, and from each other', () => {
    expect(
      shape({ 'db/001_a.sql': 'create table a (id bigint primary key);', 'db/schema.sql': dump('a') }),
    ).toEqual([
      ['numbered files', 'db', ['001_a.sql']],
      ['pg_dump', 'db', ['schema.sql']],
    ]);
    expect(shape({ 'one.sql': dump('a', 'b'), 'two.sql': dump('c') })).toHaveLength(2);
  });

  test('go on from another one that they are named after, and with its data', () => {
    expect(
      shape({
        'shop.sql': dump('a'),
        'shop-more.sql': dump('b'),
        'zdata.sql': `${dump()}COPY public.a FROM stdin;\n1\n\\.\n`,
      }),
    ).toEqual([['pg_dump', '', ['shop.sql', 'shop-more.sql', 'zdata.sql']]]);
  });
});

test('each way down is checked after the migrations up to its own', () => {
  const { databases } = recogniseFiles(
    tables('1_a.up.sql', '1_a.down.sql', '2_b.up.sql', '3_c.up.sql', '3_c.down.sql'),
  );
  expect(downChecks(databases[0]!).map(({ before, down }) => [before.length, down.path])).toEqual([
    [1, '/p/1_a.down.sql'],
    [3, '/p/3_c.down.sql'],
  ]);
});

test('hostile listings do not break it', () => {
  const names = [
    'a\nb.sql',
    '-x.sql',
    '日本.sql',
    'v.sql/1.sql',
    '__proto__/1.sql',
    'constructor/up.sql',
    'up.sql',
    'migration.sql',
    `${'9'.repeat(400)}_x.sql`,
    '1..sql',
    'V__x.sql',
    'V1_.__x.sql',
  ];
  const { databases, leftOut } = recogniseFiles({
    ...Object.fromEntries(names.map((name) => [name, '\0\\ir \\ir x\n$$'])),
    'sqitch.plan': '@\n+\n-\n%',
    'meta/_journal.json': '[]',
  });
  const seen = new Set([
    ...databases.flatMap(({ parts }) => parts.map(({ path }) => path)),
    ...leftOut.map(({ path }) => path),
  ]);
  expect(seen.size).toBe(names.length);
});
