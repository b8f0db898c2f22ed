import rule from '../../server/rules/inheritance-conflict.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a column that a partition lacks',
      sql: `
create table p (id int, d date) partition by range (d);
create table c (d date);
alter table p attach partition c for values from ('2026-01-01') to ('2027-01-01');
--                             ^`,
      sqlstate: '42804',
      related: 1,
    },
    {
      name: 'a column that only the partition has',
      sql: `
create table p (id int, d date) partition by range (d);
create table c (id int, d date, more text);
alter table p attach partition c for values from ('2026-01-01') to ('2027-01-01');
--                             ^`,
      sqlstate: '42804',
    },
    {
      name: 'a check of the parent under another name',
      sql: `
create table p (id int constraint positive check (id > 0));
create table c (id int constraint other check (id > 0));
alter table c inherit p;
--                    ^`,
      sqlstate: '42804',
    },
    {
      name: 'the dropping of an inherited column',
      sql: `
create table p (id int, x int);
create table c (more int) inherits (p);
alter table c drop column x;
--                        ^`,
      sqlstate: '42P16',
    },
    {
      name: 'the renaming of an inherited column',
      sql: `
create table p (id int, d date) partition by range (d);
create table c partition of p for values from ('2026-01-01') to ('2027-01-01');
alter table c rename column id to key;
--                          ^^`,
      sqlstate: '42P16',
    },
    {
      name: 'the dropping of an inherited check',
      sql: `
create table p (id int constraint positive check (id > 0));
create table c () inherits (p);
alter table c drop constraint positive;
--                            ^^^^^^^^`,
      sqlstate: '42P16',
    },
  ],
  accepts: [
    {
      name: 'tables that fit, and changes of the parent',
      sql: `
create table p (id int constraint positive check (id > 0), d date) partition by range (d);
create table c (d date, id int constraint positive check (id > 0));
alter table p attach partition c for values from ('2026-01-01') to ('2027-01-01');
alter table p rename column id to key;
alter table p add column more text;
alter table p drop column more;
alter table p detach partition c;
alter table c drop column key;
create table q (id int constraint own check (id > 0) no inherit);
create table e (id int, extra text);
alter table e inherit q;
alter table e drop column extra;
alter table e no inherit q;
alter table e drop column id;`,
    },
  ],
});
