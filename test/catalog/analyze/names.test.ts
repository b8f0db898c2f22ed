import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'names of columns and relations',
  shopSchema,
  `
select name from customer

select nam from customer

select customer.name, c.id from customer c

select c.name from customer c

select customer.name from customer

select x.name from customer

select c.nope from customer c

select public.customer.name from customer

select app.customer.name from customer

select public.customer.name from customer c

select setting.value, app.setting.name from app.setting

select * from nope

select * from app.nope

select * from nope.customer

select * from customer, customer

select * from customer, customer c

select id from customer, orders

select name from customer, orders

select customer from customer

select c from customer c

select c.* from customer c

select (c).name from customer c

select (c).nope from customer c

select (c.home).street, (home).zip from customer c

select (home).nope from customer

select home.street from customer

select (name).x from customer

select ctid, xmin, tableoid from customer

select ctid from order_list

select c.ctid from customer c

select x.a, x.b from pairs() x

select x.c from pairs() x

select pairs from pairs()

select x from pairs() x

select (x).a from pairs() x

select * from customer natural join orders

select * from customer c join orders o using (id)

select id from customer c join orders o using (id)

select c.id, o.id from customer c join orders o using (id)

select * from customer c join orders o using (nope)

select * from customer c join orders o using (name)

select * from customer c join orders o on c.id = o.customer_id join product p on p.id = o.product_id and c.active

select * from customer c join orders o on p.id = 1 join product p on true

select x.id from (customer c join orders o on true) x

select x.name from (customer c join orders o on true) x

select c.name from (customer c join orders o on true) x

select j.id from customer join orders using (id) as j

select j.name from customer join orders using (id) as j

select a from customer as c(a, b)

select id from customer as c(a, b)

select created from customer as c(a, b)

select * from orders as o(a, b, c, d, e, f, g)

select * from (select 1 as a, 2 as b) s where s.a = 1 and b = 2

select * from (select 1 as a) s where s.c = 1

select * from (select 1) s where "?column?" = 1

select * from (values (1, 'a')) v where column1 = 1

select * from (values (1, 'a')) v(x, y) where x = 1 and y = 'a'

select * from (values (1, 'a')) v(x, y) where column1 = 1

select (select name from customer c where c.id = o.customer_id) from orders o

select (select name from customer c where c.id = x.customer_id) from orders o

select exists (select from orders where customer_id = customer.id) from customer
`,
);
