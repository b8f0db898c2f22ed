import rule from '../../server/rules/dependent-objects.ts';
import undefinedRelation from '../../server/rules/unresolved-relation.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a sequence that defaults need',
      sql: `
create sequence s;
create table a (id int default nextval('s'), n int default currval('public.s'::regclass));
create table b (id int);
alter table b alter column id set default nextval('"s"');
drop sequence s;
--            ^`,
      related: 3,
      sqlstate: '2BP01',
    },
    {
      name: 'a sequence of the column that it is the default of',
      sql: `
create sequence s;
create table a (id int default nextval('s'));
alter sequence s owned by a.id;
drop sequence s;
--            ^`,
      sqlstate: '2BP01',
    },
    {
      name: 'a table whose sequence another one needs',
      sql: `
create table a (id serial primary key);
create table b (id int default nextval('a_id_seq'));
drop table a;
--         ^
alter table a drop column id;
--                        ^^`,
      message: /default of column id of table b/,
      sqlstate: '2BP01',
    },
  ],
  accepts: [
    {
      name: 'a sequence that is asked for by its text, or no longer',
      sql: `
create sequence s;
create sequence r;
create sequence q;
create table a (id int default nextval('s'::text), n int default nextval('r'), m int default nextval('q'));
drop sequence s;
alter table a alter column n drop default;
drop sequence r;
alter table a drop column m;
drop sequence q;`,
    },
    {
      name: 'CASCADE, which takes the defaults along',
      sql: `
create sequence s;
create table a (id int default nextval('s'), n serial);
create table b (id int default nextval('a_n_seq'));
drop sequence s cascade;
drop table a cascade;
create table a (n serial);
drop table a;
insert into b default values;`,
    },
    {
      name: 'tables that go with what they need',
      sql: `
create table a (id serial primary key);
create table b (id int default nextval('a_id_seq'));
drop table a, b;
create sequence s;
create table c (id int default nextval('s'));
drop table c;
drop sequence s;`,
    },
  ],
});

expectRule(undefinedRelation, {
  flags: [
    {
      name: 'a sequence that went with CASCADE',
      sql: `
create sequence s;
create table a (id int default nextval('s'));
drop sequence s cascade;
alter table a alter column id set default nextval('s');
--                                                ^^^`,
      sqlstate: '42P01',
    },
  ],
  accepts: [
    {
      name: 'a sequence that takes the place of one that went',
      sql: `
create sequence s;
create table a (id int default nextval('s'));
drop sequence s cascade;
create sequence s;
alter table a alter column id set default nextval('s');`,
    },
  ],
});
