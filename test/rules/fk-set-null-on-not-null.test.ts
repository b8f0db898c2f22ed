import rule from '../../server/rules/fk-set-null-on-not-null.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'NOT NULL in the column',
      sql: `
create table p (id bigint primary key);
create table c (p_id bigint not null references p on delete set null);
--                                                ^^^^^^^^^^^^^^^^^^`,
      severity: 'warning',
      related: 1,
      fixes: {
        'Change the action to ON DELETE RESTRICT': `
create table p (id bigint primary key);
create table c (p_id bigint not null references p ON DELETE RESTRICT);`,
        'Allow NULL in p_id': `
create table p (id bigint primary key);
create table c (p_id bigint references p on delete set null);`,
      },
    },
    {
      name: 'a column of the primary key, whose NOT NULL cannot go',
      sql: `
create table p (id bigint primary key);
create table c (p_id bigint primary key references p on delete set null);
--                                                   ^^^^^^^^^^^^^^^^^^`,
      titles: ['Change the action to ON DELETE RESTRICT'],
    },
    {
      name: 'NOT NULL that a later ALTER adds',
      sql: `
create table p (id bigint primary key);
create table c (p_id bigint references p on delete set null);
--                                       ^^^^^^^^^^^^^^^^^^
alter table c alter column p_id set not null;`,
    },
    {
      name: 'NOT NULL of a domain',
      sql: `
create domain ref as bigint not null;
create table p (id bigint primary key);
create table c (p_id ref references p on delete set null);
--                                    ^^^^^^^^^^^^^^^^^^`,
      titles: ['Change the action to ON DELETE RESTRICT'],
    },
    {
      name: 'one column of two, with a column list from 15 on',
      sql: `
create table p (t int, id int, primary key (t, id));
create table c (t int not null, p_id int, foreign key (t, p_id) references p on delete set null);
--                                                                           ^^^^^^^^^^^^^^^^^^`,
      fixes: {
        'Set only p_id to NULL': `
create table p (t int, id int, primary key (t, id));
create table c (t int not null, p_id int, foreign key (t, p_id) references p ON DELETE SET NULL (p_id));`,
      },
    },
    {
      name: 'one column of two before 15, without the column list',
      version: 14,
      sql: `
create table p (t int, id int, primary key (t, id));
create table c (t int not null, p_id int, foreign key (t, p_id) references p on delete set null);
--                                                                           ^^^^^^^^^^^^^^^^^^`,
      titles: ['Change the action to ON DELETE RESTRICT', 'Allow NULL in t'],
    },
  ],
  accepts: [
    {
      name: 'a nullable column, and other actions',
      sql: `
create table p (id bigint primary key);
create table c (a bigint references p on delete set null, b bigint not null references p on delete cascade);`,
    },
    {
      name: 'a column list that names only nullable columns',
      sql: `
create table p (t int, id int, primary key (t, id));
create table c (t int not null, p_id int, foreign key (t, p_id) references p on delete set null (p_id));`,
    },
    {
      name: 'NOT NULL that is dropped again',
      sql: `
create table p (id bigint primary key);
create table c (p_id bigint not null references p on delete set null);
alter table c alter p_id drop not null;`,
    },
  ],
});
