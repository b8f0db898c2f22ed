import dependentObjects from '../../server/rules/dependent-objects.ts';
import duplicateObject from '../../server/rules/duplicate-object.ts';
import inheritanceConflict from '../../server/rules/inheritance-conflict.ts';
import invalidQuery from '../../server/rules/invalid-query.ts';
import multiplePrimaryKeys from '../../server/rules/multiple-primary-keys.ts';
import { expectRule } from '../support/expect-rule.ts';

const tables = `
create table p (a int, b int) partition by list (a);
create table p1 partition of p for values in (1);
create table other (a int, b int);
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;`;

expectRule(dependentObjects, {
  flags: [
    {
      name: 'a trigger that a partition has from its table',
      sql: `${tables}
create trigger t before insert on p for each row execute function stamp();
drop trigger t on p1;
--           ^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'an index of a partition that was attached',
      sql: `${tables}
create index whole on only p (b);
create index part on p1 (b);
alter index whole attach partition part;
drop index part;
--         ^^^^`,
      sqlstate: '2BP01',
    },
    {
      name: 'an index of a partition that became a part of a later one',
      sql: `${tables}
create index part on p1 (b desc);
create index whole on p (b);
drop index part;
--         ^^^^`,
      sqlstate: '2BP01',
    },
  ],
  accepts: [
    {
      name: 'a trigger dropped on the table, and with its partition detached',
      sql: `${tables}
create trigger t before insert on p for each row execute function stamp();
create trigger u before insert on p for each row execute function stamp();
drop trigger t on p;
create trigger t before insert on p1 for each row execute function stamp();
alter table p detach partition p1;
create trigger u before insert on p1 for each row execute function stamp();`,
    },
    {
      name: 'an index of a partition after the detachment',
      sql: `${tables}
create index whole on p (b);
alter table p detach partition p1;
drop index p1_b_idx;`,
    },
  ],
});

expectRule(duplicateObject, {
  flags: [
    {
      name: 'a trigger of a name that a partition has',
      sql: `${tables}
create trigger t before insert on p1 for each row execute function stamp();
create trigger t before insert on p for each row execute function stamp();
--             ^`,
      sqlstate: '42710',
      related: 1,
    },
    {
      name: 'a partition with a trigger of the name of one that it gets',
      sql: `${tables}
create trigger t before insert on p for each row execute function stamp();
create trigger t before insert on other for each row execute function stamp();
alter table p attach partition other for values in (2);
--                             ^^^^^`,
      sqlstate: '42710',
    },
    {
      name: 'a trigger renamed to what a partition has',
      sql: `${tables}
create trigger t before insert on p for each row execute function stamp();
create trigger u before insert on p1 for each row execute function stamp();
alter trigger t on p rename to u;
--                             ^`,
      sqlstate: '42710',
    },
    {
      name: 'an index renamed to another constraint',
      sql: `
create table t (a int constraint unique_a unique, b int constraint positive check (b > 0));
alter index unique_a rename to positive;
--                             ^^^^^^^^`,
      sqlstate: '42710',
    },
  ],
  accepts: [
    {
      name: 'an index that the partition had already, and keys of its own beside those of its table',
      sql: `${tables}
create index p1_b_idx on p1 (b);
create index on p (b);
create index p1_b_idx1 on p1 (b);
create table k (a int unique) partition by list (a);
create table k1 partition of k (unique (a)) for values in (1);
alter table k1 drop constraint k1_a_key1;`,
    },
    {
      name: 'the names of the parts of a dropped index',
      sql: `${tables}
create index whole on p (b);
drop index whole;
create index p1_b_idx on p1 (a);`,
    },
    {
      name: 'a table made like one of its own name in another schema',
      sql: `
create schema s;
create table t (id int primary key);
set search_path = s, public;
create table t (like t including all);
alter table t drop constraint t_pkey;`,
    },
  ],
});

expectRule(inheritanceConflict, {
  flags: [
    {
      name: 'the constraint of an index that became a part of that of the table',
      sql: `${tables}
alter table p1 add constraint mine unique (a);
alter table p add unique (a);
alter table p1 drop constraint mine;
--                             ^^^^`,
      sqlstate: '42P16',
    },
  ],
  accepts: [],
});

expectRule(multiplePrimaryKeys, {
  flags: [
    {
      name: 'a second key of a partition that has one from its table',
      sql: `
create table k (a int primary key) partition by list (a);
create table k1 partition of k (primary key (a)) for values in (1);
--                              ^^^^^^^^^^^`,
      sqlstate: '42P16',
    },
  ],
  accepts: [],
});

expectRule(invalidQuery, {
  flags: [
    {
      name: 'a trigger replaced that a partition has from its table',
      sql: `${tables}
create trigger t before insert on p for each row execute function stamp();
create or replace trigger t before update on p1 for each row execute function stamp();
--                        ^`,
      sqlstate: '42710',
    },
    {
      name: 'a trigger renamed that a partition has from its table',
      sql: `${tables}
create trigger t before insert on p for each row execute function stamp();
alter trigger t on p1 rename to u;
--            ^`,
      sqlstate: '0A000',
    },
    {
      name: 'an index attached to that of a plain table',
      sql: `${tables}
create index one on other (b);
create index two on p1 (b);
alter index one attach partition two;
--                               ^^^`,
      sqlstate: '42809',
    },
    {
      name: 'an index attached that is of no partition',
      sql: `${tables}
create index whole on only p (b);
create index two on other (b);
alter index whole attach partition two;
--                                 ^^^`,
      sqlstate: '55000',
    },
    {
      name: 'a second index of a partition attached',
      sql: `${tables}
create index whole on p (b);
create index two on p1 (b);
alter index whole attach partition two;
--                                 ^^^`,
      sqlstate: '55000',
    },
    {
      name: 'an index of other columns attached',
      sql: `${tables}
create index whole on only p (b);
create index two on p1 (a);
alter index whole attach partition two;
--                                 ^^^`,
      sqlstate: '42P17',
    },
    {
      name: 'a table attached to an index',
      sql: `${tables}
create index whole on only p (b);
alter index whole attach partition p1;
--                                 ^^`,
      sqlstate: '42P17',
    },
    {
      name: 'NOT NULL for the partitioned table alone',
      sql: `${tables}
alter table only p alter b set not null;
--                       ^`,
      sqlstate: '42P16',
    },
    {
      name: 'NOT NULL dropped of a partition alone',
      sql: `${tables}
alter table p alter b set not null;
alter table p1 alter b drop not null;
--                   ^`,
      sqlstate: '42P16',
    },
  ],
  accepts: [
    {
      name: 'an index attached, twice',
      sql: `${tables}
create index whole on only p (b);
create index part on p1 (b);
alter index whole attach partition part;
alter index whole attach partition part;`,
    },
    {
      name: 'NOT NULL that is there, and that parents of plain tables have alone',
      sql: `${tables}
alter table p alter b set not null;
alter table only p alter b set not null;
create table child (c int) inherits (other);
alter table only other alter b set not null;`,
    },
    {
      name: 'a trigger renamed with its copies',
      sql: `${tables}
create trigger t before insert on p for each row execute function stamp();
alter trigger t on p rename to u;
create trigger t before insert on p1 for each row execute function stamp();
alter trigger t on p1 rename to v;`,
    },
  ],
});
