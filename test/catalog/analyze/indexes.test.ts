import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'expressions of indexes, policies and triggers',
  shopSchema,
  `
create index on customer (lower(name))

create index on customer (lower(nam))

create index on customer ((lower(id)))

create index on customer (nope)

create index on customer (name) where active

create index on customer (name) where activ

create index on customer (name) where name

create index on customer (name) where created > now()

create index on customer ((created::date))

create index on customer ((created at time zone 'utc'))

create index on customer (date_trunc('day', created))

create index on customer (date_trunc('day', created at time zone 'utc'))

create index on customer (add_one(id))

create index on customer (later())

create index on customer ((data ->> 'a'))

create index on customer using gin (data, tags)

create index on customer using gin (data jsonb_path_ops)

create index on customer using gin (name)

create index on customer using gin (to_tsvector('english', name))

create index on customer using gin (to_tsvector(name))

create index on customer (raw)

create index on customer using hash (name)

create index on customer using gist (name)

create index on product using gist (period)

create index on customer (name text_pattern_ops)

create index on customer (id text_pattern_ops)

create index on customer (name nope_ops)

create index on customer (email varchar_pattern_ops)

create index on customer ((select 1))

create index on customer (sum(id))

create index on customer using brin (created)

create index on customer (home)

create index on customer (state)

create index on product (key, period)

create index on customer (coalesce(name, 1))

create policy p on customer using (active)

create policy p on customer using (id)

create policy p on customer using (id = nope)

create policy p on customer using (exists (select 1 from orders where customer_id = customer.id))

create policy p on customer using (exists (select 1 from orders where customer_idd = customer.id))

create policy p on customer using (name = current_user) with check (name = 1)

create policy p on customer using (count(*) > 1)

create policy p on customer using (name = current_setting('a.b', true))

create policy p on customer using (id = current_setting('a.b'))

create policy p on customer using (id = current_setting('a.b')::int)

create trigger x before insert on customer for each row execute function touch()

create trigger x before insert on customer for each row execute function nope()

create trigger x before insert on customer for each row execute function add_one()

create trigger x before update on customer for each row when (old.name is distinct from new.name) execute function touch()

create trigger x before update on customer for each row when (old.nam is distinct from new.name) execute function touch()

create trigger x before insert on customer for each row when (old.name is null) execute function touch()

create trigger x before delete on customer for each row when (new.name is null) execute function touch()

create trigger x before update on customer for each row when (name is null) execute function touch()

create trigger x before update on customer for each row when (new.name) execute function touch()

create trigger x before update on customer for each row when (old.* is distinct from new.*) execute function touch()

create trigger x after update on customer for each statement when (new.name is null) execute function touch()
`,
);
