import { expectVerdicts } from './expect-verdicts.ts';
import { namedSchema } from './named-schema.ts';

expectVerdicts(
  'kinds of relations, children and literals',
  `${namedSchema}
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

create table q1 (id int, n int references p1); drop table q1

create table keyed (id int primary key) partition by range (id);
create table keyed1 partition of keyed for values from (0) to (10);
create table pointing (id int references keyed);
drop table keyed1

create table keyed (id int primary key) partition by range (id);
create table keyed1 partition of keyed for values from (0) to (10);
create table pointing (id int references keyed);
drop table pointing, keyed1

alter table only parent add check (x > 0)

alter table only parent add check (x > 0) no inherit

alter table only child add check (x > 0)

create table twice () inherits (parent, parent)

create domain inside as int; create table outer_t (values inside[]); alter domain inside set not null

create domain inside as int; create table outer_t (values inside[]); alter domain inside add check (value > 0)

create domain inside as int; create table outer_t (values inside[]); alter domain inside set default 1

alter type pair add value 'x'

drop schema public cascade; create schema other; set search_path = public, other; create table fresh (id int); select * from other.fresh

create trigger one before insert on a for each row execute function touch(); alter trigger one on a rename to one

create policy one on a; alter policy one on a rename to one

create table upper_t (id int unique, k int) partition by range (id);
create table lower_t (id int not null, k int, unique (id, k)) partition by range (id, k);
alter table upper_t attach partition lower_t for values from (0) to (10)

create domain inside as int not null; create table outer_t (values inside[]); alter domain inside set not null

alter table parent add constraint k check (x > 0);
alter table only parent drop constraint k;
alter table child drop constraint k

alter table parent add constraint k check (x > 0); alter table parent drop constraint k; alter table child drop constraint k

alter table p add constraint k check (k > 0); alter table only p drop constraint k

alter table p add constraint k check (k > 0); alter table p drop constraint k

create view grouped as select id, name, day from a group by id; alter table a drop constraint a_pkey

create view grouped as select id, name, day from a group by id;
alter table a drop constraint a_pkey cascade;
create view grouped as select 1 as x

create view grouped as select id, name from a group by id, name; alter table b drop constraint b_a_id_fkey; alter table refers drop constraint refers_t_id_fkey; alter table a drop constraint a_pkey
`,
);
