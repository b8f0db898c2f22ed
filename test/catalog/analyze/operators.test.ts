import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'operators',
  shopSchema,
  `
select now() + interval '1 day'

select now() + '1 day'

select now() - created from customer

select now() + 1

select born + 1 from customer

select born + 'x' from customer

select born - born from customer

select born || name from customer

select name || id from customer

select id || id from customer

select name + name from customer

select name + 1 from customer

select id + '1' from customer

select id + 'a' from customer

select id = name from customer

select id = '1' from customer

select id = 'a' from customer

select id = email from customer

select name = email from customer

select name = 1 from customer

select born = '2020-01-01' from customer

select born > created from customer

select born = 1 from customer

select active = 1 from customer

select active = 'yes', active = 't' from customer

select active = 'maybe' from customer

select state = 'ok' from customer

select state = 'okay' from customer

select state = 'ok'::text from customer

select state < 'happy'::mood from customer

select state = name from customer

select tags = '{a}' from customer

select tags = array['a'] from customer

select tags = array[1] from customer

select tags @> array['a'] from customer

select tags @> '{a}' from customer

select tags @> 'a' from customer

select tags || 'a' from customer

select tags || 'a'::text from customer

select tags || array['a', 'b'] from customer

select 'a' = any (tags) from customer

select 1 = any (tags) from customer

select name = any (name) from customer

select id = any ('{1,2}') from customer

select id = any ('x') from customer

select id = any (array['1', '2']) from customer

select id = any (select id from orders) from customer

select id = any (select name from customer) from customer

select id in (1, 2, 3) from customer

select id in (1, 'a') from customer

select id in ('1', '2') from customer

select id in (name) from customer

select name in ('a', 1) from customer

select state in ('ok', 'happy') from customer

select state in ('ok', 'nope') from customer

select id not in (select customer_id from orders) from customer

select id in (select customer_id, id from orders) from customer

select (id, name) in (select customer_id, 'a' from orders) from customer

select (id, name) = (1, 'a') from customer

select (id, name) = (1, 2) from customer

select (id, name) = (1, 'a', 3) from customer

select row(id, name) < row(1, 'b') from customer

select id between 1 and 2 from customer

select id between 1 and 'x' from customer

select id between name and 2 from customer

select name like 'a%' from customer

select id like 'a%' from customer

select name ilike 'a%', name similar to 'a' from customer

select name ~ 'a', name ~* 'b' from customer

select id ~ 'a' from customer

select data -> 'a' ->> 'b' from customer

select data -> 1 from customer

select data -> true from customer

select data ->> 'a' = 1 from customer

select (data ->> 'a')::int = 1 from customer

select data ? 'a', data @> '{}' from customer

select raw ? 'a' from customer

select raw -> 'a' from customer

select raw = raw from customer

select data = data from customer

select data['a']['b'], tags[1], tags[1:2] from customer

select name[1] from customer

select tags['a'] from customer

select tags[name] from customer

select data[true] from customer

select -id, + id from customer

select - name from customer
`,
);
