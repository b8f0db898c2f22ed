import rule from '../../server/rules/type-mismatch.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a partition bound of another type',
      sql: `
create table m (id int, at date) partition by range (at);
create table m1 partition of m for values from ('2024-01-01') to (1.5);
--                                                                ^^^`,
      sqlstate: '42804',
    },
    {
      name: 'a condition that is no Boolean',
      sql: `
create table a (x int check (x + 1));
--                           ^`,
      sqlstate: '42804',
    },
    {
      name: 'a column’s type that its old default does not fit',
      sql: `
create table a (x text default 'a');
alter table a alter column x type int using 1;
--                                ^^^`,
      sqlstate: '42804',
    },
    {
      name: 'an inserted value',
      sql: `
create table a (x int);
insert into a values (now());
--                    ^^^`,
      sqlstate: '42804',
    },
    {
      name: 'branches of UNION',
      sql: `
create view v as select 1 as a union select now();
--                                          ^^^`,
      sqlstate: '42804',
    },
    {
      name: 'a type that an extension lets GiST index',
      sql: `
create table stays (
  room int not null,
  during tstzrange not null,
  exclude using gist (room with =, during with &&)
--                    ^^^^
);`,
      sqlstate: '42704',
      message: /Create the extension btree_gist first/,
      fixed: `
CREATE EXTENSION IF NOT EXISTS btree_gist;

create table stays (
  room int not null,
  during tstzrange not null,
  exclude using gist (room with =, during with &&)
);`,
    },
  ],
  accepts: [
    {
      name: 'what is cast by assignment',
      sql: `
create table a (x int default 1.5, y varchar(3) default 12, z numeric default 1, s text default current_user, d date default now());
insert into a (x, y) values (2.5, 3), ('4', default);
alter table a alter column x type bigint, alter column s type varchar(20);
create view v as select 1 as a union select 2.5 union select null;`,
    },
  ],
});
