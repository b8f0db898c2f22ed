import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'conditions, arrays and casts',
  shopSchema,
  `
select not active from customer

select not id from customer

select active and id from customer

select active or name from customer

select active is true from customer

select name is true from customer

select id is null, name is not null from customer

select id is distinct from 1 from customer

select id is distinct from name from customer

select nullif(id, 1), nullif(name, 'a') from customer

select nullif(id, name) from customer

select coalesce(name, 'x'), coalesce(id, 1) from customer

select coalesce(name, 1) from customer

select coalesce(id, 'x') from customer

select coalesce(id, name) from customer

select greatest(id, 1.5), least(name, 'a') from customer

select greatest(id, name) from customer

select case when active then 1 else 2 end from customer

select case when active then 1 else 'a' end from customer

select case when active then 1 else name end from customer

select case when id then 1 end from customer

select case id when 1 then 'a' when 2 then 'b' end from customer

select case id when 'a' then 'a' end from customer

select case name when 1 then 'a' end from customer

select array[1, 2], array['a', null], array[array[1], array[2]]

select array[1, 'a']

select array[1, name] from customer

select array[]

select array[]::int[]

select array['a']::int[]

select array[1, 2.5, 3]

select 1::text, '1'::int, 1::boolean, 1.5::int

select 'a'::int

select 1::date

select true::int, 1::bool

select born::text, name::date from customer

select born::int from customer

select id::mood from customer

select name::mood, 'ok'::mood from customer

select 'nope'::mood

select data::text, name::jsonb from customer

select data::int, data::bool from customer

select data::date from customer

select '[1'::jsonb

select 'x'::uuid

select '123e4567-e89b-12d3-a456-426614174000'::uuid

select key::text, key::int from product

select home::text from customer

select row('a', 1)::address

select row('a', 'b', 'c')::address

select ('a', 1)::address

select '(a,1)'::address

select tags::int[], array[1]::text[] from customer

select tags::int from customer

select 1::nope

select 1::app.nope

select 1::nope.t

select 1::serial

select cast(name as varchar(3)) from customer

select date '2020-01-01', interval '1 day', timestamp '2020-01-01'

select timestamp with time zone '2020-01-01' at time zone 'utc'

select array['{1}'::positives]

insert into product (id, note) select 1, array[array[1]::positives]::text

select (row(1, 2)).f1
`,
);
