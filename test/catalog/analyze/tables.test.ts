import { expectVerdicts } from './expect-verdicts.ts';
import { shopSchema } from './shop-schema.ts';

expectVerdicts(
  'expressions of tables',
  shopSchema,
  `
create table t (a int check (a > 0))

create table t (a int check (a))

create table t (a int check (b > 0))

create table t (a int check (a > 'x'))

create table t (a text check (a > 0))

create table t (a text, check (length(a) > 1 and a in ('x', 'y')))

create table t (a int, check (a > (select 1)))

create table t (a int, check (sum(a) > 1))

create table t (a int, check (row_number() over () > 1))

create table t (a int, check (generate_series(1, a) > 1))

create table t (a int, check (t.a > 0))

create table t (a int, check (x.a > 0))

create table t (a int, check (nope(a)))

create table t (a int default 1, b text default 'x', c timestamptz default now(), d uuid default gen_random_uuid())

create table t (a int default 'x')

create table t (a int default 'x'::text)

create table t (a text default 1)

create table t (a boolean default 1)

create table t (a boolean default 'maybe')

create table t (a int default now())

create table t (a date default now())

create table t (a int default b, b int)

create table t (a int default (select 1))

create table t (a int default sum(1))

create table t (a int default nope())

create table t (a mood default 'ok')

create table t (a mood default 'nope')

create table t (a text[] default '{}', b text[] default array[]::text[], c jsonb default '{}', d jsonb default '{')

create table t (a text[] default array[1])

create table t (a text[] default 'x')

create table t (a interval default '1 day', b numeric default 1.5, c varchar(3) default 'abcdef')

create table t (a positive default 1, b positive default 'x')

create table t (a int default nextval('customer_id_seq'), b bigint default nextval('nope_seq'))

create table t (a int, b int generated always as (a + 1) stored)

create table t (a int, b int generated always as (a || 'x') stored)

create table t (a int, b int generated always as (c + 1) stored)

create table t (a int, b int generated always as (a + 1) stored, c int generated always as (b + 1) stored)

create table t (a timestamptz, b date generated always as (a::date) stored)

create table t (a timestamp, b date generated always as (a::date) stored)

create table t (a text, b text generated always as (lower(a)) stored, c tsvector generated always as (to_tsvector('english', a)) stored)

create table t (a text, c tsvector generated always as (to_tsvector(a)) stored)

create table t (a text, b text generated always as (a || now()) stored)

create table t (a int, b int generated always as (random()) stored)

create table t (a int, b text generated always as (a) stored)

create table t (a json primary key)

create table t (a json unique)

create table t (a point, unique (a))

create table t (a int, b daterange, exclude using gist (b with &&))

create table t (a int, b text, exclude using gist (b with &&))

create table t (a int) partition by range (a)

create table t (a int) partition by range (b)

create table t (a int, b text) partition by list (lower(b))

create table t (a int, b timestamptz) partition by range (date_trunc('day', b))

create table t (a json) partition by hash (a)

alter table orders add check (amount > 0)

alter table orders add check (amoun > 0)

alter table orders add check (amount > 'x')

alter table orders add column x int default 'a'

alter table orders add column x text default 'a' check (x <> '')

alter table orders alter amount set default 5

alter table orders alter amount set default 'x'

alter table orders alter amount set default now()

alter table orders alter amount type boolean

alter table orders alter amount type boolean using amount > 0

alter table orders alter amount type date using amount::date

alter table orders alter amount type date using now()

alter table orders alter placed type int using nope

alter table orders alter took type int

alter table customer alter name type int

alter table customer alter active type text

alter table customer alter active type int

alter table app.setting alter value type int

alter table app.setting alter value type int using value::int

alter table product alter weight type int

alter table product alter period type text

alter table product alter key type text

alter table product alter key type int

alter table customer alter born type timestamptz

alter table customer alter state type text

alter table customer alter tags type int[]

alter table customer alter tags type jsonb using to_jsonb(tags)

alter table customer alter data type text

alter table customer alter tags drop default, alter tags type jsonb using to_jsonb(tags), alter tags set default '[]'

alter table customer alter tags type jsonb using to_jsonb(tags), alter tags set default '[]'
`,
);
