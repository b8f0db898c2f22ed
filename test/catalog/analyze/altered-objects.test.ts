import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'attributes of types, policies and generated columns that change',
  `${shopSchema};
create type point2 as (x int, y int);
create type line2 as (a point2, b point2);
create domain corner as point2;
create table drawing (id int primary key, size int, doubled int generated always as (size * 2) stored);
create table audit_log (id int, drawing_id int, owner text);
create policy seen on drawing for select using (exists (select from audit_log l where l.drawing_id = drawing.id));
create policy written on drawing for insert with check (size > 0);
create schema tools;
`,
  `
alter type point2 add attribute z int

alter type point2 add attribute z nope

alter type point2 add attribute x int

alter type point2 add attribute z int; create function f(p point2) returns int language sql as 'select (p).z'

alter type point2 drop attribute y

alter type point2 drop attribute z

alter type point2 drop attribute if exists z

alter type point2 drop attribute y; create function f(p point2) returns int language sql as 'select (p).y'

alter type point2 alter attribute y type bigint

alter type point2 alter attribute z type bigint

alter type point2 add attribute z int, drop attribute z

alter type point2 drop attribute y, add attribute y text

alter type address alter attribute zip type text

alter type address add attribute country text

create table t (c corner); alter type point2 alter attribute x type bigint

create table t (c line2[]); alter type point2 alter attribute x type bigint

alter type point2 rename attribute x to z

alter type point2 rename attribute z to x

alter type point2 rename attribute x to y

alter type point2 rename attribute x to z; create function f(p point2) returns int language sql as 'select (p).x'

alter type address rename attribute zip to code; select (home).code from customer

alter type address rename attribute zip to code; select (home).zip from customer

alter type missing add attribute x int

alter policy seen on drawing using (size > 1)

alter policy seen on drawing using (siz > 1)

alter policy seen on drawing using (size)

alter policy nope on drawing using (true)

alter policy seen on nope using (true)

alter policy written on drawing with check (size < 10)

alter policy written on drawing with check (nope())

alter policy seen on drawing rename to looked; alter policy looked on drawing using (true)

alter policy seen on drawing rename to looked; alter policy seen on drawing using (true)

drop table audit_log

alter policy seen on drawing using (true); drop table audit_log

alter policy seen on drawing to public; drop table audit_log

alter policy written on drawing with check (exists (select from audit_log l where l.id = size)); alter table audit_log drop column owner

alter policy written on drawing with check (exists (select from audit_log l where l.id = size)); alter table audit_log drop column id

alter policy seen on drawing using (size > 1); alter table drawing drop column size

alter table drawing alter doubled set expression as (size * 3)

alter table drawing alter doubled set expression as (siz * 3)

alter table drawing alter doubled set expression as (now())

alter policy written on drawing with check (true); alter policy seen on drawing using (true); alter table drawing alter doubled set expression as (id * 3); alter table drawing drop column size

alter table drawing drop column size

create extension ltree schema tools; drop schema tools

create extension ltree schema tools; drop schema tools cascade; create table t (a tools.ltree)

create extension ltree schema tools; drop schema tools cascade; create schema tools; create extension ltree schema tools

drop schema tools; create table tools.t (a int)

select * from pg_catalog.pg_nope

create table t (a nowhere.type)
`,
);

expectVerdicts(
  'the passes of ALTER TABLE',
  `
create table seat (id int constraint seat_key primary key, row_name text, size int default 1 check (size > 0));
create table guest (id int, seat_id int);
`,
  `
alter table seat add column row_name int, drop column row_name; select row_name + 1 from seat

alter table seat add column extra int, drop column extra

alter table seat add constraint seat_key unique (size), drop constraint seat_key

alter table seat add check (extra > 0), add column extra int

alter table seat add unique (extra), add column extra int

alter table seat alter extra set not null, add column extra int

alter table seat alter extra set default 1, add column extra int

alter table seat alter extra type int, add column extra int

alter table seat alter size set default 'x', alter size type text using size::text, drop constraint seat_size_check

alter table guest add foreign key (seat_id) references guest (id), add primary key (id)

alter table guest alter id set not null, alter id drop not null

alter table seat rename row_name to label, add column row_name int
`,
);
