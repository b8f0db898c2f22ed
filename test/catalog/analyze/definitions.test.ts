import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'domains, views, rules and other definitions',
  shopSchema,
  `
create domain d as int check (value > 0)

create domain d as int check (value > 'x')

create domain d as text check (value ~ '^a' and length(value) > 1)

create domain d as text check (val ~ '^a')

create domain d as int default 'x'

create domain d as int check ((select 1) > value)

alter domain positive add check (value < 10)

alter domain positive add check (value < 'x')

alter domain positive set default 'x'

create view v as select id, name from customer

create view v as select id, nam from customer

create view v as select id, id from customer

create view v(a, b, c) as select id, name from customer

create view v as select * from customer c join orders o on o.customer_id = c.id

create view v as select c.*, o.amount from customer c join orders o on o.customer_id = c.id

create or replace view order_list as select 1 as a

create or replace view order_list as select id, customer, total, placed, 1 as more from order_list

create or replace view order_list as select o.id, 'x' as customer, 1.5 as total, placed from orders o

create or replace view order_list as select o.id::bigint, 'x' as customer, 1.5 as total, placed from orders o

create view v as select 'a' as x, 1 as y, null as z; select x || 'b', y + 1, z || 'c' from v

create view v as select price * 2 as x, name from product, customer; select x + 1, length(name) from v

create view v as select price * 2 as x from product; select x || 1 from v where x = 'a'

create materialized view v as select name, count(*) as n from customer group by name; select n + 1 from v; create index on v (n); create index on v (nope)

create materialized view v as select name, count(*) as n from customer; select 1

create table t as select id, name, born from customer; insert into t values (1, 'a', '2020-01-01'); select born + 1 from t

create table t as select id, name, born from customer; select born || 1 from t where born + 1 > now() and nope

create table t (a) as select 1, 2

create rule r as on insert to customer do also insert into app.setting values (new.name, 'x')

create rule r as on insert to customer do also insert into app.setting values (new.nope, 'x')

create rule r as on delete to customer do instead update customer set name = 'x' where id = old.id

copy customer (name, nope) from '/nowhere'

copy (select nope from customer) to stdout

prepare p (int) as select * from customer where id = $1

prepare r (int) as select * from customer where name = $1

prepare q (int) as select * from customer where id = $2

prepare s as select * from customer where id = $1 and nope = 1

declare c cursor for select nope from customer

explain select nope from customer

create statistics s on (lower(name)), (nope) from customer

create function f(a int default 'x') returns int language sql as 'select 1'

create function f(a int default now()) returns int language sql as 'select 1'

create function f(a nope) returns int language sql as 'select 1'

create aggregate total(int) (sfunc = int4pl, stype = int); select total(id) from customer; select total(name) from customer

create cast (text as mood) with inout as assignment; insert into customer (name, state) values ('a', 'ok'::text)

create operator === (leftarg = int, rightarg = text, function = repeat2)

create function eq(int, text) returns boolean language sql as 'select true'; create operator === (leftarg = int, rightarg = text, function = eq); select id === name from customer; select name === id from customer
`,
);
