import rule from '../../server/rules/fk-missing-on-delete.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'one finding per table, with suggestions for every key',
      sql: `
create table p (id bigint primary key);
create table c (
  a_id bigint not null references p (id),
--                     ^^^^^^^^^^^^^^^^^
  b_id bigint references p,
  c_id bigint references p (id) on delete cascade
);`,
      severity: 'info',
      object: { kind: 'table', schema: 'public', name: 'c' },
      related: 1,
      titles: [
        'Add ON DELETE RESTRICT to the foreign key on a_id',
        'Add ON DELETE CASCADE to the foreign key on a_id',
        'Add ON DELETE RESTRICT to the foreign key on b_id',
        'Add ON DELETE CASCADE to the foreign key on b_id',
        'Add ON DELETE SET NULL to the foreign key on b_id',
      ],
      fixes: {
        'Add ON DELETE SET NULL to the foreign key on b_id': `
create table p (id bigint primary key);
create table c (
  a_id bigint not null references p (id),
  b_id bigint references p ON DELETE SET NULL,
  c_id bigint references p (id) on delete cascade
);`,
      },
    },
    {
      name: 'a key with MATCH, ON UPDATE and NOT VALID',
      sql: `
create table p (a int, b int, primary key (a, b));
create table c (a int, b int);
alter table c add foreign key (a, b) references p (a, b) match full on update cascade not valid;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      fixes: {
        'Add ON DELETE CASCADE to the foreign key on a, b': `
create table p (a int, b int, primary key (a, b));
create table c (a int, b int);
alter table c add foreign key (a, b) references p (a, b) match full ON DELETE CASCADE on update cascade not valid;`,
      },
    },
  ],
  accepts: [
    {
      name: 'every written action, NO ACTION too',
      sql: `
create table p (id bigint primary key);
create table c (a bigint references p on delete no action, b bigint references p on delete set null);`,
    },
    {
      name: 'a deferrable key, which needs NO ACTION',
      sql: `
create table p (id bigint primary key);
create table c (a bigint references p deferrable initially deferred);`,
    },
  ],
});
