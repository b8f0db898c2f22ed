import { expectVerdicts } from './expect-verdicts.ts';

const setup = `
create schema app;
create table a (id int primary key, name text unique, day date);
create table b (id bigint generated always as identity primary key, a_id int references a, note text not null);
create table p (id int, k int) partition by range (id);
create table p1 partition of p for values from (0) to (10);
create table plain (id int, k int);
create type mood as enum ('sad', 'ok');
create domain positive as int constraint above check (value > 0);
create type pair as (x int, y text);
create sequence counter;
create index b_note on b (note);
create view v as select id, name from a;
create function f(n int) returns int language sql immutable as 'select n';
create function g(n int) returns int language sql as 'select n';
create function g(n text) returns int language sql as 'select 1';
create function touch() returns trigger language plpgsql as 'begin return new; end';
`;

expectVerdicts(
  'objects that statements name',
  setup,
  `
create table if not exists a (id date default now(), other mood check (nothing > 0))

create table if not exists p partition of a for values in (1)

alter domain missing drop default

alter domain missing rename constraint x to y

alter domain mood drop not null

alter domain positive rename constraint above to above

alter domain positive rename constraint above to over

alter schema missing rename to other

alter schema app rename to public

alter schema app rename to app

alter schema app rename to other

alter type mood add value 'ok'

alter type mood add value if not exists 'ok'

alter type mood add value 'fine' after 'missing'

alter type mood add value 'fine' before 'sad'

alter type mood rename value 'missing' to 'fine'

alter type mood rename value 'sad' to 'ok'

alter type mood rename value 'sad' to 'fine'

alter table a rename to a

alter index b_note rename to b_note

alter sequence counter rename to counter

alter view v rename to v

alter type mood rename to mood

alter type pair rename to pair

alter domain positive rename to positive

alter type mood set schema public

alter table a set schema public

alter view v rename column missing to x

alter view v rename column id to name

alter view v rename column id to key

alter view v alter column missing set default 1

alter view v alter column name set default 'x'

alter view v alter column id set default 'x'

alter function g rename to h

alter function g immutable

alter function g(int) rename to h

alter function f(int) rename to g

alter function f(int) rename to f

alter function f rename to h

alter function f(int) set schema public

drop index b_pkey cascade

drop sequence b_id_seq cascade

truncate a

truncate a, b

truncate a cascade

truncate b

truncate v

truncate only a

create temp table app.t (id int)

create temp table pg_temp.t (id int)

create temp view app.w as select 1 as x
`,
);

expectVerdicts(
  'partitions, parents and identity columns',
  setup,
  `
create table c partition of plain for values in (1)

create table c partition of v for values in (1)

alter table plain attach partition a for values in (1)

alter table plain detach partition a

alter table p attach partition p default

alter table p detach partition p1

create table c () inherits (p)

create table c () inherits (p1)

create table c () inherits (v)

create table c () inherits (plain); alter table c inherit plain

create table c () inherits (plain); alter table plain inherit c

alter table plain inherit plain

alter table b alter id drop default

alter table b alter id set default 1

alter table b alter id drop not null

alter table b alter id type text

alter table b alter id type int

alter table b alter note drop identity

alter table b alter note drop identity if exists

alter table b alter note set generated always

alter table a alter id drop not null

alter table a drop constraint a_pkey cascade; alter table a alter id drop not null

alter table b alter a_id set storage external

alter table b alter note set storage external

alter table b alter missing set statistics 10

alter table b alter note set statistics 10

create trigger t instead of insert on v for each statement execute function touch()

create trigger t instead of insert on v for each row when (new.id > 0) execute function touch()

create trigger t instead of update of id on v for each row execute function touch()

create trigger t instead of update on v for each row execute function touch()

alter table a add check (id > 0), alter id type text

create table t (n int check (n > 0)); alter table t alter n type text

create table t (n int check (n > 0)); alter table t alter n type bigint

create table t (n int, check (n > 0)); alter table t drop constraint t_n_check, alter n type text

create table t (n int); create index on t ((n + 1)); alter table t alter n type text

create table t (n int); create index on t (n) where n > 1; alter table t alter n type numeric

create table t (n int); create index on t (n) where n > 1; alter table t alter n type text

create table t (n int unique); alter table t alter n type json using null
`,
);

expectVerdicts(
  'types, access methods and storage parameters',
  setup,
  `
create table t (id serial)

create table t (id serial[])

alter table a alter id type serial

create domain d as serial

create type t as (id serial)

create function h(n serial) returns int language sql as 'select 1'

create function h() returns bigserial language sql as 'select 1'

create function h() returns trigger language sql as 'select 1'

create function h(n trigger) returns int language sql as 'select 1'

create function h() returns cstring language sql as 'select null'

create function h() returns void language sql as 'select 1'

create function h(n anyelement) returns anyelement language sql as 'select n'

create index on b using hash (note)

create index on b using hash (note, a_id)

create unique index on b using hash (note)

create index on b using hash (note) include (a_id)

create index on b using hash (note desc)

create index on b using brin (a_id, note)

create index on b using brin (a_id nulls first)

create index on b using btree (a_id desc nulls last) include (note)

create table t (id int) with (fillfactor = 70, autovacuum_enabled = off)

create table t (id int) with (filfactor = 70)

create table t (id int) with (fillfactor = 5)

create table t (id int) with (fillfactor = 'much')

create table t (id int) with (autovacuum_enabled = perhaps)

create table t (id int) with (autovacuum_enabled)

create table t (id int) with (oids = false)

create table t (id int) with (parallel_workers = 4, toast.autovacuum_enabled = false)

create table t (id int) partition by range (id) with (fillfactor = 70)

create table t (id int primary key with (fillfactor = 70))

create table t (id int primary key with (fillfactor = 1))

create table t (id int, unique (id) with (nothing = 1))

create table if not exists a (id int) with (nothing = 1)

create table t with (nothing = 1) as select 1 as id

create index on b (note) with (fillfactor = 90, deduplicate_items = off)

create index on b (note) with (fastupdate = off)

create index on b using brin (a_id) with (pages_per_range = 32, autosummarize = on)

create view w with (security_barrier, security_invoker = true) as select 1 as x

create view w with (security_definer = true) as select 1 as x

create view w with (check_option = some) as select id from a

create materialized view w with (fillfactor = 50) as select 1 as x

alter table a set (autovacuum_vacuum_scale_factor = 0.01, log_autovacuum_min_duration = 0)

alter table a set (autovacuum_vacuum_scale = 0.01)

alter table a reset (nothing)

alter index b_note set (fillfactor = 50)

alter index b_note set (autovacuum_enabled = off)

alter view v set (security_barrier = off)

alter view v set (fillfactor = 50)

alter table p set (fillfactor = 50)
`,
);

expectVerdicts(
  'typed tables and functions that are not unique',
  `${setup}
create table typed of pair (x with options primary key, check (length(y) > 1));
create table follower of pair;
create function f(n int, m text default 'a') returns int language sql as 'select 1';
create function h(n int, m int default 1) returns int language sql as 'select 1';
create function h(n bigint) returns int language sql as 'select 1';
create function k(variadic n int[]) returns int language sql as 'select 1';
create function k(n int, m int default 1) returns int language sql as 'select 1';
`,
  `
select x, y from typed

select z from typed

insert into typed values (1, 'a', 2)

create table t of missing

create table t of mood

create table t of a

create table t of pair (z with options not null)

alter table typed add z int

alter table typed drop y

alter table typed alter y type varchar

alter table typed rename y to z

alter table typed alter y set default 'a', alter y set not null

alter type pair add attribute z int

alter type pair add attribute z int cascade; select z from typed, follower f where f.z = typed.z

alter type pair drop attribute y

alter type pair drop attribute y cascade; select y from typed

alter type pair rename attribute y to z

alter type pair rename attribute y to z cascade; select z from typed

alter type pair alter attribute x type bigint cascade

drop type pair

drop type pair cascade; select x from typed

create table t (x int, y text); alter table t of pair; alter table t add z int

create table t (x int, y text); alter table t of pair; alter table t not of; alter table t add z int

create table t (x int); alter table t of pair

create table t (x int, y text, z int); alter table t of pair

create table t (y int, x text); alter table t of pair

create table t (x bigint, y text); alter table t of pair

alter table a of pair

alter table a not of

alter table a of missing

alter sequence b_id_seq owned by a.id

alter sequence counter owned by a.id

select f(1)

select f(1, 'a')

select h(1), h(1::bigint)

select h(1::smallint)

select k(1), k(1, 2), k(1, 2, 3)
`,
);

expectVerdicts(
  'kinds of relations, children and literals',
  `${setup}
create materialized view m as select id from a;
create table parent (x int, y text);
create table child (z int) inherits (parent);
create table t (id int primary key, mood mood, pair pair, moods mood[], days date[]);
create table refers (id int primary key, t_id int references t, self int references refers);
create type span as range (subtype = int);
`,
  `
drop table v

drop view a

drop view m

drop materialized view v

drop materialized view m

drop index a

drop sequence a

drop table p

drop foreign table a

comment on table v is 'x'

comment on view a is 'x'

comment on materialized view m is 'x'

comment on column v.missing is 'x'

comment on column v.name is 'x'

grant select (missing) on v to current_user

grant select (name) on v to current_user

alter table p1 add x int

alter table p1 inherit plain

alter table p inherit plain

alter table plain no inherit parent

alter table parent add z text

alter table parent add z int

create table sub partition of p for values from (20) to (30) partition by list (k)

create table keyed (id int primary key, k int) partition by range (id);
create table sub partition of keyed for values from (20) to (30) partition by list (k)

alter type pair rename to mood

alter type mood rename to pair

alter table plain rename to mood

alter type span rename to span2; create type span as range (subtype = int)

select '(1,a)'::pair, ' (1,a) '::pair

select 'x'::pair

insert into t (id, pair) values (1, 'x')

select '{sad,ok}'::mood[], '{}'::mood[], '{null, "sad"}'::mood[]

select '{sad,bad}'::mood[]

select '{1,x}'::int[]

select '{1,,2}'::int[]

insert into t (id, days) values (1, '{today,never}')

alter table t alter id type uuid using null

alter table refers alter t_id type uuid using null

alter table refers alter t_id type bigint

alter table refers alter id type uuid using null

alter table refers alter id type uuid using null, alter self type uuid using null

alter table refers drop constraint refers_t_id_fkey, alter t_id type uuid using null

alter trigger missing on a rename to x

create trigger one before insert on a for each row execute function touch();
create trigger two before insert on a for each row execute function touch();
alter trigger one on a rename to two

create policy one on a; create policy two on a; alter policy one on a rename to two

create type span2 as range (subtype = int); drop type span2; create type span2 as range (subtype = text)

create type span_multirange2 as enum ('x'); drop type span cascade; create type span as range (subtype = text)

alter table parent add constraint k check (x > 0); alter table child add constraint k check (x > 0)

alter table parent add constraint k check (x > 0); alter table child add constraint k check (x > 1)

alter table child add constraint k check (x > 0); alter table parent add constraint k check (x > 0)

alter table child add constraint k check (x > 0); alter table parent add constraint k check (x > 1)

alter table p add constraint k check (k > 0) no inherit

create table part (id int, k int); alter table parent alter x set not null; create table other (x int, y text); alter table other inherit parent

create table keyed (id int primary key, k int) partition by range (id);
create table part (id int, k int);
alter table keyed attach partition part for values from (0) to (10)

create table keyed (id int primary key, k int) partition by range (id);
create table part (id int not null, k int);
alter table keyed attach partition part for values from (0) to (10)

drop function missing.f(int)

drop function if exists missing.f(int)

alter function missing.f(int) set schema public

create statistics s on missing, id from m

create materialized view mm as select id, day from a; create statistics s on id, day from mm
`,
);
