import { beforeAll, describe, expect, it } from 'vitest';
import { createSession } from '../../../scripts/verify/session.ts';
import { isView } from '../../../server/catalog/catalog.ts';
import { Reader } from '../../../server/catalog/reader.ts';
import { postgres } from '../../support/postgres.ts';
import { shopSchema } from './shop-schema.ts';

const queries = [
  'select * from customer',
  'select * from product',
  'select c.*, o.* from orders o left join app.setting c on true',
  "select 1 as a, 'x' as b, null as c, 1.5 as d, true as e, 99999999999 as f",
  'select count(*), sum(id), avg(id), min(name), array_agg(name) as names, max(born) as last from customer',
  'select sum(price), sum(amount) as s, avg(weight) as w from orders join product on true',
  "select name || 'x' as a, id + 1 as b, id / 2.0 as c, born + 1 as d, created - now() as e, born - born as f from customer",
  "select data -> 'a' as a, data ->> 'a' as b, tags[1] as c, tags[1:2] as d, data['a'] as e from customer",
  "select coalesce(name, 'x') as a, coalesce(email, 'x') as b, coalesce(email, email) as c, nullif(id, 1) as d from customer",
  'select case when active then email end as a, case when active then price else 0 end as b from customer, product',
  "select name::varchar(10) as a, '1'::numeric(4, 1) as b, price::numeric as c, code as d, 'a'::char as e from customer, product",
  'select (home).street, (home).zip, home, c as whole from customer c',
  'select state, score, note, tags, period, key from customer, product',
  'select array[1, 2] as a, array[name, email] as b, array[1.5, 2] as c, array(select id from orders) as d from customer',
  'select row_number() over () as n, lag(name) over () as l, rank() over (order by id) as r from customer',
  'select id from customer union all select id from product',
  'select email from customer union all select email from customer',
  'select email from customer union all select name from customer',
  "select 'a' as x union all select null",
  "values (1, 'a', null), (2.5, 'b', null)",
  'with recursive t(n, path) as (select 1, array[1] union all select n + 1, path || n from t) select * from t',
  'with d as (select id, name from customer) select * from d natural join orders',
  'select * from orders join customer using (id)',
  'select id from customer full join product using (id)',
  'select * from pairs() p, generate_series(1, 2) g, unnest(array[1.5]) u, one_out()',
  'select * from customers()',
  "select * from jsonb_to_recordset('[]') as x(a int, b text[], c numeric(5, 2))",
  "select * from unnest(array['a']) with ordinality t(v, n)",
  "select add_one(1), over('a'), first_of(array['a']), same(1, 2), full_name(c) from customer c",
  'select current_date, current_timestamp, current_user, localtime(2) as t',
  "select extract(year from created) as y, date_trunc('day', created) as d, to_char(created, 'YYYY') as t, age(created) as a from customer",
  'select exists (select 1) as e, (select name from customer limit 1) as s, id in (1, 2) as i from customer',
  'select greatest(id, 1.5) as g, least(email, email) as l from customer',
  'select * from order_list',
  "select json_build_object('a', 1) as a, to_jsonb(1) as b, jsonb_agg(id) as c, json_object('a': 1) as d, json_value('{}', '$.a' returning int) as e from customer",
  'select int4range(1, 2) as a, lower(period) as b, floats(1, 2) as c, period * period as d from product',
  'select relname, relkind, oid from pg_class',
  'select table_name, is_nullable from information_schema.columns',
  "select interval '1 day' as a, interval(3) '1 s' as b, timestamp(2) '2020-01-01' as c, time '10:00' as d",
  'select -price as a, abs(price) as b, round(price, 1) as c, weight * 2 as d, id % 2 as e from product',
  'select (array_agg(name))[1] as first, string_agg(name, chr(44)) as all from customer',
  'select name collate "C" as n, position(\'a\' in name) as p, substring(email from 1) as s, trim(name) as t from customer',
];

describe('the columns of views', () => {
  beforeAll(async () => {
    await postgres();
  }, 60_000);

  it.each(queries)('%s', async (query) => {
    const db = await postgres();
    const text = `create view a_view as ${query}`;
    await db.exec('BEGIN');
    try {
      await db.exec(shopSchema);
      await db.exec(text);
      const { rows } = await db.query<{ name: string; type: string }>(
        `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = 'a_view'::regclass and attnum > 0 order by attnum`,
      );
      const session = createSession();
      expect(session.run(`${shopSchema};${text}`)).toEqual([]);
      const reader = new Reader((key) => session.state.get(key), 18);
      const view = reader.relation(null, 'a_view');
      const columns = isView(view) ? view.columns : null;
      const ours = columns?.map(({ name, type }) => `${name} ${type ? reader.formatType(type) : '?'}`);
      expect(ours).toEqual(rows.map(({ name, type }) => `${name} ${type}`));
    } finally {
      await db.exec('ROLLBACK');
    }
  });
});
