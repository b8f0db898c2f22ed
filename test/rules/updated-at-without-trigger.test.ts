import rule from '../../server/rules/updated-at-without-trigger.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a name in camel case',
      sql: `
create table "Order" (
  id bigint primary key,
  "updatedAt" timestamptz not null default now()
--^^^^^^^^^^^
);`,
    },
    {
      name: 'a column that only its default sets',
      sql: `
create table products (
  id bigint primary key,
  updated_at timestamptz default now()
--^^^^^^^^^^
);`,
      severity: 'info',
      object: { kind: 'column', schema: 'public', table: 'products', name: 'updated_at' },
      fixed: `
create table products (
  id bigint primary key,
  updated_at timestamptz default now()
);

CREATE OR REPLACE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

CREATE TRIGGER products_set_updated_at BEFORE UPDATE ON products
  FOR EACH ROW EXECUTE FUNCTION set_updated_at();`,
    },
    {
      name: 'a second table, which takes the function that is there',
      sql: `
create table a (id int primary key, updated_at timestamptz default current_timestamp);
--                                  ^^^^^^^^^^
create function set_updated_at() returns trigger language plpgsql as $$
begin new.updated_at = now(); return new; end $$;`,
      fixed: `
create table a (id int primary key, updated_at timestamptz default current_timestamp);
create function set_updated_at() returns trigger language plpgsql as $$
begin new.updated_at = now(); return new; end $$;

CREATE TRIGGER a_set_updated_at BEFORE UPDATE ON a
  FOR EACH ROW EXECUTE FUNCTION set_updated_at();`,
    },
    {
      name: 'a function of that name that does something else',
      sql: `
create function set_updated_at() returns trigger language plpgsql as $$ begin return new; end $$;
create schema app;
create table app.a (id int primary key, updated_at timestamp default now());
--                                      ^^^^^^^^^^
create table b (id int primary key, "updated_at" timestamp default now());
--                                  ^^^^^^^^^^^^`,
    },
    {
      name: 'an AFTER trigger, and one on INSERT only',
      sql: `
create table a (id int primary key, modified_at timestamptz default now());
--                                  ^^^^^^^^^^^
create function f() returns trigger language plpgsql as $$ begin new.modified_at := now(); return new; end $$;
create trigger f after update on a for each row execute function f();
create trigger g before insert on a for each row execute function f();`,
    },
  ],
  accepts: [
    {
      name: 'a BEFORE UPDATE trigger that sets it',
      sql: `
create table a (id int primary key, updated_at timestamptz default now());
create function f() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;
create trigger f before insert or update on a for each row execute function f();`,
    },
    {
      name: 'moddatetime and other functions of extensions',
      sql: `
create extension moddatetime;
create table a (id int primary key, updated_at timestamptz default now());
create trigger t before update on a for each row execute procedure moddatetime(updated_at);`,
      withoutServer: 'there is no moddatetime',
    },
    {
      name: 'no default, and other columns',
      sql: 'create table a (id int primary key, updated_at timestamptz, created_at timestamptz default now());',
    },
    {
      name: 'tables that are only appended to',
      sql: 'create table order_events (id int primary key, updated_at timestamptz default now());',
    },
    {
      name: 'a partition, whose parent has the trigger',
      sql: `
create table p (id int, updated_at timestamptz default now()) partition by list (id);
create function f() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;
create trigger f before update on p for each row execute function f();
create table p1 partition of p for values in (1);`,
    },
  ],
});
