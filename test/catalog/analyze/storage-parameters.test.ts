import { expectVerdicts } from './expect-verdicts.ts';
import { namedSchema } from './named-schema.ts';

expectVerdicts(
  'types, access methods and storage parameters',
  namedSchema,
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
