import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'calls of functions and aggregates',
  shopSchema,
  `
select add_one(1)

select add_one('1')

select add_one('x')

select add_one(1.5)

select add_one(1::bigint)

select add_one(true)

select add_one()

select add_one(1, 2)

select add_won(1)

select app.add_one(1)

select public.add_one(1)

select pg_catalog.lower('A')

select pg_catalog.lower(1)

select nope.lower('A')

select twice(1), twice(1, 2)

select twice(times => 1, n => 2)

select twice(1, times => 3)

select twice(n => 1, nope => 2)

select twice(1, n => 3)

select named(1, c => true)

select named(c => true)

select named(1, c => 'maybe')

select over(1)

select over('a')

select over('a'::text)

select over(null)

select over(1.5)

select sum_of(1), sum_of(1, 2, 3)

select sum_of(variadic array[1, 2])

select sum_of(variadic 1)

select sum_of('a')

select sum_of()

select first_of(array[1, 2]) + 1

select first_of(array['a']) || 'b'

select first_of(array['a']) + 1

select first_of(1)

select first_of('{1}')

select same(1, 2)

select same(1, 'a')

select same(1, 'a'::text)

select same('a', 'b')

select same(1, 2.5)

select do_it(1)

call do_it(1)

call add_one(1)

call do_it('x'::text)

call nope()

select count(*), count(id), count(distinct name) from customer

select count() from customer

select lower(*) from customer

select lower(distinct name) from customer

select sum(name) from customer

select sum(id), avg(id), min(name), max(born) from customer

select max(data) from customer

select string_agg(name, ', ' order by id) from customer

select string_agg(name) from customer

select array_agg(name order by nope) from customer

select jsonb_agg(c) from customer c

select jsonb_object_agg(name, id) filter (where active) from customer

select count(*) filter (where name) from customer

select percentile_cont(0.5) within group (order by weight) from product

select percentile_cont(0.5) from product

select percentile_cont(0.5, weight) from product

select mode() within group (order by name) from customer

select rank(1) within group (order by id) from customer

select row_number() from customer

select row_number() over () from customer

select lag(name, 1) over (order by id) from customer

select lag(name, 'x') over (order by id) from customer

select lower(name) over () from customer

select sum(sum(id)) from customer

select sum(count(*)) over () from customer

select coalesce(sum(id), 0) from customer

select generate_series(1, 3), unnest(tags) from customer

select case when true then generate_series(1, 2) end

select coalesce(generate_series(1, 2), 1)

select name from customer where generate_series(1, 2) = 1

select name from customer where sum(id) = 1

select name from customer where row_number() over () = 1

select * from customer where lower(name) = upper(email)
`,
);
