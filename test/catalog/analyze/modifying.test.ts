import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'INSERT, UPDATE, DELETE and MERGE',
  shopSchema,
  `
insert into customer (name) values ('a')

insert into customer (nam) values ('a')

insert into customers (name) values ('a')

insert into customer (name, name) values ('a', 'b')

insert into customer (name, email) values ('a')

insert into customer (name) values ('a', 'b')

insert into customer (name) values (1)

insert into customer (name, born) values ('a', 1)

insert into customer (name, born) values ('a', '2020-01-01')

insert into customer (name, state) values ('a', 'ok')

insert into customer (name, state) values ('a', 'nope')

insert into customer (name, state) values ('a', 'ok'::text)

insert into customer (name, state) select 'a', 'ok'

insert into customer (name, state) select 'a', name from customer

insert into customer (name, active) values ('a', 1)

insert into customer (name, active) values ('a', 'yes'), ('b', 'x')

insert into customer (name, data) values ('a', '{"a": 1}')

insert into customer (name, data) values ('a', '{a: 1}')

insert into customer (name, data) values ('a', 'x'::text)

insert into customer (name, tags) values ('a', '{a,b}'), ('b', array['x'])

insert into customer (name, tags) values ('a', 'a')

insert into customer (name, score) values ('a', '1'), ('b', 2)

insert into customer (name, score) values ('a', 'x')

insert into customer (name, home) values ('a', row('s', 1))

insert into customer (name, home) values ('a', ('s', 'x'))

insert into customer (name, home.street) values ('a', 'x')

insert into customer (id, name) values (1, 'a')

insert into customer (id, name) overriding system value values (1, 'a')

insert into customer (id, name) values (default, 'a')

insert into product (id, gross) values (1, 2)

insert into product (id, gross) values (1, default)

insert into product values (1, 'a', 2)

insert into product values (1, 'a', 2, 3)

insert into orders values (1, 2, 3, 4, null, null, 7)

insert into orders values (1)

insert into orders default values

insert into orders select * from orders

insert into orders select id from customer

insert into orders select * from customer

insert into orders (id, amount) select id, name from customer

insert into orders (id, amount) select 1, null

insert into orders (id, amount) values (1, 2) returning id, amount * 2 as x

insert into orders (id, amount) values (1, 2) returning nope

insert into orders (id, amount) values (1, amount)

insert into orders (id, amount) values (1, (select max(amount) from orders))

insert into orders (id, amount) values (1, 2.5)

insert into orders (id, amount) values (1, '2.5')

insert into orders (id) values (1) on conflict do nothing

insert into orders (id) values (1) on conflict (id) do nothing

insert into orders (id) values (1) on conflict (amount) do nothing

insert into orders (id) values (1) on conflict (nope) do nothing

insert into orders (id) values (1) on conflict (customer_id, product_id) do update set amount = excluded.amount

insert into orders (id) values (1) on conflict (product_id, customer_id) do update set amount = orders.amount + excluded.amount

insert into orders (id) values (1) on conflict (customer_id) do update set amount = 1

insert into orders (id) values (1) on conflict (id) do update set amount = excluded.nope

insert into orders (id) values (1) on conflict (id) do update set nope = 1

insert into orders (id) values (1) on conflict (id) do update set amount = 'x'

insert into orders (id) values (1) on conflict (id) do update set amount = amount + 1

insert into orders (id) values (1) on conflict (id) do update set amount = 1 where excluded.amount > 1

insert into orders (id) values (1) on conflict (id) do update set amount = 1 where amount > 1

insert into orders (id) values (1) on conflict do update set amount = 1

insert into orders (id) values (1) on conflict on constraint orders_pkey do nothing

insert into orders (id) values (1) on conflict on constraint nope do nothing

insert into orders (id) values (1) on conflict (placed) where amount > 1 do nothing

insert into orders (id) values (1) on conflict (placed) do nothing

insert into customer (name) values ('a') on conflict (lower(name)) do nothing

insert into orders as o (id) values (1) on conflict (id) do update set amount = o.amount

insert into orders as o (id) values (1) on conflict (id) do update set amount = orders.amount

with x as (select 1 as id) insert into orders (id) select id from x

with x as (select 1 as id) insert into orders (id) select nope from x

update customer set name = 'a' where id = 1

update customer set nam = 'a'

update customers set name = 'a'

update customer set name = 1, born = null

update customer set born = 1

update customer set name = name || 'x', tags = tags || 'a'

update customer set tags[1] = 'a', home.street = 'x'

update customer set state = 'nope'

update customer set id = 1

update customer set id = default

update product set gross = 1

update product set gross = default

update customer c set name = 'a' where c.id = 1

update customer c set name = 'a' where customer.id = 1

update customer c set c.name = 'a'

update customer set name = 'a', name = 'b'

update customer set (name, email) = ('a', 'b')

update customer set (name, email) = ('a')

update customer set (name, email) = (select 'a', 'b')

update customer set (name, email) = (select 'a')

update customer set (name, born) = (select 'a'::text, 1)

update orders o set amount = c.id from customer c where c.id = o.customer_id

update orders o set amount = c.id from customer c where c.nope = o.customer_id

update orders o set amount = x.id from customer c where c.id = o.customer_id

update orders set amount = id from customer

update orders set amount = (select max(id) from customer where customer.id = customer_id)

update orders set amount = 1 where id = 'x'

update orders set amount = 1 where id

update orders set amount = 1 returning id, nope

update orders set amount = 1 returning *, old.amount, new.amount

update orders set amount = sum(id)

update orders set amount = 1 where count(*) > 1

delete from orders where id = 1

delete from orders where nope = 1

delete from order where id = 1

delete from nope

delete from orders o using customer c where c.id = o.customer_id

delete from orders o using customer c where c.id = o.nope

delete from orders where id in (select id from nope)

delete from orders returning amount

merge into orders o using customer c on o.customer_id = c.id when matched then update set amount = c.id when not matched then insert (id, amount) values (c.id, 1)

merge into orders o using customer c on o.customer_id = c.id when matched then update set amount = c.name

merge into orders o using customer c on o.customer_id = c.id when not matched then insert (id, nope) values (c.id, 1)

merge into orders o using customer c on o.customer_id = c.id when not matched then insert (id, amount) values (o.id, 1)

merge into orders o using customer c on o.nope = c.id when matched then delete

merge into orders o using customer c on o.customer_id = c.id when matched and c.active then delete when matched then do nothing

merge into orders o using customer c on o.customer_id = c.id when matched and c.name then delete

merge into orders o using nope c on o.customer_id = c.id when matched then delete

merge into customer c using orders o on c.id = o.id when not matched then insert (name, tags[1]) values ('a', 'b')

merge into orders o using customer c on c.name when matched then delete

merge into orders o using customer c on true when matched then delete when matched then do nothing

merge into orders o using customer c on true when matched and o.id > 1 then delete when matched then do nothing
`,
);
