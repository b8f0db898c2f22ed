import { expectVerdicts } from './expect-verdicts.ts';
import { namedSchema } from './named-schema.ts';

expectVerdicts(
  'typed tables and functions that are not unique',
  `${namedSchema}
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

create type outer_pair as (p pair); alter type pair add attribute o outer_pair[] cascade

alter table a add self a

alter table a add others a[]

alter table a alter day type a using null

create domain of_a as a; alter table a add self of_a

alter table a add other b; alter table b add other a

create function d(out n int = 20) returns int language sql as 'select 1'

create function d(inout n int = 20) returns int language sql as 'select 1'

create function whole(pair) returns int language sql as 'select $1.x'; select whole(typed), whole(follower) from typed, follower

select whole(a) from a
`,
);
