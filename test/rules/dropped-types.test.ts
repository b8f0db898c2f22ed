import rule from '../../server/rules/dependent-objects.ts';
import { expectRule } from '../support/expect-rule.ts';

const mood = `create type mood as enum ('ok', 'sad');`;

expectRule(rule, {
  flags: [
    {
      name: 'a type whose value a default keeps when its column becomes text',
      sql: `
create type state as enum ('new', 'old');
create table jobs (id bigint primary key, state state not null default 'new');
alter table jobs alter column state type text;
drop type state;
--        ^^^^^`,
      sqlstate: '2BP01',
      message: /default of column state of table jobs/,
    },
    {
      name: 'a type of a view’s column',
      sql: `${mood}
create view v as select 'ok'::mood as m;
drop type mood;
--        ^^^^`,
      sqlstate: '2BP01',
      message: /view v depends on it/,
      related: 1,
    },
    {
      name: 'a type that a query, a default, a check, a generated column and a policy name',
      sql: `${mood}
create view v as select ('ok'::mood)::text as m;
create table t (
  a text default ('ok'::mood)::text,
  b text constraint known check (b::mood = 'ok'),
  c mood,
  d boolean generated always as (c = 'ok'::mood) stored
);
create policy p on t using (b::mood = 'ok');
alter table t drop c cascade;
drop type mood;
--        ^^^^`,
      sqlstate: '2BP01',
      message: /view v, default of column a of table t, constraint known of table t and 1 more depend on it/,
      related: 4,
    },
    {
      name: 'a type of columns that a query and LIKE made',
      sql: `${mood}
create table t as select 'ok'::mood as m;
create table u (like t);
drop table t;
drop type mood;
--        ^^^^`,
      sqlstate: '2BP01',
      message: /column m of table u depends on it/,
    },
    {
      name: 'a type of an OUT parameter',
      sql: `${mood}
create function f(out a mood, out b int) language sql as 'select ''ok''::mood, 1';
drop type mood;
--        ^^^^`,
      sqlstate: '2BP01',
    },
    {
      name: 'a partitioned table with a view on one of its partitions',
      sql: `
create table p (a int, b int) partition by list (a);
create table p1 partition of p for values in (1);
create view v as select b from p1;
drop table p;
--         ^`,
      sqlstate: '2BP01',
    },
    {
      name: 'the type of a column that a view reads of a child',
      sql: `
create table p (a int, b int);
create table c () inherits (p);
create view v as select b from c;
alter table p alter column b type bigint;
--                         ^`,
      sqlstate: '0A000',
    },
    {
      name: 'a column that a trigger needs of a child',
      sql: `
create table p (a int, b int);
create table c () inherits (p);
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger t before update of b on c for each row execute function stamp();
alter table p drop column b;
--                        ^`,
      sqlstate: '2BP01',
    },
    {
      name: 'a sequence from which a column goes on taking its default',
      sql: `
create table t (id serial, a int);
alter sequence t_id_seq owned by t.a;
drop sequence t_id_seq;
--            ^^^^^^^^`,
      sqlstate: '2BP01',
    },
  ],
  accepts: [
    {
      name: 'a type that takes the default along which kept its value',
      sql: `
create type state as enum ('new', 'old');
create table jobs (id bigint primary key, state state not null default 'new', other state);
alter table jobs alter column state type text, alter column other type text;
drop type state cascade;
create type state as enum ('new', 'old', 'lost');
alter table jobs alter column state type state using state::state;`,
    },
    {
      name: 'a type whose column has another default since it became text',
      sql: `
create type state as enum ('new', 'old');
create table jobs (id bigint primary key, state state not null default 'new');
alter table jobs alter column state type text, alter column state set default 'new';
drop type state;`,
    },
    {
      name: 'a type that nothing names any more',
      sql: `${mood}
create view v as select 'ok'::mood as m;
create table t (a text default ('ok'::mood)::text, b text constraint known check (b::mood = 'ok'));
create policy p on t using (b::mood = 'ok');
create or replace view w as select 1 as a;
drop view v;
alter table t alter a drop default, drop constraint known;
drop policy p on t;
drop type mood;`,
    },
    {
      name: 'CASCADE, which takes all of them along',
      sql: `${mood}
create view v as select 'ok'::mood as m;
create table t (a text default ('ok'::mood)::text, b text constraint known check (b::mood = 'ok'));
create policy p on t using (b::mood = 'ok');
drop type mood cascade;
create view v as select a from t;
alter table t add constraint known check (b = 'ok');
create policy p on t using (true);`,
    },
    {
      name: 'a type in the body of a function, which is only text',
      sql: `${mood}
create function f() returns text language sql as 'select ''ok''::mood::text';
drop type mood;`,
    },
    {
      name: 'the column of a child that is its own too',
      sql: `
create table p (a int, b int);
create table c (b int) inherits (p);
create view v as select b from c;
alter table p drop column b;
alter table c rename column b to d;`,
    },
  ],
});
