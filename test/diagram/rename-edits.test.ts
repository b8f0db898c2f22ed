import { describe, expect, test } from 'vitest';
import { askServer } from '../support/postgres.ts';
import { afterEdit, editScriptBy, named } from './edits-of.ts';

const shop = `-- customers in words
create table customers (
  id bigint primary key,
  email text not null,
  constraint email_is_short check (length(email) < 200)
);
create unique index on customers (lower(email)) where email <> '';
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id) on delete cascade,
  customers text
);
create index on orders (customer_id);
create view mails as select c.email, customers.id from customers c join customers on customers.id = c.id;
create view upper_mails as select upper(email) from mails;
create function mail_of(wanted bigint) returns text language sql as $$
  select email from customers where customers.id = wanted
$$;
create function count_of() returns bigint language plpgsql as $$
begin
  return (select count(email) from customers);
end
$$;
alter table customers enable row level security;
create policy own on customers using (email = current_user);
create function noop() returns trigger language plpgsql as 'begin return new; end';
create trigger touch before update of email on customers for each row when (old.email <> new.email) execute function noop();
comment on table customers is 'customers';
comment on column customers.email is 'email';
grant select (email) on customers to public;
insert into customers (id, email) values (1, 'email') on conflict (id) do update set email = excluded.email;
`;

async function accepted(text: string): Promise<void> {
  expect(await askServer(text)).toBeNull();
}

describe('in schema files', () => {
  test('a table is renamed wherever its name means it', async () => {
    const text = editScriptBy(shop, { kind: 'rename table', table: named('customers'), newName: 'clients' });
    expect(text.match(/\bcustomers\b/g)).toHaveLength(3);
    expect(text).toContain('-- customers in words');
    expect(text).toContain('  customers text');
    expect(text).toContain("is 'customers'");
    expect(text).toContain('select c.email, clients.id from clients c join clients on clients.id = c.id');
    expect(text).toContain('select email from clients where clients.id = wanted');
    expect(text).toContain('(select count(email) from clients)');
    await accepted(text);
  });

  test('a column is renamed, and what a view puts out keeps its name', async () => {
    const text = editScriptBy(shop, {
      kind: 'rename column',
      table: named('customers'),
      column: 'email',
      newName: 'mail',
    });
    expect(text).toContain('  mail text not null,');
    expect(text).toContain('check (length(mail) < 200)');
    expect(text).toContain("(lower(mail)) where mail <> ''");
    expect(text).toContain('select c.mail as email, customers.id');
    expect(text).toContain('select upper(email) from mails');
    expect(text).toContain('select mail from customers where');
    expect(text).toContain('(select count(mail) from customers)');
    expect(text).toContain('using (mail = current_user)');
    expect(text).toContain('update of mail on customers for each row when (old.mail <> new.mail)');
    expect(text).toContain("comment on column customers.mail is 'email'");
    expect(text).toContain('grant select (mail)');
    expect(text).toContain(
      "(id, mail) values (1, 'email') on conflict (id) do update set mail = excluded.mail",
    );
    await accepted(text);
  });

  test.each([
    ['order', '"order"'],
    ['Mixed Case', '"Mixed Case"'],
    ['a"b', '"a""b"'],
    ['$0); drop table customers; --', '"$0); drop table customers; --"'],
    ['имя', '"имя"'],
    ['new', 'new'],
  ])('names that need quotes get them: %s', async (newName, written) => {
    const text = editScriptBy(shop, {
      kind: 'rename column',
      table: named('customers'),
      column: 'email',
      newName,
    });
    expect(text).toContain(`  ${written} text not null,`);
    await accepted(text);
  });

  test('quoted names, schemas and CRLF stay as they are', async () => {
    const text = editScriptBy(
      'create schema app;\r\ncreate table app."Order" (\r\n  "Id" int primary key\r\n);\r\ncreate table app.item (of int references app."Order" ("Id"));\r\n',
      { kind: 'rename column', table: named('Order', 'app'), column: 'Id', newName: 'key' },
    );
    expect(text).toBe(
      'create schema app;\r\ncreate table app."Order" (\r\n  key int primary key\r\n);\r\ncreate table app.item (of int references app."Order" (key));\r\n',
    );
    await accepted(text);
  });

  test('over several files', () => {
    const files = {
      'a.sql': 'create table a (id int primary key);\n',
      'b.sql': 'create table b (a int references a, id int);\ncreate view v as select a.id from a, b;\n',
    };
    expect(afterEdit(files, { kind: 'rename table', table: named('a'), newName: 'c' })).toEqual({
      'a.sql': 'create table c (id int primary key);\n',
      'b.sql': 'create table b (a int references c, id int);\ncreate view v as select c.id from c, b;\n',
    });
  });

  test.each([
    [
      'a column joined by USING',
      'create table a (id int primary key);\ncreate table b (id int primary key);\ncreate view v as select id from a join b using (id);\n',
      'id',
    ],
    [
      'a natural join',
      'create table a (id int primary key, x int);\ncreate table b (id int primary key, x int);\ncreate view v as select 1 as one from a natural join b;\n',
      'id',
    ],
    [
      'an inner name that an outer one would take over',
      'create table a (x int);\ncreate table b (x int);\ncreate view v as select (select max(x) from a) as m from b;\n',
      'x',
    ],
  ])('ALTER TABLE at the end, or the same meaning, for %s', async (_case, before, column) => {
    const text = editScriptBy(before, {
      kind: 'rename column',
      table: named('a'),
      column,
      newName: 'renamed',
    });
    expect(text).toContain('renamed');
    await accepted(text);
    if (before.includes('using') || before.includes('natural'))
      expect(text).toBe(`${before.trimEnd()}\n\nalter table a rename column id to renamed;\n`);
  });

  test('a sequence that is named after the table keeps its uses', async () => {
    const before =
      "create table a (id serial primary key);\ncreate table b (id int default nextval('a_id_seq'));\n";
    const text = editScriptBy(before, { kind: 'rename table', table: named('a'), newName: 'c' });
    expect(text).toBe(`${before.trimEnd()}\n\nalter table a rename to c;\n`);
    await accepted(text);
  });

  test('a name in a regclass string', async () => {
    const before = "create table a (id int);\ncreate view v as select 'a'::regclass as r;\n";
    const text = editScriptBy(before, { kind: 'rename table', table: named('a'), newName: 'c' });
    expect(text).toContain('alter table a rename to c;');
    await accepted(text);
  });

  test.each([
    ['orders', 'public already has a relation orders.'],
    ['customers', 'It is called customers already.'],
    ['', 'A name needs at least one character.'],
    ['ä'.repeat(32), 'PostgreSQL cuts names after 63 bytes. Choose a shorter one.'],
  ])('refuses %s', (newName, problem) => {
    expect(editScriptBy(shop, { kind: 'rename table', table: named('customers'), newName })).toBe(
      `problem: ${problem}`,
    );
  });

  test('refuses what PostgreSQL would', () => {
    const rename = (column: string, newName: string, name = 'customers') =>
      editScriptBy(shop, { kind: 'rename column', table: named(name), column, newName });
    expect(rename('email', 'id')).toBe('problem: customers already has a column id.');
    expect(rename('email', 'xmin')).toContain('system column');
    expect(rename('email', 'x', 'mails')).toContain('is a view');
    const child = 'create table p (x int);\ncreate table c () inherits (p);\n';
    expect(
      editScriptBy(child, { kind: 'rename column', table: named('c'), column: 'x', newName: 'y' }),
    ).toContain('inherits x');
  });

  test('children get the new name with their parent', async () => {
    const text = editScriptBy(
      'create table p (x int);\ncreate table c () inherits (p);\ncreate view v as select c.x from c;\n',
      { kind: 'rename column', table: named('p'), column: 'x', newName: 'y' },
    );
    expect(text).toBe(
      'create table p (y int);\ncreate table c () inherits (p);\ncreate view v as select c.y as x from c;\n',
    );
    await accepted(text);
  });
});

describe('every place of a name', () => {
  const places = `create table thing (
  code int generated by default as identity,
  kind text collate "C" default 'thing',
  twice int generated always as (code * 2) stored,
  span int4range,
  constraint thing_key primary key (code),
  unique (kind, code),
  check (code > 0),
  exclude using gist (span with &&) where (code > 3)
);
create table part (code int, at date) partition by range (code);
create table part_1 partition of part for values from (1) to (2);
create table refers (
  id int references thing (code),
  other int references thing,
  foreign key (id) references thing (code) on delete set null (id)
);
create index on thing (code desc, (code + 1)) include (code) where code > 5;
create statistics s on code, kind from thing;
create sequence numbers owned by thing.code;
alter table thing alter column code set statistics 10;
alter table thing add constraint twice_check check (thing.code < 100), alter code set not null;
create view all_of as select * from thing;
create view few as select thing.code, t.kind from thing, thing t where t.code = thing.code;
create materialized view counted as with c as (select code, count(*) from thing group by code) select c.code from c;
create rule nothing as on delete to few where old.code > 9 do instead nothing;
create function a(thing) returns setof thing language sql as 'select * from thing where code = 1';
create function b() returns int language plpgsql as $$
declare
  one thing%rowtype;
  two thing.code%type;
begin
  select t.* into one from thing t where t.code = 1;
  update thing set code = 2 where thing.code = 3;
  execute 'select code from thing';
  return one.code;
end
$$;
grant select (code), update (kind) on thing to public;
revoke insert (code) on table thing from public;
comment on column thing.code is 'thing code';
comment on constraint thing_key on thing is 'key';
merge into thing t using refers r on t.code = r.id when matched then update set kind = 'a' when not matched then insert (code) values (r.id);
with gone as (delete from thing where code = 4 returning code) select code from gone;
select (t).code, row_to_json(t) from thing t;
truncate thing, refers;
`;

  const left = (text: string, word: string) =>
    text.split('\n').filter((line) => new RegExp(`\\b${word}\\b`).test(line.replaceAll(`as ${word}`, '')));

  test('of a table', async () => {
    await accepted(places);
    const text = editScriptBy(places, { kind: 'rename table', table: named('thing'), newName: 'new name' });
    await accepted(text);
    expect(left(text, 'thing')).toEqual([
      `  kind text collate "C" default 'thing',`,
      `  execute 'select code from thing';`,
      `comment on column "new name".code is 'thing code';`,
    ]);
  });

  test('of a partitioned table', async () => {
    const text = editScriptBy(places, { kind: 'rename table', table: named('part'), newName: 'parts' });
    await accepted(text);
    expect(left(text, 'part')).toEqual([]);
  });

  test('of a column', async () => {
    const text = editScriptBy(places, {
      kind: 'rename column',
      table: named('thing'),
      column: 'code',
      newName: 'new name',
    });
    await accepted(text);
    expect(text).not.toContain('rename');
    expect(left(text, 'code')).toEqual([
      'create table part (code int, at date) partition by range (code);',
      'create materialized view counted as with c as (select "new name" as code, count(*) from thing group by code) select c.code from c;',
      'create rule nothing as on delete to few where old.code > 9 do instead nothing;',
      `  execute 'select code from thing';`,
      `comment on column thing."new name" is 'thing code';`,
    ]);
  });

  test('of a column that another table has a copy of', async () => {
    const before = 'create table a (x int);\ncreate table b (like a);\n';
    const text = editScriptBy(before, {
      kind: 'rename column',
      table: named('a'),
      column: 'x',
      newName: 'y',
    });
    expect(text).toBe(`${before}\nalter table a rename column x to y;\n`);
    await accepted(text);
  });
});

describe('in migrations', () => {
  const files = {
    '1.sql': 'CREATE TABLE a (id int PRIMARY KEY);\n',
    '2.sql': 'CREATE TABLE b (a_id int REFERENCES a (id));\n',
    '3.sql': 'CREATE VIEW v AS SELECT id FROM a;\n',
  };
  const edit = { kind: 'rename table', table: named('a'), newName: 'c' } as const;

  test('the newest one where it is open gets ALTER TABLE', () => {
    expect(afterEdit(files, edit, { migrations: true, open: ['3.sql'] })).toEqual({
      ...files,
      '3.sql': `${files['3.sql'].trimEnd()}\n\nALTER TABLE a RENAME TO c;\n`,
    });
  });

  test('one in the middle only where nothing after it breaks', () => {
    const open = { migrations: true, active: '2.sql' };
    expect(afterEdit(files, edit, open)).toMatchObject({
      '2.sql': files['2.sql'],
      '3.sql': expect.stringContaining('RENAME'),
    });
    const column = { kind: 'rename column', table: named('b'), column: 'a_id', newName: 'of' } as const;
    expect(afterEdit(files, column, open)).toEqual({
      ...files,
      '2.sql': `${files['2.sql'].trimEnd()}\n\nALTER TABLE b RENAME COLUMN a_id TO of;\n`,
    });
  });

  test('an empty new one is filled', () => {
    expect(
      afterEdit({ ...files, '4.sql': '' }, edit, { migrations: true, active: '4.sql', open: ['4.sql'] }),
    ).toMatchObject({ '4.sql': 'ALTER TABLE a RENAME TO c;\n' });
  });
});

describe('of what a DO block makes', () => {
  const block = `do $$
begin
  create table customers (id bigint primary key, email text);
  if not exists (select from pg_class where relname = 'orders') then
    create table orders (id bigint primary key, customer_id bigint references customers on delete cascade);
  end if;
  insert into customers (id, email) values (1, 'a');
end
$$;
create index on orders (customer_id);
create view mails as select email from customers;
`;

  test.each([
    { kind: 'rename table', table: named('customers'), newName: 'clients' },
    { kind: 'rename column', table: named('customers'), column: 'email', newName: 'mail' },
    { kind: 'add column', table: named('orders'), name: 'note', type: 'text' },
  ] as const)('$kind', async (edit) => {
    const text = editScriptBy(block, edit);
    expect(text).not.toBe(block);
    expect(text).not.toMatch(/^problem/);
    await accepted(text);
    await accepted(`${text}\nselect * from mails;`);
  });
});
