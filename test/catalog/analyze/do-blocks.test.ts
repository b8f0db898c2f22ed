import { expectVerdicts } from './expect-verdicts.ts';

const setup = `
create table item (id int primary key, name text, size int);
create table spare (id int primary key, item_id int references item);
create view names as select name from item;
`;

expectVerdicts(
  'what a DO block does in any case',
  setup,
  `
do $$ begin create table t (a int); end $$; insert into t (a) values (1)

do $$ begin create table t (a int); end $$; insert into t (b) values (1)

do $$ begin create table t (a int); end $$; create table t (a int)

do $$ begin create table item (a int); end $$

do $$ begin create table t (a int references nowhere); end $$

do $$ begin create table t (a nope); end $$

do $$ begin alter table item add column more int; end $$; select more from item

do $$ begin alter table item drop column size; end $$; select size from item

do $$ begin alter table item drop column name; end $$

do $$ begin drop table spare; end $$; select * from spare

do $$ begin drop table item; end $$

do $$ begin drop table spare; drop view names; drop table item; create table item (x int); end $$; select x from item

do $$ begin create table t (a int); insert into t (a) values (1); update t set b = 2; end $$

do $$ declare v int := 3; begin insert into item (id, size) values (v, v + 1); end $$

do $$ declare v int := 3; begin insert into item (id, size) values (w, 1); end $$

do $$ declare r record; begin select * into r from item; perform r.nothing; exception when others then null; end $$

do $$ declare n int; begin select count(*) into n from item; end $$

do $$ declare n int; begin select count(*) into n from itm; end $$

do $$ begin perform count(*) from item; end $$

do $$ begin perform nope(id) from item; end $$

do $$ begin perform 1; if true then raise notice 'x'; end if; create table t (a int); end $$; create table t (b int)

do $$ begin execute 'create table t (a int)'; end $$; select a from t

do $$ begin execute 'create table t (a int)'; end $$; select b from t

do $$ begin execute 'create table t (a text default ''x'')'; end $$; insert into t (a) values ('y')

do $$ begin execute 'create table item (a int)'; end $$

do 'begin create table t (a text default ''x''); end'; select a || 'z' from t

do 'begin create table t (a int default ''x''); end'

do $$ begin create type mood as enum ('a'); create table t (m mood default 'a'); end $$; select m from t where m = 'a'

do $$ begin create type mood as enum ('a'); create table t (m mood); end $$; select m from t where m = 'b'

do $$ begin create schema s; set search_path = s, public; create table t (a int); end $$; select a from s.t; select a from t

do language plpgsql $$ begin create table t (a int); end $$; select b from t

do $$ <<outer_block>> declare v int := 1; begin create table t as select outer_block.v as a; end $$; select a from t

do $$ declare n int := 3; begin execute 'insert into item (id, size) values ($1, $1 + 1)' using n; execute 'select count(*) from item' into n; end $$

do $$ declare n int; begin execute 'select count(*) from itm' into n; end $$

do $$ declare r record; begin select id, name into strict r from item limit 0; exception when no_data_found then null; end $$

do $$ declare r record; begin select 1 as a, 'x' as b into r; insert into item (id, name) values (r.a, r.b); end $$

do $$ declare made int; begin insert into item (id) values (7) returning id into made; update item set size = made where id = made; end $$

do $$ declare c cursor for select id from item; n int; begin open c; fetch c into n; close c; end $$

do $$ begin create function f() returns int language plpgsql as $f$ begin return 1; end $f$; perform f(); end $$; select f()

do $$ begin execute $q$ create table t (a int); create index on t (a); comment on table t is 'it''s' $q$; end $$; select a from t

do $$ begin assert (select count(*) from item) = 0, 'rows'; end $$

do $$ begin lock table nowhere; end $$

do $$ begin for i in 1 .. 3 loop insert into item (id) values (i); end loop; end $$

do $$ begin for i in 1 .. 3 loop exit when i > 1; end loop; create table t (a int); end $$; select b from t

do $$ begin if not exists (select from pg_type where typname = 'mood') then create type mood as enum ('a'); end if; end $$; create type mood as enum ('b')

do $$ begin if exists (select from pg_type where typname = 'mood') then create type mood as enum ('a'); end if; end $$; create type mood as enum ('b')

do $$ begin if exists (select 1 from information_schema.columns where table_name = 'item' and column_name = 'size') then alter table item rename column size to height; end if; end $$; select size from item

do $$ begin if exists (select 1 from information_schema.columns where table_schema = 'public' and table_name = 'item' and column_name = 'height') then alter table item drop column name; end if; end $$; select name from item

do $$ begin if not exists (select 1 from pg_constraint where conname = 'spare_pkey') then alter table nowhere add primary key (id); end if; end $$; alter table spare drop constraint spare_pkey

do $$ begin if not exists (select 1 from pg_constraint c join pg_class t on t.oid = c.conrelid where c.conname = 'k' and t.relname = 'spare') then alter table spare add constraint k unique (item_id); end if; end $$; alter table spare add constraint k unique (item_id)

do $$ begin if to_regclass('public.item') is null then create table item (x int); end if; end $$; select x from item

do $$ begin if to_regclass('other') is null then create table other (x int); end if; end $$; select x from other

do $$ begin if (select count(*) from pg_indexes where indexname = 'i') = 0 then create index i on item (size); end if; end $$; create index i on item (name)

do $$ begin if not exists (select from pg_namespace where nspname = 's') then create schema s; end if; end $$; create table s.t (a int)

do $$ begin if exists (select from pg_namespace where nspname = 's') then create table s.t (a int); else create table t (a int); end if; end $$; create table t (a int)

do $$ begin if exists (select from pg_attribute where attrelid = 'item'::regclass and attname = 'size' and not attisdropped) then alter table item drop column size; end if; end $$; select size from item

do $$ begin begin create type mood as enum ('a'); create table item (x int); exception when duplicate_table then create table t (a int); end; end $$; create table t (a int)

do $$ begin begin create type mood as enum ('a'); create table item (x int); exception when duplicate_table then null; end; end $$; create type mood as enum ('b')

do $$ begin create table item (x int); exception when duplicate_object then null; end $$

do $$ begin create type mood as enum ('a'); exception when duplicate_object then null; end $$; create type mood as enum ('b')

do $$ begin create type nowhere.mood as enum ('a'); exception when duplicate_object then null; end $$

do $$ begin alter table nowhere add column a int; exception when undefined_table then null; end $$

do $$ begin if 1 = 1 and not exists (select from pg_class where relname = 't' and relkind = 'r') then create table t (a int); end if; end $$; insert into t (a) values (1)

do $$ begin if not exists (select from pg_enum e join pg_type t on t.oid = e.enumtypid where t.typname = 'item' and enumlabel = 'x') then create type mood as enum ('x'); end if; end $$; select 'y'::mood

do $$ begin if not exists (select from pg_trigger where tgname = 'g' and tgrelid = 'item'::regclass) then create trigger g before update on item for each row execute function nope(); end if; end $$

do $$ begin if not exists (select from pg_proc where proname = 'f') then create function f() returns int language sql as 'select 1'; end if; end $$; select f(1)

do $$ begin if not exists (select from pg_policies where tablename = 'item' and policyname = 'p') then create policy p on item using (siz > 1); end if; end $$
`,
);

expectVerdicts(
  'what a DO block does only in some cases, and is silent about',
  setup,
  `
do $$ begin if not exists (select from pg_class where relname = 't') then create table t (a int); end if; end $$; select a from t

do $$ begin if false then create table t (a int); end if; end $$; create table t (b int); select b from t

do $$ begin if random() > 2 then create table t (a int); end if; end $$; create table t (b int); select b from t

do $$ begin if random() < 2 then create table t (a int); end if; end $$; select a from t

do $$ begin if random() < 2 then create table item (a int); else create table t (a int); end if; exception when others then null; end $$; select id from item; create table t (b int)

do $$ begin if random() > 2 then alter table item add column more int; end if; end $$; alter table item add column more text

do $$ begin if random() > 2 then drop table spare; end if; end $$; select item_id from spare

do $$ begin if random() < 2 then drop table spare; end if; end $$; create table spare (x int); select x from spare

do $$ begin if random() < 2 then alter table item rename column size to height; end if; end $$; select height from item

do $$ begin if random() > 2 then alter table item rename column size to height; end if; end $$; select size from item

do $$ begin if random() < 2 then alter table spare rename to other; end if; end $$; select item_id from other

do $$ begin if random() < 2 then alter table spare rename column item_id to old; alter table spare add column item_id uuid; end if; end $$; create table u (a uuid primary key); alter table spare add foreign key (item_id) references u

do $$ begin if random() > 2 then create view spares as select item_id from spare; end if; end $$; drop table spare

do $$ begin if random() > 2 then alter table spare add constraint k unique (item_id); end if; end $$; alter table spare add constraint k unique (item_id)

do $$ begin if random() > 2 then return; end if; create table t (a int); end $$; select a from t

do $$ begin create extension if not exists no_such_extension; exception when others then null; end $$; create type no_such_type as enum ('a')

do $$ begin if false then create table item (a int); end if; end $$; select size from item

do $$ begin create table item (a int); exception when duplicate_table then null; end $$; select size from item

do $$ begin create type mood as enum ('a', 'b'); exception when duplicate_object then null; end $$; create table t (m mood default 'a')

do $$ begin if false then create type mood as enum ('a', 'b'); end if; end $$; create type mood as enum ('c')

do $$ begin if false then alter table item add column more int; end if; end $$; alter table item add column more text

do $$ begin if not exists (select from pg_attribute where attname = 'more') then alter table item add column more int; end if; end $$; create index on item (more)

do $$ begin if false then alter table spare add constraint spare_key unique (item_id); end if; end $$; alter table spare add constraint spare_key unique (item_id)

do $$ begin if not exists (select from pg_constraint where conname = 'k') then alter table spare add constraint k unique (item_id); end if; end $$; create table t (a int references spare (item_id))

do $$ begin if true then drop table spare; end if; end $$; create table spare (x int); select x from spare

do $$ begin if false then drop table spare; end if; end $$; select item_id from spare

do $$ begin if true then alter table item rename column size to height; end if; end $$; select height from item

do $$ begin if false then alter table item rename column size to height; end if; end $$; select size from item

do $$ begin if true then alter table spare rename to other; end if; end $$; select item_id from other

do $$ begin if false then create view v as select id from item; end if; end $$; create view v as select name from item

do $$ begin if false then create view spares as select item_id from spare; end if; end $$; drop table spare

do $$ begin if false then create table u (a int references spare); end if; end $$; drop table spare

do $$ begin if true then return; end if; create table t (a nope); end $$; create table t (b int)

do $$ begin return; alter table nowhere add column a int; end $$

create policy p on item using (true); do $$ declare r record; begin for r in select policyname as n from pg_policies where tablename = 'item' loop execute format('drop policy if exists %I on item', r.n); end loop; end $$; create policy p on item using (true)

do $$ declare r record; begin for r in select 'spare' as n loop execute 'drop table ' || r.n || ' cascade'; end loop; end $$; create table spare (x int); create index on spare (x)

do $$ declare r record; begin for r in select conname as n from pg_constraint where conrelid = 'spare'::regclass and contype = 'p' loop execute 'alter table spare drop constraint ' || quote_ident(r.n); end loop; end $$; alter table spare add primary key (id)

do $$ declare r record; begin for r in select 'spare' as n loop execute format('alter table %I rename to other', r.n); end loop; end $$; create table spare (x int)

do $$ declare r record; begin for r in select viewname as n from pg_views where schemaname = 'public' loop execute 'drop view public.' || r.n; end loop; end $$; create view names as select 1 as a; select a from names

do $$ declare r record; begin for r in select viewname as n from pg_views where schemaname = 'public' loop execute 'drop view public.' || r.n; end loop; end $$; alter table item drop column name; alter table item alter size type text

do $$ declare r record; begin for r in select 'u' as n loop execute format('create table %I (a int)', r.n); end loop; end $$; select a from u

do $$ declare r record; begin for r in select 'item' as n loop execute format('alter table %I add column made int', r.n); end loop; end $$; select made from item

do $$ begin execute 'create table ' || 'u' || ' (a int)'; end $$; select a from u

do $$ begin execute 'create table u (' || 'a int' || ')'; end $$; select a from u

do $$ begin if true then execute 'create table u (a int)'; end if; end $$; select a from u

do $$ begin if false then create function f() returns int language sql as 'select 1'; end if; end $$; create function f() returns int language sql as 'select 2'

do $$ begin if false then create policy p on item using (true); end if; end $$; create policy p on item using (true)

do $$ begin if false then create trigger g before update on item for each row execute function suppress_redundant_updates_trigger(); end if; end $$; create trigger g before update on item for each row execute function suppress_redundant_updates_trigger()

do $$ begin if false then alter table spare drop constraint spare_pkey; end if; end $$; alter table spare drop constraint spare_pkey; alter table spare add primary key (id)

do $$ begin create extension if not exists ltree; exception when others then null; end $$; create table t (a ltree)

create function f() returns void language plpgsql as $$ begin create table u (a int); end $$; do $$ begin perform f(); end $$; insert into u (a) values (1)
`,
);

expectVerdicts(
  'what functions do that a statement calls',
  `${setup};
create function make() returns int language plpgsql as $$ begin create table made (a int); return 1; end $$;
create function make_any(n text) returns void language plpgsql as $$ begin execute format('create table %I (a int)', n); end $$;
create function change(n text) returns void language plpgsql as $$ begin execute 'alter table ' || n || ' add column extra int'; end $$;
create function harmless() returns int language plpgsql as $$ begin return 1; end $$;
create procedure clear() language plpgsql as $$ begin drop table spare; end $$;
`,
  `
do $$ begin perform make(); end $$; insert into made (a) values (1)

do $$ begin perform make_any('other'); end $$; insert into other (a) values (1)

do $$ begin perform change('item'); end $$; create index on item (extra)

do $$ begin perform harmless(); end $$; create index on item (extra)

call clear(); create table spare (x int)

call clear(); create index on item (extra)
`,
);
