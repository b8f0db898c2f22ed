import rule from '../../server/rules/fk-type-mismatch.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'an extension’s type to another type',
      sql: `
create extension citext;
create table p (id uuid primary key);
create table c (p_id citext references p);
--                   ^^^^^^`,
      severity: 'error',
      sqlstate: '42804',
      fixed: `
create extension citext;
create table p (id uuid primary key);
create table c (p_id uuid references p);`,
    },
    {
      name: 'types without an equality',
      sql: `
create table p (id bigint primary key);
create table c (p_id uuid references p);
--                   ^^^^`,
      severity: 'error',
      sqlstate: '42804',
      fixed: `
create table p (id bigint primary key);
create table c (p_id bigint references p);`,
    },
    {
      name: 'text to uuid, in a foreign key of the table',
      sql: `
create table p (id uuid primary key);
create table c (p_id varchar(36), foreign key (p_id) references p);
--                                             ^^^^`,
      severity: 'error',
      sqlstate: '42804',
      fixed: `
create table p (id uuid primary key);
create table c (p_id uuid, foreign key (p_id) references p);`,
    },
    {
      name: 'numeric to int, which PostgreSQL rejects',
      sql: `
create table p (id int primary key);
create table c (p_id numeric references p);
--                   ^^^^^^^`,
      severity: 'error',
      sqlstate: '42804',
      fixed: `
create table p (id int primary key);
create table c (p_id integer references p);`,
    },
    {
      name: 'a column smaller than its key, as a warning',
      sql: `
create table p (id bigint primary key);
create table c (p_id int not null references p (id));
--                   ^^^`,
      severity: 'warning',
      related: 1,
      fixed: `
create table p (id bigint primary key);
create table c (p_id bigint not null references p (id));`,
    },
    {
      name: 'a column larger than its key, as an information',
      sql: `
create table p (id int primary key);
create table c (p_id bigint references p (id));
--                   ^^^^^^`,
      severity: 'info',
      fixed: `
create table p (id int primary key);
create table c (p_id integer references p (id));`,
    },
    {
      name: 'int to numeric, as a warning',
      sql: `
create table p (id numeric primary key);
create table c (p_id int references p (id));
--                   ^^^`,
      severity: 'warning',
      fixed: `
create table p (id numeric primary key);
create table c (p_id numeric references p (id));`,
    },
    {
      name: 'an added column, as a suggestion',
      sql: `
create table p (id bigint primary key);
create table c (id bigint primary key);
alter table c add column p_id int references p (id);
--                            ^^^`,
      titles: ['Change p_id to bigint'],
    },
  ],
  accepts: [
    {
      name: 'an extension’s type to itself',
      sql: `
create extension citext;
create table p (name text primary key, other citext unique);
create table c (p_other citext references p (other));`,
    },
    {
      name: 'serial and integer',
      sql: 'create table p (id serial primary key); create table c (p_id integer references p);',
    },
    {
      name: 'a domain over the same type',
      sql: 'create domain key as bigint; create table p (id key primary key); create table c (p_id bigint references p, q_id key references p);',
    },
    {
      name: 'text and varchar',
      sql: 'create table p (id text primary key); create table c (p_id varchar(20) references p);',
    },
    {
      name: 'other lengths of one type',
      sql: 'create table p (id varchar(10) primary key); create table c (p_id varchar(20) references p);',
    },
  ],
});
