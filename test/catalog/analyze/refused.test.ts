import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'CREATE OR REPLACE FUNCTION',
  `${shopSchema};
create function one(a int, b text default 'x') returns int language sql as 'select 1';
create function many(a int) returns setof customer language sql as 'select * from customer';
create function pair(a int, out b int, out c text) language sql as 'select 1, ''x''';
create function rows_of(a int) returns table (b int, c text) language sql as 'select 1, ''x''';
create function single(a int, out b int) language sql as 'select 1';
create function nameless(int) returns int language sql as 'select 1';
create function nothing() returns void language sql as '';
create procedure act(a int) language sql as '';
`,
  `
create or replace function one(a int, b text default 'y') returns int language sql as 'select 2'

create or replace function one(a int, b text) returns int language sql as 'select 2'

create or replace function one(a int, b text default 'x') returns bigint language sql as 'select 2::bigint'

create or replace function one(a int, b text default 'x') returns setof int language sql as 'select 2'

create or replace function one(x int, b text default 'x') returns int language sql as 'select 2'

create or replace function one(int, text default 'x') returns int language sql as 'select 2'

create or replace function one(a int default 1, b text default 'x') returns int language sql as 'select 2'

create or replace function one(a bigint, b text) returns text language sql as $$ select 'x' $$

create or replace function many(a int) returns setof customer language sql as 'select * from customer where id = a'

create or replace function many(a int) returns customer language sql as 'select * from customer'

create or replace function pair(a int, out b int, out c text) language sql as 'select 2, ''y'''

create or replace function pair(a int, out b int, out d text) language sql as 'select 2, ''y'''

create or replace function pair(a int, out b int) language sql as 'select 2'

create or replace function rows_of(a int) returns table (b int, c text) language sql as 'select 2, ''y'''

create or replace function rows_of(a int) returns table (b int, c text, d int) language sql as 'select 2, ''y'', 3'

create or replace function rows_of(a int) returns table (b int, c varchar) language sql as 'select 2, ''y''::varchar'

create or replace function rows_of(a int) returns setof record language sql as 'select 2, ''y'''

create or replace function single(a int) returns int language sql as 'select 2'

create or replace function single(a int, out c int) language sql as 'select 2'

create or replace function single(a int, out b text) language sql as 'select ''x'''

create or replace function nameless(a int) returns int language sql as 'select 2'

create or replace function nothing() returns void language plpgsql as 'begin end'

create or replace function nothing() returns int language sql as 'select 1'

create function twice(int) returns int language internal immutable strict as 'int4abs'; create or replace function twice(a int) returns int language sql as 'select a * 2'

create or replace procedure act(a int) language sql as 'select 1'

create or replace procedure act(b int) language sql as 'select 1'

create or replace function act(a int) returns int language sql as 'select 1'

drop function one; create or replace function one(a int, b text) returns bigint language sql as 'select 1::bigint'
`,
);

expectVerdicts(
  'types of variables in PL/pgSQL',
  shopSchema,
  `
create function f() returns void language plpgsql as $$ declare a customer; b app.setting; c mood := 'ok'; d text[]; e customer%rowtype; g customer.name%type; h public.orders.id%type; i d%type; begin end $$

create function f() returns void language plpgsql as $$ declare a nope; begin end $$

create function f() returns void language plpgsql as $$ declare a app.nope; begin end $$

create function f() returns void language plpgsql as $$ declare a nope[]; begin end $$

create function f() returns void language plpgsql as $$ declare a nope%rowtype; begin end $$

create function f() returns void language plpgsql as $$ declare a app.nope%rowtype; begin end $$

create function f() returns void language plpgsql as $$ declare a nope.id%type; begin end $$

create function f(a customer) returns void language plpgsql as $$ declare b a.name%type; begin end $$

create function f() returns void language plpgsql as $$ declare a constant numeric(10, 2) not null := 1; r record; c cursor for select 1; q refcursor; begin end $$

set check_function_bodies = off; create function f() returns void language plpgsql as $$ declare a nope; begin end $$

do $$ declare a nope; begin end $$

create temp table scratch (id int); create function f() returns void language plpgsql as $$ declare a scratch%rowtype; begin end $$
`,
);

expectVerdicts(
  'names and values that are taken or out of place',
  `${shopSchema};
create type taken as enum ('a');
create table parted (id int, at date) partition by range (at);
create table part_one partition of parted for values from ('2024-01-01') to ('2025-01-01');
create table loose (id int, at date);
create index parted_id on only parted (id);
create index part_id on part_one (id);
`,
  `
create table t (a int default 1 generated always as identity)

create table t (a serial generated always as identity)

create table t (a serial default 1)

create table t (a int default 1 default 2)

create table t (a int default 1 generated always as (1) stored)

create table t (a int generated always as identity generated always as (1) stored)

create table t (a int null not null)

create table t (a serial null)

create table t (a int generated always as identity null)

create table t (a int not null not null, b serial not null primary key, c int null default null)

alter table loose add column a serial default 1

create index part_id on part_one (nope)

create index if not exists part_id on part_one (nope)

create index if not exists part_id on part_one (id)

create function f() returns int language sql set no_such_setting = 'x' as 'select 1'

create function f() returns int language sql set work_mem = '4MB' set search_path = app, public as 'select 1'

create function f() returns int language sql set my.setting = 'x' as 'select 1'

alter table customer alter id add generated always as identity

alter table orders alter id add generated always as identity

alter table orders alter amount add generated always as identity

alter table orders alter customer_id add generated always as identity

alter table orders alter amount drop default, alter amount add generated by default as identity

create table t (a text default nextval(''))

create table t (a int default nextval('..'))

create table t (a timestamp default '{}')

create table t (a date default '-')

create table t (a interval default '[]')

create table t (a time default '')

create table t (a point default 'general')

create table t (a point default '(1,2)', b box default '(1,2),(3,4)', c inet default '::1', d cidr default '10.0.0.0/8')

create table t (a inet default 'zz')

create table t (a interval default '1 day', b time default 'allballs', c timestamptz default 'now', d date default 'epoch')

alter aggregate nope(int) owner to current_user

create aggregate total(int) (sfunc = int4pl, stype = int); comment on aggregate total(int) is 'x'; drop aggregate total(int)

comment on aggregate nope(int) is 'x'

drop aggregate nope(int)

drop aggregate if exists nope(int)

create table p partition of parted for values from ('2026-02-01') to ('2026-01-01')

create table p partition of parted for values from ('2026-02-01') to ('2026-02-01')

create table p partition of parted for values from ('2025-12-31') to ('2026-01-01')

create table p partition of parted for values from (null) to ('2026-01-01')

create table p partition of parted for values from (minvalue) to ('2020-01-01')

create table n (id int) partition by range (id); create table p partition of n for values from (10) to (2)

create table n (id int) partition by range (id); create table p partition of n for values from (2) to (10)

create table n (id text) partition by range (id); create table p partition of n for values from ('b') to ('c')

alter type mood rename to taken

alter type mood rename to customer

alter domain label rename to taken

alter type mood rename to feeling; create type mood as enum ('x'); create table t (a mood default 'x', b feeling default 'ok')

create type app.mood as enum ('a'); alter type mood set schema app

alter type mood set schema app; create table t (a app.mood)

create table taken (id int)

create table if not exists taken (id int)

create view taken as select 1 as a

create table taken as select 1 as a

create materialized view taken as select 1 as a

create table "Taken" (id int)

create table t (a numeric(1.5))

create table t (a varchar('x'))

create table t (a varchar('12'))

create table t (a numeric(array[1]))

create table t (a varchar(x))

create table t (a int); create table u (b name references t)

create table t (a int primary key); create table u (b name references t)

create table t (a text primary key); create table u (b name references t)

create table t (a int primary key); create table u (b "char" references t)

alter table parted drop column at

alter table parted alter at type timestamp

alter table parted drop column id

alter table parted detach partition loose

alter table parted detach partition part_one

alter index parted_id attach partition part_id

alter index parted_id attach partition nope

select set_config('search_path', '', false)

select set_config('my.setting', '', false)

set default_tablespace = ''

set default_tablespace = 42

set default_table_access_method = heap

set default_table_access_method = ''

create function nowhere.f() returns int language sql as 'select 1'

create domain nowhere.d as int

create procedure app.f() language sql as ''

create function f() returns void language plpgsql as $$ begin return; eend $$
`,
);
