import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'windows',
  shopSchema,
  `
select sum(sum(id) over ()) over () from customer

select rank() over (order by rank() over ()) from customer

select max(rank() over ()) from customer

select string_agg(name, ',' order by rank() over ()) from customer

select percentile_cont(0.5) within group (order by rank() over ()) from customer

select (select max(x) from (select rank() over () as x from orders) ranks) from customer

select max((select rank() over () from orders limit 1)) from customer

select sum(id) over (order by raw) from customer

select sum(id) over (partition by raw) from customer

select sum(id) over (partition by data order by name) from customer

select string_agg(name, ',' order by raw) from customer

select count(distinct raw) from customer

select sum(id) over (range between 1 preceding and current row) from customer

select sum(id) over (order by id, name range between 1 preceding and current row) from customer

select sum(id) over (order by id range between 1 preceding and current row) from customer

select sum(id) over (groups 1 preceding) from customer

select sum(id) over (order by id groups 1 preceding) from customer

select sum(id) over (rows 1 preceding) from customer

select sum(id) over (order by name range between 1 preceding and current row) from customer

select sum(id) over (order by born range between interval '1 day' preceding and current row) from customer

select sum(id) over (order by born range between 1 preceding and current row) from customer

select sum(id) over (w rows 1 preceding) from customer window w as (order by name)

select sum(id) over (w order by id) from customer window w as (order by name)

select sum(id) over (w order by id) from customer window w as (partition by name)

select sum(id) over (w partition by id) from customer window w as (order by name)

select sum(id) over (w order by id) from customer window w as (rows 1 preceding)

select sum(id) over w from customer window w as (rows 1 preceding)

select sum(id) over (w) from customer window w as (rows 1 preceding)

select sum(id) over w from customer window w as (order by id), w as (order by name)

select sum(id) over v from customer window w as (order by id), v as (w rows 1 preceding)

select sum(id) over v from customer window v as (w rows 1 preceding), w as (order by id)

select sum(id) over (w range between 1 preceding and current row) from customer window w as (order by id)

select sum(id) over (w groups 1 preceding) from customer window w as (partition by id)

select sum(id) over (rows id preceding) from customer

select sum(id) over (rows (select 1) preceding) from customer

select first_value('x' collate "C") over (order by id) from customer
`,
);

expectVerdicts(
  'rows that are locked',
  shopSchema,
  `
select * from customer for update

select name from (select * from customer) c for update

select name from (select distinct name from customer) c for update

select name from (select name from customer group by name) c for share

select c.name from customer c, (select count(*) from orders) o for update

select c.name from customer c, (select count(*) from orders) o for update of c

select c.name from customer c, (select count(*) from orders) o for update of o

select c.name from customer c join (select rank() over () as place from orders) o on true for no key update

select name from (select name from (select distinct name from customer) d) c for update

select name from (select name from customer union select code from product) c for update

(select name from customer union select code from product) for update

select name, rank() over () from customer for update

select name, unnest(tags) from customer for update

select name from customer, unnest(tags) for update

select name from customer where id in (select max(id) from orders) for update

select name from (values ('x')) v (name) for update

select name from customer having true for key share
`,
);
