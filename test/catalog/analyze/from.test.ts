import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'LATERAL and functions in FROM',
  shopSchema,
  `
select * from customer c, (select * from orders where customer_id = c.id) o

select * from customer c, lateral (select * from orders where customer_id = c.id) o

select * from customer c left join lateral (select * from orders where customer_id = c.id) o on true

select * from customer c right join lateral (select * from orders where customer_id = c.id) o on true

select * from customer c, unnest(c.tags) t

select t from customer c, unnest(tags) t

select t.tag, t.n from customer c, unnest(c.tags) with ordinality t(tag, n)

select t.ordinality from unnest(array[1]) with ordinality t

select * from generate_series(1, 3) n where n > 1

select generate_series from generate_series(1, 3)

select n.n from generate_series(1, 3) n

select n.x from generate_series(1, 3) n

select * from jsonb_each('{}') where key = 'a' and value is null

select * from jsonb_to_recordset('[]') as x(a int, b text) where x.a = 1

select * from jsonb_to_recordset('[]') as x(a int, b text) where x.c = 1

select * from jsonb_to_recordset('[]')

select * from rows from (generate_series(1, 2), unnest(array['a'])) as r(n, s) where n = 1 and s = 'a'

select a, b from unnest(array[1], array['x']) u(a, b)

select result from one_out()

select one_out from one_out()

select * from any_record() as r(a int, b int)

select * from any_record()

select c.name from customers() c

select c.nope from customers() c

select full_name(c), c.full_name from customer c

select c.full_names from customer c

select name(c) from customer c

select nope(c) from customer c
`,
);
