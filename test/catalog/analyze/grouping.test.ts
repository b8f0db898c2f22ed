import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'grouping and set operations',
  shopSchema,
  `
select name, count(*) from customer group by name

select name, count(*) from customer

select id, name, count(*) from customer group by id

select id, name, count(*) from customer group by name

select c.*, count(*) from customer c join orders o on o.customer_id = c.id group by c.id

select c.*, o.id from customer c join orders o on o.customer_id = c.id group by c.id

select c, count(*) from customer c group by c.id

select c, count(*) from customer c group by c.name

select name, count(*) from order_list l join customer c on c.id = l.id group by l.id, name

select l.customer, count(*) from order_list l group by l.id

select lower(name), count(*) from customer group by lower(name)

select lower(name), count(*) from customer group by 1

select lower(name) as n, count(*) from customer group by n

select upper(lower(name)), count(*) from customer group by lower(name)

select name, count(*) from customer group by lower(name)

select LOWER(customer.name) || 'x', count(*) from customer group by lower(name)

select name || 'x', count(*) from customer group by name

select count(*) from customer group by 2

select count(*) from customer group by count(*)

select max(id) from customer having count(*) > 1

select name from customer having count(*) > 1

select name from customer group by name having max(id) > 1 and name like 'a'

select name from customer group by name having email = 'a'

select name from customer group by name order by count(*), max(email)

select name from customer group by name order by email

select name from customer group by name, email order by email

select count(*), (select max(id) from orders o where o.customer_id = c.id) from customer c

select c.id, (select max(id) from orders o where o.customer_id = c.id) from customer c group by c.id

select c.name, (select max(o.id) from orders o where o.customer_id = c.id) from customer c group by c.name

select (select max(c.id) from orders o) from customer c

select c.name, (select sum(c.id) from orders) from customer c group by c.name

select date_trunc('day', created), count(*) from customer group by date_trunc('day', created) order by date_trunc('day', created)

select date_trunc('day', created)::date, count(*) from customer group by 1 order by 1

select case when active then 'a' else 'b' end, count(*) from customer group by case when active then 'a' else 'b' end

select case when active then 'a' else name end, count(*) from customer group by case when active then 'a' else 'b' end

select name, state, count(*) from customer group by rollup (name, state)

select name, state, grouping(name) from customer group by grouping sets ((name), (state), ())

select name, email, count(*) from customer group by cube (name, state)

select name, sum(count(*)) over (order by name) from customer group by name

select name, sum(id) over (order by name) from customer group by name

select count(*) filter (where email = 'a'), name from customer group by name

select data, count(*) from customer group by data

select raw, count(*) from customer group by raw

select distinct raw from customer

select * from customer order by raw

select home, count(*) from customer group by home order by home

select p.code, p.price, count(*) from product p join orders o on o.product_id = p.id group by p.id

select o.customer_id, o.amount, count(*) from orders o group by o.customer_id, o.product_id

select id, count(*) from customer join orders using (id) group by id

select customer.id, count(*) from customer join orders using (id) group by id

select customer.name, count(*) from customer join orders using (id) group by id

select id, count(*) from customer full join orders using (id) group by id

select customer.id, count(*) from customer full join orders using (id) group by id

select coalesce(c.name, 'x'), sum(o.amount) from customer c left join orders o on o.customer_id = c.id group by coalesce(c.name, 'x')

select c.name from (select name, count(*) as n from customer group by name) c where n > 1

select c.email from (select name, count(*) as n from customer group by name) c where n > 1

select distinct on (name) name, count(*) from customer group by name

select name from customer group by name for update

select array_agg(name), (array_agg(id))[1] from customer group by active

select count(*), current_date, 1, 'a' from customer

select name, 1 from customer group by name, 2

select name, 'a' from customer group by name, 2

select exists (select 1 from orders where customer_id = c.id), count(*) from customer c group by c.name

select 1 union select 2

select 1 union select 'a'

select 1 union select '2'

select 1 union all select 2.5

select 'a' union select name from customer

select id from customer union select name from customer

select id, name from customer union select id from customer

select id as a from customer union select amount from orders order by a

select id as a from customer union select amount as b from orders order by b

select id as a from customer union select amount from orders order by 1

select id as a from customer union select amount from orders order by 2

select id as a from customer union select amount from orders order by a + 1

select null union select 1

select null union select null union select 1

select (null::text) union select 1

select 1 intersect select 2 except select 3

select raw from customer union select raw from customer

select raw from customer union all select raw from customer

(select name from customer order by id limit 1) union all (select note from product)

select u.x + 1 from (select 1 as x union all select 2.5) u

select u.x || 'a' from (select 'a' as x union all select 'b') u

values (1, 'a'), (2, 'b')

values (1, 'a'), (2)

values (1, 'a'), ('x', 'b')

values (1), (2.5), (null) order by 1

values (1), (name)

values (default)

select * from (values (1, null), (2, 'a')) v(a, b) where b = 'a'

select * from (values (1, null), (2, 'a')) v(a, b) where b = 1

select state from customer union select 'ok'

select state from customer union select 'nope'

select born from customer union select created from customer

select born from customer union select name from customer

select name, json_arrayagg(id) over (partition by name) from customer

select name, json_arrayagg(id) from customer
`,
);
