import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'built-in functions',
  shopSchema,
  `
select extract(year from created), extract(epoch from took) from customer, orders

select extract(year from name) from customer

select date_trunc('day', created), date_part('year', born) from customer

select date_trunc('day', name) from customer

select date_trunc(1, created) from customer

select to_char(created, 'YYYY'), to_char(id, '9') from customer

select to_char(name, '9') from customer

select age(born), age(created) from customer

select substring(name from 1 for 2), substring(name from 'a'), trim(both 'x' from name), position('a' in name), overlay(name placing 'x' from 1) from customer

select substring(id from 1) from customer

select length(name), length(tags) from customer

select array_length(tags, 1), cardinality(tags) from customer

select array_length(name, 1) from customer

select unnest(name) from customer

select round(price, 2), round(weight) from product

select round(weight, 2) from product

select abs(price), sqrt(weight), power(weight, 2), mod(id, 2) from product

select mod(weight, 2) from product

select gen_random_uuid()

select uuid_generate_v4()

select md5(name), sha256(name::bytea) from customer

select md5(id) from customer

select concat(name, id, active), format('%s', id) from customer

select concat_ws(',', name, id) from customer

select json_build_object('a', id, 'b', name), to_jsonb(c) from customer c

select jsonb_set(data, '{a}', '1') from customer

select jsonb_set(data, 'a', 1) from customer

select jsonb_build_object(variadic array['a', 'b'])

select period && tstzrange(now(), null) from product

select period @> now(), lower(period) < now(), period @> 'x' from product

select lower(period) + 1 from product

select floats(1, 2), floats(1, 2) @> 1.5::float8

select int4range(1, 5) * int4range(2, 3), int4multirange(int4range(1, 2)) @> 1

select score + 1, note || 'a' from customer, product

select score || 'x' from customer

select score = 'a' from customer

select 1::positive + 2, 'a'::label || 'b'

select 'x'::positive

select (array[1, 2]::positives)[1] + 1

select exists (select 1), not exists (select 1)

select (select 1, 2)

select (select id from customer) + 1

select (select name from customer) + 1

select array(select id from customer) || 1

select array(select id from customer) || 'a'

select array(select id, name from customer)

select current_date + 1, current_timestamp, current_user || 'x', localtime

select current_date + 'x'

select session_user, current_schema

select text 'a' || 'b', 'a' 'b'

select text(1), int4('1'), date('2020-01-01')

select int4('x')

select name collate "C" from customer

select id collate "C" from customer

select 5 / 2, 5 % 2, 5 ^ 2, |/ 4, @ -1, 5 & 3, ~ 1, 1 << 2

select 5.5 % 2, 5.5 & 3

select 99999999999 + 1, 1e10, 0x1F, 1_000

select 'a'::"char", 'a'::name || 'b'

select point(1, 2) <-> point(2, 3), box '(1,1),(0,0)' && box '(1,1),(0,0)'

select inet '10.0.0.1' << inet '10.0.0.0/8', host('10.0.0.1')

select to_tsvector('english', name) @@ to_tsquery('a') from customer

select to_tsvector(name) @@ 'a' from customer

select name @@ 'a' from customer

select id @@ 'a' from customer

select json_object('a': 1), json_array(1, 2), json_value('{}', '$.a'), json_exists('{}', '$'), json_query('{}', '$')

select json_value('{}', '$.a' returning int) + 1

select json_arrayagg(id), json_objectagg(name: id) from customer

select data is json from customer

select xmlelement(name a, 'b')

select overlay('a' placing 'b' from 1), normalize('a'), 'a' is normalized

select (c).id + 1, c.home from customer c

select c = c, c is null from customer c

select row(1, 2) = row(1, 'a')

select pairs()

select (pairs()).a

select (pairs()).c

select (customers()).name

select add_one(n => 1)

select add_one(customer_id) from orders

select count(*) over (partition by name order by id rows between 1 preceding and current row) from customer

select count(distinct id) over () from customer

select pg_get_serial_sequence('customer', 'id'), pg_typeof(1), version()

select setval('customer_id_seq', (select max(id) from customer))

select setval('customer_id_seq', 'a')

select obj_description('customer'::regclass)

select has_table_privilege('customer', 'select')

select set_config('a.b', 'c', false), current_setting('a.b', true)

select pg_advisory_lock(1), pg_advisory_lock('a')

select random() * 10, floor(random() * 10)::int

select make_interval(days => 1), make_date(2020, 1, 1)

select make_interval(nope => 1)

select regexp_replace(name, 'a', 'b', 'g'), regexp_matches(name, 'a'), split_part(name, 'a', 1) from customer

select split_part(name, 'a') from customer

select left(name, 1), lpad(name, 3, 'x'), repeat(name, 2), reverse(name), initcap(name) from customer

select left(name) from customer

select string_to_array(name, ','), array_to_string(tags, ','), array_position(tags, 'a'), array_remove(tags, 'a') from customer

select array_position(tags, 1) from customer

select array_append(tags, 1) from customer

select array_append(array[1], 2.5), array_cat(array[1], array[2])
`,
);
