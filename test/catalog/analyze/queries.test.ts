import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'WITH, system catalogs and clauses of SELECT',
  shopSchema,
  `
with x as (select 1 as a) select a from x

with x as (select 1 as a) select b from x

with x(b) as (select 1 as a) select b from x

with x(a, b) as (select 1) select * from x

with x as (select 1), x as (select 2) select * from x

with x as (select * from y), y as (select 1) select * from x

with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select n from t

with recursive t(n) as (select 1 union all select n + 1 from t where m < 5) select n from t

with recursive t(n) as (select 1 union all select n + 1.5 from t) select n from t

with recursive t as (select id, customer_id from orders union all select o.id, o.customer_id from orders o join t on t.id = o.customer_id) select * from t where t.customer_id = 1

with recursive t(id, path) as (select 1, array[1] union all select t.id + 1, path || t.id from t) cycle id set is_cycle using way select is_cycle, way from t

with recursive t(id) as (select 1 union all select t.id + 1 from t) search depth first by id set ordering select ordering from t

with d as (delete from orders returning id, amount) select sum(amount) from d

with d as (delete from orders) select * from d

with d as (update orders set amount = 2 returning *) insert into app.setting select id, placed from d

with d as (insert into app.setting values ('a', 'b') returning name) select d.value from d

select relname from pg_class where relkind = 'r'

select relnam from pg_class

select table_name from information_schema.tables

select nope from information_schema.tables

select oid::regclass from pg_class

select c.relname, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace

select * from pg_catalog.pg_nope

select total from order_list

select amount from order_list

select last_value from customer_id_seq

select nextval('customer_id_seq')

select nextval('nope_seq')

select 'customer'::regclass, 'app.setting'::regclass

select 'nope'::regclass

select '"Nope"'::regclass

select name from customer for update of customer

select name from customer for update of c

select * from customer_pkey

select * from address

select distinct name from customer order by name

select distinct name from customer order by id

select distinct on (name) name, id from customer order by name, id

select distinct on (name) name, id from customer order by id

select distinct on (nope) name from customer

select name as n from customer order by n

select name as n from customer where n = 'a'

select name as n from customer group by n

select name as n, email as n from customer order by n

select name, email from customer order by 3

select name, email from customer order by 2

select name from customer order by 'a'

select name from customer limit 1 offset 2

select name from customer limit 'a'

select name from customer limit id

select name from customer limit true

select name from customer window w as (order by id)

select sum(id) over w from customer window w as (partition by name)

select sum(id) over x from customer window w as (partition by name)

select sum(id) over (partition by nope) from customer

select rank() over (order by born) from customer

select * from customer tablesample system (10)

select *

select excluded.name from customer

table customer

table nope

select c.name from only customer c

select xmltable.* from xmltable('/a' passing '<a/>'::xml columns id int path '@id', n text)

select jt.a, jt.b from json_table('[]'::jsonb, '$[*]' columns (a int path '$.a', nested path '$.n' columns (b text path '$'))) jt

select jt.c from json_table('[]'::jsonb, '$[*]' columns (a int path '$.a')) jt
`,
);
