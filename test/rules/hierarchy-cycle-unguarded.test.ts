import rule from '../../server/rules/hierarchy-cycle-unguarded.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a CHECK whose comment promises more',
      sql: `
create table categories (
  id uuid primary key,
  parent_id uuid references categories (id),
  -- Prevent self-referencing and circular references
  constraint no_self check (id != parent_id)
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
      severity: 'warning',
      message: /although a comment here promises it/,
      object: {
        kind: 'foreign key',
        schema: 'public',
        table: 'categories',
        name: 'categories_parent_id_fkey',
        columns: ['parent_id'],
      },
      titles: ['Create a trigger that prevents cycles in categories'],
    },
    {
      name: 'IS DISTINCT FROM and a table in a schema, with a trigger that has nothing to do with it',
      sql: `
create schema app;
create table app."Node" (
  "Id" int primary key,
  boss int references app."Node",
  check (boss is null or "Id" is distinct from boss)
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
);
create function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touch before update on app."Node" for each row execute function app.touch();`,
    },
  ],
  accepts: [
    {
      name: 'a hierarchy without any check',
      sql: 'create table t (id int primary key, parent_id int references t);',
    },
    {
      name: 'a trigger on the column',
      sql: `
create table t (id int primary key, parent_id int references t, check (id <> parent_id));
create function g() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before insert or update of parent_id on t for each row execute function g();`,
    },
    {
      name: 'a trigger whose function looks at the column',
      sql: `
create table t (id int primary key, parent_id int references t, check (id <> parent_id));
create function g() returns trigger language plpgsql as $$ begin perform new.parent_id; return new; end $$;
create trigger g before insert or update on t for each row execute function g();`,
    },
    {
      name: 'a closure table',
      sql: `
create table t (id int primary key, parent_id int references t, check (id <> parent_id));
create table t_paths (ancestor_id int references t, descendant_id int references t, primary key (ancestor_id, descendant_id));`,
    },
    {
      name: 'nested sets',
      sql: 'create table t (id int primary key, parent_id int references t, lft int, rgt int, check (id <> parent_id));',
    },
    {
      name: 'ltree',
      sql: 'create extension ltree; create table t (id int primary key, parent_id int references t, path ltree, check (id <> parent_id));',
    },
    {
      name: 'a check of other columns',
      sql: 'create table t (id int primary key, parent_id int references t, a int, b int, check (a <> b));',
    },
  ],
});
