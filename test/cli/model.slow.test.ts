import { describe, expect, test } from 'vitest';
import { rules } from '../../server/rules/registry.generated.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

const folder = temporaryFolder({
  '1.sql': `create schema app;
create type app.mood as enum ('sad', 'it''s ok');
create domain app.positive as int not null check (value > 0);
create sequence app.numbers;
create table customers (id uuid primary key default gen_random_uuid(), code text);
`,
  '2.sql': `create table orders (
  id bigint generated always as identity primary key,
  customer_id uuid references customers on delete cascade on update restrict deferrable,
  total numeric(10,2) not null default 0 check (total >= 0),
  label varchar(255), tags text[], at timestamptz, mood app.mood,
  gross numeric generated always as (total * 2) stored,
  during tstzrange, exclude using gist (during with &&)
);
alter table orders add constraint later unique (label), add constraint soon check (total < 5) not valid;
create index orders_lower on orders (lower(label), total desc) include (at) where total > 1;
create table part (id bigint, at date) partition by range (at);
create view v as select 1 as one;
create function f(a int, b text default 'x') returns void language sql as $$ select 1 $$;
create trigger t before update on orders for each row execute function suppress_redundant_updates_trigger();
create policy p on orders as restrictive for select to public using (true);
`,
});

interface Named {
  readonly name: string;
  readonly [key: string]: unknown;
}
interface Model {
  readonly tables: readonly (Named &
    Readonly<Record<'columns' | 'constraints' | 'indexes', readonly Named[]>>)[];
  readonly [key: string]: unknown;
}

async function model(): Promise<Model> {
  const { code, stdout, stderr } = await runCli(['model', '--format', 'json', '1.sql', '2.sql'], {
    cwd: folder,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('model --format json', async () => {
  const found = await model();
  const orders = found.tables.find(({ name }) => name === 'orders');
  const named = (list: readonly Named[] | undefined, name: string) => list?.find((one) => one.name === name);

  test('has exactly the promised keys', () => {
    expect(Object.keys(found)).toEqual([
      'schemaVersion',
      'tables',
      'enums',
      'domains',
      'views',
      'sequences',
      'functions',
      'triggers',
      'policies',
    ]);
    expect(found.schemaVersion).toBe(1);
    expect(found.tables.map(({ schema, name, kind }) => [schema, name, kind])).toEqual([
      ['public', 'customers', 'table'],
      ['public', 'orders', 'table'],
      ['public', 'part', 'partitioned table'],
    ]);
    expect(Object.keys(orders ?? {})).toEqual([
      'schema',
      'name',
      'kind',
      'columns',
      'constraints',
      'indexes',
    ]);
  });

  test('spells columns as PostgreSQL does', () => {
    const nothing = { notNull: false, default: null, identity: null, generated: null };
    expect(named(found.tables[0]?.columns, 'id')).toEqual({
      ...nothing,
      name: 'id',
      type: 'uuid',
      notNull: true,
      default: 'gen_random_uuid()',
    });
    expect(orders?.columns).toEqual([
      { ...nothing, name: 'id', type: 'bigint', notNull: true, identity: 'always' },
      { ...nothing, name: 'customer_id', type: 'uuid' },
      { ...nothing, name: 'total', type: 'numeric(10,2)', notNull: true, default: '0' },
      { ...nothing, name: 'label', type: 'character varying(255)' },
      { ...nothing, name: 'tags', type: 'text[]' },
      { ...nothing, name: 'at', type: 'timestamp with time zone' },
      { ...nothing, name: 'mood', type: 'app.mood' },
      { ...nothing, name: 'gross', type: 'numeric', default: 'total * 2', generated: 'stored' },
      { ...nothing, name: 'during', type: 'tstzrange' },
    ]);
  });

  test('names constraints as PostgreSQL does', () => {
    expect(named(orders?.constraints, 'orders_customer_id_fkey')).toEqual({
      name: 'orders_customer_id_fkey',
      type: 'foreign key',
      columns: ['customer_id'],
      references: { schema: 'public', table: 'customers', columns: ['id'] },
      onDelete: 'cascade',
      onUpdate: 'restrict',
      deferrable: true,
      validated: true,
    });
    const kinds = Object.fromEntries(orders?.constraints.map(({ name, type }) => [name, type]) ?? []);
    expect(kinds).toEqual({
      orders_pkey: 'primary key',
      orders_customer_id_fkey: 'foreign key',
      orders_total_check: 'check',
      orders_during_excl: 'exclude',
      later: 'unique',
      soon: 'check',
    });
    expect(named(orders?.constraints, 'soon')).toMatchObject({ columns: ['total'], validated: false });
  });

  test('names indexes, an expression among their columns as null', () => {
    expect(named(orders?.indexes, 'orders_lower')).toEqual({
      name: 'orders_lower',
      unique: false,
      primary: false,
      method: 'btree',
      columns: [null, 'total'],
      include: ['at'],
      predicate: 'total > 1',
    });
    expect(named(orders?.indexes, 'orders_pkey')).toMatchObject({
      unique: true,
      primary: true,
      columns: ['id'],
    });
    expect(named(orders?.indexes, 'orders_during_excl')).toMatchObject({ unique: false, method: 'gist' });
  });

  test('has the other objects', () => {
    expect(found.enums).toEqual([{ schema: 'app', name: 'mood', labels: ['sad', "it's ok"] }]);
    expect(found.domains).toMatchObject([
      { schema: 'app', name: 'positive', type: 'integer', notNull: true },
    ]);
    expect(found.views).toMatchObject([{ schema: 'public', name: 'v', kind: 'view' }]);
    expect(found.sequences).toMatchObject([
      { schema: 'app', name: 'numbers' },
      { schema: 'public', name: 'orders_id_seq' },
    ]);
    expect(found.functions).toMatchObject([{ schema: 'public', name: 'f', arguments: ['integer', 'text'] }]);
    expect(found.triggers).toMatchObject([
      { table: 'orders', name: 't', timing: 'before', events: ['update'] },
    ]);
    expect(found.policies).toMatchObject([
      { table: 'orders', name: 'p', command: 'select', permissive: false },
    ]);
  });
});

describe('diagram', () => {
  const draw = (...args: string[]) => runCli(['diagram', ...args, '1.sql', '2.sql'], { cwd: folder });

  test('is mermaid where no format is given', async () => {
    const { code, stdout } = await draw();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^erDiagram\n/);
    expect(stdout).toMatch(/T0 \|o\.\.o\{ T1/);
    expect((await draw('--format', 'mermaid')).stdout).toBe(stdout);
  });

  test('may be Markdown', async () => {
    const { stdout } = await draw('--format', 'markdown');
    expect(stdout).toMatch(/^```mermaid\nerDiagram\n[\s\S]*\n```\n/);
  });

  test('may be JSON, with the place of each table’s name', async () => {
    const picture = JSON.parse((await draw('--format', 'json')).stdout);
    expect(picture.schemaVersion).toBe(1);
    expect(picture.tables[1]).toMatchObject({
      name: 'orders',
      file: '2.sql',
      range: { start: { line: 0, character: 13 }, end: { line: 0, character: 19 } },
    });
    expect(picture.relations[0]).toMatchObject({
      name: 'orders_customer_id_fkey',
      parent: 'T0',
      child: 'T1',
    });
    expect(JSON.stringify(picture)).not.toContain('"statement"');
  });
});

describe('rules', () => {
  test('lists every rule as JSON', async () => {
    const { code, stdout } = await runCli(['rules', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      rules: rules.map(({ id, severity, summary }) => ({ id, severity, summary })),
    });
  });

  test('lists one rule a line for people', async () => {
    const { stdout } = await runCli(['rules']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ +/)[0])).toEqual(rules.map(({ id }) => id));
  });
});
