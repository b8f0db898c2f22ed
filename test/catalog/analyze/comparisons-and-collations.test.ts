import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'comparisons of what has no operators, and of NULL',
  shopSchema,
  `
select raw is distinct from null, null is not distinct from raw from customer

select raw is distinct from '{}' from customer

select raw is distinct from raw from customer

select id in (select null) from customer

select name in (select null) from customer

select id in (select '1') from customer

select (id, created) in (select 1, '2020-01-01') from customer

select id = any (select '1') from customer

select exists (select null), (select '1') || 'x', array(select 'x')

select tags in (array['a'], array['b']) from customer

select tags in (array['a'], array['b']::varchar[]) from customer

select array[1::bigint] in (array[1], array[2])

select array[nullif(score, 1)] <@ array[1, 2] from customer

select array[score] <@ array[1, 2] from customer

create view v as select nullif(score, 1) as a, nullif(email, '') as b, nullif(state, 'ok') as c from customer;
create table copy as select * from v;
alter table copy alter a set default 0, alter b set default 'x', alter c set default 'ok'

select nullif(1, 'a')

select id, name, placed from orders join customer using (id) group by rollup (orders.id, customer.id)

select name from customer group by id

select name from customer group by grouping sets ((id), (id, name))

select name from customer group by grouping sets ((id), ())

select email from customer group by id, rollup (name)

select email from customer group by rollup (id)

select int4(1::oid), text('x'::label), regclass(1::positive)

select int4(now())

select count(distinct raw) from customer

select string_agg(distinct name, ',' order by name) from customer

select string_agg(distinct name, ',' order by id) from customer

select (select 1 from lateral (select max(c.id) x) y) from customer c

select 1 from customer c, lateral (select max(c.id) as x) y

select 1 from customer c, lateral (select max(o.id) as x from orders o where o.customer_id = c.id) y
`,
);

expectVerdicts(
  'collations, subscripts and XML',
  shopSchema,
  `
select name collate "C", email collate "C", tags collate "C", 'x' collate "C" from customer

select data collate "C" from customer

select key collate "C" from product

select created::text collate "C" from customer

select (data ->> 'a') collate "C" from customer

create table t (a text collate "C", b varchar(3)[] collate "C", c label collate "C")

create table t (a jsonb collate "C")

create table t (a positive collate "C")

alter table customer add code uuid collate "C"

alter table customer alter name type bytea using name::bytea collate "C"

alter table customer alter name type varchar collate "C"

create index on customer (name collate "C", data)

create index on customer (data collate "C")

create domain code as text collate "C"

create domain code as int collate "C"

create type pair as range (subtype = json)

create type pair as range (subtype = text)

create type pair as range (subtype = json, subtype_opclass = text_ops)

select data['a'], data['a']['b'], data[0] from customer

select data['a':'b'] from customer

select ('x')['a']

select tags[1:2] from customer

select '<a/>'::xml is document

select name is document from customer

select 'x' is document

select xmlconcat('<a/>', '<b/>'::xml)

select xmlconcat(name) from customer

select xmlroot('<a/>', version '1.0')

select xmlserialize(content name as text) from customer

select xmlparse(content 1)

select xmlpi(name x, 'y')

create sequence s as integer

create sequence s as numeric

create sequence s as text

create sequence s as nothing

create table t (a int, exclude using gist (a with =))

create table t (a box, exclude using gist (a with &&))

create table t (a point, exclude using gist (a with &&))

create table t (a point, exclude using gist (a with ~=))

create cast (integer as text) with inout

create cast (text as integer) with inout as implicit

create cast (varchar as text) with inout

create cast (text as text) with inout

create cast (text as integer) with inout; create cast (text as integer) with inout as assignment

create cast (text as integer) with inout; drop cast (text as integer); create cast (text as integer) with inout as implicit

create function to_mood(text) returns mood language sql as 'select $1::mood';
create cast (text as mood) with function to_mood(text) as implicit;
drop function to_mood(text) cascade;
create function to_mood(text) returns mood language sql as 'select $1::mood';
create cast (text as mood) with function to_mood(text) as implicit
`,
);
