import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'bodies of SQL functions',
  shopSchema,
  `
create function f(a int) returns int language sql as $$ select a + 1 $$

create function f(a int) returns int language sql as $$ select b + 1 $$

create function f(a int) returns int language sql as $$ select $1 + 1 $$

create function f(a int) returns int language sql as $$ select $2 + 1 $$

create function f(a int) returns int language sql as $$ select f.a + 1 $$

create function f(a int) returns int language sql as $$ select g.a + 1 $$

create function f(a int) returns int language sql as $$ select 'x' $$

create function f(a int) returns int language sql as $$ select name from customer $$

create function f(a int) returns text language sql as $$ select a $$

create function f(a int) returns text language sql as $$ select a, a $$

create function f(a int) returns bigint language sql as $$ select a $$

create function f(a int) returns void language sql as $$ select a $$

create function f(a int) returns int language sql as $$ insert into orders (id) values (a) $$

create function f(a int) returns int language sql as $$ insert into orders (id) values (a) returning id $$

create function f(a int) returns int language sql as $$ insert into orders (idd) values (a) returning id $$

create function f(a int) returns int language sql as $$ update orders set amount = a; select 1; $$

create function f(a int) returns int language sql as $$ select 1; update orders set amount = a; $$

create function f(a int) returns int language sql as $$ selec 1 $$

create function f(a int) returns int language sql as ''

create function f() returns void language sql as ''

create function f(name text) returns setof customer language sql as $$ select * from customer where name = f.name $$

create function f(n text) returns setof customer language sql as $$ select id, name from customer where name = n $$

create function f(n text) returns table (x int, y text) language sql as $$ select id, name from customer where name = n $$

create function f(n text) returns table (x int, y int) language sql as $$ select id, name from customer where name = n $$

create function f(n text) returns table (x int, y text) language sql as $$ select id from customer where name = n $$

create function f(n text, out x int, out y text) language sql as $$ select id, name from customer where name = n $$

create function f(n text, out x int, out y text) language sql as $$ select id, x from customer where name = n $$

create function f(n text, out x int) language sql as $$ select name from customer $$

create function f(c customer) returns text language sql as $$ select c.name || (c).email $$

create function f(c customer) returns text language sql as $$ select c.nope $$

create function f(anyelement) returns int language sql as $$ select nope $$

create function f(a int, b int[]) returns boolean language sql as $$ select a = any(b) $$

create function f(a text, b int[]) returns boolean language sql as $$ select a = any(b) $$

create function f(a int) returns mood language sql as $$ select 'ok' $$

create function f(a int) returns mood language sql as $$ select 'ok'::text $$

create function f(a int) returns record language sql as $$ select 1, 2 $$

create function f() returns int language sql begin atomic select 1; end

create function f() returns int language sql begin atomic select nope; end

create function f() returns int language sql begin atomic insert into orders (id) values (1); select max(id) from orders; end

create function f(a int) returns int language sql return a + 1

create function f(a int) returns int language sql return b + 1

create function f(a int) returns text language sql return a

create procedure f(a int) language sql as $$ insert into orders (id) values (a) $$

create procedure f(a int) language sql as $$ insert into orders (id) values (nope) $$

create function f(a int) returns int language sql as $$ with x as (select a as b) select b from x $$

create function f(a int) returns int language sql as 'select case when ''x'' = ''y'' then a else nope end'

create function f(a text) returns int language sql as $$ select add_one(a) $$

create function f(a int) returns int language plpgsql as $$ begin return nope; end $$

create function f(a int) returns int language plpgsql as $$ begin retur nope; end $$

create function f(a int) returns int language plpgsql as $$ begin return a; $$

create function f(a int) returns int language plpgsql as $$ begin x := 1; return a; end $$

create function f() returns trigger language plpgsql as $$ begin new.updated = now(); return new; end $$

do $$ begin perform 1; end $$

do $$ begin perform 1 end $$

set check_function_bodies = off; create function f(a int) returns int language sql as $$ select nope $$

create function f(variadic a int[]) returns int language sql as $$ select a[1] + cardinality(a) $$

create function f(a positive) returns int language sql as $$ select a + 1 $$

create function f(a int) returns setof int language sql as $$ select unnest(array[a, 1]) $$

create function f(x numeric, y numeric) returns numeric language sql as $$ select round(x / nullif(y, 0), 2) $$

create function f(c customer) returns text language sql as $$ select upper(c.name) $$

create function f(v address) returns void language sql as $$ insert into customer (name, home) values ('a', v) $$

create function f(v orders) returns void language sql as $$ insert into orders values (v.*) $$
`,
);
