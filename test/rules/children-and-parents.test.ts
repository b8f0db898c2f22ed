import inheritanceConflict from '../../server/rules/inheritance-conflict.ts';
import invalidQuery from '../../server/rules/invalid-query.ts';
import multiplePrimaryKeys from '../../server/rules/multiple-primary-keys.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(inheritanceConflict, {
  flags: [
    {
      name: 'another type for a column of the parent',
      sql: `
create table parent (a int);
create table child () inherits (parent);
alter table child alter column a type bigint;
--                             ^`,
      message: /^The column a of child is inherited from parent and cannot be altered here/,
      sqlstate: '42P16',
    },
    {
      name: 'the name of a column that comes from another parent too',
      sql: `
create table first (a int, b int);
create table second (b int);
create table child () inherits (first, second);
alter table first rename column b to c;
--                              ^`,
      sqlstate: '42P16',
    },
    {
      name: 'the name of a check of the parent',
      sql: `
create table parent (a int constraint positive check (a > 0));
create table child () inherits (parent);
alter table child rename constraint positive to c;
--                                  ^^^^^^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'the constraints of a partition',
      sql: `
create table r (a int primary key);
create table p (a int primary key references r) partition by list (a);
create table c partition of p for values in (1);
alter table c drop constraint c_pkey;
--                            ^^^^^^
alter table c drop constraint p_a_fkey;
--                            ^^^^^^^^`,
      sqlstate: '42P16',
    },
  ],
  accepts: [
    {
      name: 'a column that comes in two ways from one table',
      sql: `
create table a (a int);
create table b (b int) inherits (a);
create table c (c int) inherits (a);
create table d (d int) inherits (b, c);
alter table a rename column a to aa;
alter table a rename column aa to a;
select a, b, c, d from d;`,
    },
    {
      name: 'the constraints of a partition that was detached',
      sql: `
create table r (a int primary key);
create table p (a int primary key references r) partition by list (a);
create table c partition of p for values in (1);
alter table p detach partition c;
alter table c drop constraint c_pkey;
alter table c drop constraint p_a_fkey;`,
    },
    {
      name: 'what a child may change of its column',
      sql: `
create table parent (a int);
create table child (b int) inherits (parent);
alter table child alter column a set default 1, alter column a set not null, alter column b type bigint;
alter table parent alter column a type bigint;`,
    },
  ],
});

expectRule(invalidQuery, {
  flags: [
    {
      name: 'columns of one name and two types',
      sql: `
create table parent (a float8, b numeric(10, 4), c varchar(5));
create table other (a float4);
create table first (a float4) inherits (parent);
--                  ^
create table second (b numeric(10, 2), c varchar(6)) inherits (parent);
--                   ^
--                                     ^
create table third () inherits (parent, other);
--           ^^^^^`,
      message: /^Column "a" has a type conflict: double precision and real/,
      sqlstate: '42804',
    },
    {
      name: 'ONLY a parent',
      sql: `
create table parent (a int, b int);
create table child () inherits (parent);
alter table only parent add column c int;
--                                 ^
alter table only parent rename column b to d;
--                                    ^
alter table only parent alter column b type bigint;
--                                   ^`,
      message: /^Column must be added to child tables too/,
      sqlstate: '42P16',
    },
    {
      name: 'ONLY a partitioned table',
      sql: `
create table parent (a int, b int) partition by list (a);
create table child partition of parent for values in (1);
alter table only parent drop column b;
--                                  ^`,
      sqlstate: '42P16',
    },
    {
      name: 'DROP EXPRESSION of a column without one',
      sql: `
create table t (a int, b int generated always as (a + 1) stored);
alter table t alter column b drop expression;
alter table t alter column b drop expression;
--                         ^`,
      message: /^Column "b" of relation "t" is not a generated column/,
      sqlstate: '55000',
    },
    {
      name: 'DROP EXPRESSION of a virtual column',
      sql: `
create table t (a int, b int generated always as (a + 1) virtual);
alter table t alter column b drop expression;
--                         ^`,
      sqlstate: '0A000',
    },
  ],
  accepts: [
    {
      name: 'ONLY a table without children, and what they need not follow',
      sql: `
create table merged (a double precision, n character varying(5));
create table merging (a float8, n varchar(5)) inherits (merged);
create table joint () inherits (merged, merging);
create table parent (a int, b int);
create table child () inherits (parent);
alter table only parent drop column b;
alter table only child add column c int;
alter table only child rename column c to d;
alter table only parent alter column a set default 1;
create table parts (a int, b int) partition by list (a);
alter table only parts add column c int;
alter table only parts drop column b;
alter table parts alter column c drop expression if exists;`,
    },
  ],
});

expectRule(multiplePrimaryKeys, {
  flags: [
    {
      name: 'a partition’s own beside that of its table',
      sql: `
create table parent (id int primary key) partition by range (id);
create table child partition of parent (primary key (id)) for values from (1) to (2);
--                                      ^^^^^^^^^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'that of the partitioned table beside those of its partitions',
      sql: `
create table parent (id int not null, k int not null) partition by range (id);
create table child (id int not null, k int primary key);
alter table parent attach partition child for values from (1) to (2);
alter table parent add primary key (id);
--                     ^^^^^^^^^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'that of a table which is to become a partition',
      sql: `
create table parent (id int, k int not null, primary key (id)) partition by range (id);
create table child (id int not null, k int primary key);
alter table parent attach partition child for values from (1) to (2);
--                                  ^^^^^`,
      sqlstate: '42P16',
    },
  ],
  accepts: [
    {
      name: 'a partition’s that becomes a part of its table’s',
      sql: `
create table parent (id int not null, k int) partition by range (id);
create table first (k int, id int primary key);
alter table parent attach partition first for values from (1) to (2);
alter table parent add primary key (id);
create table second (id int primary key, k int);
alter table parent attach partition second for values from (2) to (3);
create table third partition of parent for values from (3) to (4);`,
    },
    {
      name: 'a partition’s where its table has none',
      sql: `
create table parent (id int, k int) partition by range (id);
create table child partition of parent (primary key (k)) for values from (1) to (2);
alter table parent add unique (id);`,
    },
  ],
});
