import rule from '../../server/rules/fk-without-index.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'several keys of a table, each with an index of its own',
      sql: `
create table p (id bigint primary key);
create table c (
  id bigint primary key,
  a_id bigint references p (id) on delete cascade,
--^^^^
  "B Id" bigint references p (id) on delete cascade
--^^^^^^
);`,
      severity: 'warning',
      object: { kind: 'foreign key', schema: 'public', table: 'c', name: 'c_a_id_fkey', columns: ['a_id'] },
      fixed: `
create table p (id bigint primary key);
create table c (
  id bigint primary key,
  a_id bigint references p (id) on delete cascade,
  "B Id" bigint references p (id) on delete cascade
);

CREATE INDEX "c_B Id_idx" ON c ("B Id");

CREATE INDEX c_a_id_idx ON c (a_id);`,
    },
    {
      name: 'a key of two columns, added later, in a schema',
      sql: `
create schema app;
create table app.p (a int, b int, primary key (a, b));
create table app.c (id bigint primary key, x int, y int);
alter table app.c add constraint c_p foreign key (x, y) references app.p on delete cascade;
--                                                ^^^^`,
      fixed: `
create schema app;
create table app.p (a int, b int, primary key (a, b));
create table app.c (id bigint primary key, x int, y int);
alter table app.c add constraint c_p foreign key (x, y) references app.p on delete cascade;

CREATE INDEX c_x_y_idx ON app.c (x, y);`,
    },
    {
      name: 'an index whose columns do not lead',
      sql: `
create table p (id bigint primary key);
create table c (id bigint primary key, a int, p_id bigint references p on delete cascade);
--                                            ^^^^
create index c_p_id_idx on c (a, p_id);`,
      fixed: `
create table p (id bigint primary key);
create table c (id bigint primary key, a int, p_id bigint references p on delete cascade);

CREATE INDEX c_p_id_idx1 ON c (p_id);
create index c_p_id_idx on c (a, p_id);`,
    },
    {
      name: 'a partial index with another predicate',
      sql: `
create table p (id bigint primary key);
create table c (id bigint primary key, live bool, p_id bigint references p on delete cascade);
--                                                ^^^^
create index c_live on c (p_id) where live;`,
      fixed: `
create table p (id bigint primary key);
create table c (id bigint primary key, live bool, p_id bigint references p on delete cascade);

CREATE INDEX c_p_id_idx ON c (p_id);
create index c_live on c (p_id) where live;`,
    },
    {
      name: 'a BRIN index, which finds no single rows',
      sql: `
create table p (id bigint primary key);
create table c (id bigint primary key, p_id bigint references p on delete cascade);
--                                     ^^^^
create index c_brin on c using brin (p_id);`,
      fixed: `
create table p (id bigint primary key);
create table c (id bigint primary key, p_id bigint references p on delete cascade);

CREATE INDEX c_p_id_idx ON c (p_id);
create index c_brin on c using brin (p_id);`,
    },
    {
      name: 'a table that is renamed later',
      sql: `
create table p (id bigint primary key);
create table c (id bigint primary key, p_id bigint references p on delete cascade);
--                                     ^^^^
alter table c rename to child;`,
      fixed: `
create table p (id bigint primary key);
create table c (id bigint primary key, p_id bigint references p on delete cascade);
alter table c rename to child;

CREATE INDEX child_p_id_idx ON child (p_id);`,
    },
    {
      name: 'a lookup table as an information',
      sql: `
create table countries (id int primary key, name text);
create table c (id bigint primary key, country_id int references countries on delete restrict);
--                                     ^^^^^^^^^^`,
      severity: 'info',
      fixed: `
create table countries (id int primary key, name text);
create table c (id bigint primary key, country_id int references countries on delete restrict);

CREATE INDEX c_country_id_idx ON c (country_id);`,
    },
    {
      name: 'a name that PostgreSQL has to shorten',
      sql: `
create table p (id bigint primary key);
create table a_table_whose_name_is_rather_long_but_still_allowed (
  id bigint primary key,
  a_column_whose_name_is_long_as_well bigint references p on delete cascade
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
      fixed: `
create table p (id bigint primary key);
create table a_table_whose_name_is_rather_long_but_still_allowed (
  id bigint primary key,
  a_column_whose_name_is_long_as_well bigint references p on delete cascade
);

CREATE INDEX a_table_whose_name_is_rather__a_column_whose_name_is_long_a_idx ON a_table_whose_name_is_rather_long_but_still_allowed (a_column_whose_name_is_long_as_well);`,
    },
  ],
  accepts: [
    {
      name: 'the primary key, a unique constraint and the columns in another order',
      sql: `
create table p (a int, b int, primary key (a, b));
create table c (x int, y int, z int, primary key (y, x, z), foreign key (x, y) references p on delete cascade);
create table o (id int unique references c_target (id) on delete cascade);`.replace(
        'create table o',
        'create table c_target (id int primary key);\ncreate table o',
      ),
    },
    {
      name: 'a partial index on the rows that are not null',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p_id int references p on delete cascade);
create index on c (p_id) where p_id is not null;`,
    },
    {
      name: 'a hash index on one column, and a covering index',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p_id int references p on delete cascade, q_id int references p on delete cascade);
create index on c using hash (p_id);
create index on c (q_id) include (id);`,
    },
    {
      name: 'a partition, whose parent has the index',
      sql: `
create table p (id int primary key);
create table t (p_id int references p on delete cascade) partition by list (p_id);
create index on t (p_id);
create table t1 partition of t for values in (1);`,
    },
    {
      name: 'a key that is dropped again',
      sql: `
create table p (id int primary key);
create table c (p_id int constraint k references p on delete cascade);
alter table c drop constraint k;`,
    },
  ],
});
