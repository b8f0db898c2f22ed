import rule from '../../server/rules/partition-overlap.ts';
import { expectRule } from '../support/expect-rule.ts';

const byRange = (type: string): string => `
create table t (at ${type} not null) partition by range (at);`;

expectRule(rule, {
  flags: [
    {
      name: 'a range within another one, that is attached',
      sql: `${byRange('timestamptz')}
create table a partition of t for values from ('2026-01-01 00:00:00+00') to ('2027-01-01 00:00:00+00');
create table b (at timestamptz not null);
alter table t attach partition b for values from ('2026-12-31 23:30:00+00') to ('2027-02-01 02:00+02:00');
--                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      sqlstate: '42P17',
      message: /^The partition b would overlap a, /,
      related: 1,
    },
    {
      name: 'a range that begins before others and ends in them',
      sql: `${byRange('bigint')}
create table a partition of t for values from (10) to (20);
create table b partition of t for values from (30) to ('9000000000000000001');
create table c partition of t for values from (minvalue) to (11);
--                                       ^^^^^^^^^^^^^^^^^^^^^^^
create table d partition of t for values from (9000000000000000001) to (maxvalue);
create table e partition of t for values from (-5) to (10);`,
      sqlstate: '42P17',
    },
    {
      name: 'ranges of two columns',
      sql: `
create table t (kind int, at date) partition by range (kind, at);
create table a partition of t for values from (1, minvalue) to (1, maxvalue);
create table b partition of t for values from (2, '2026-01-01') to (2, date '2026-07-01');
create table c partition of t for values from (2, '2026-06-30') to (3, '2026-01-01');
--                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      sqlstate: '42P17',
    },
    {
      name: 'a value in two lists',
      sql: `
create table t (country text) partition by list (country);
create table a partition of t for values in ('at', 'de', null);
create table b partition of t for values in ('ch', 'de');
--                                       ^^^^^^^^^^^^^^^`,
      sqlstate: '42P17',
      message: /would overlap a, which has 'de' already/,
    },
    {
      name: 'NULL in two lists',
      sql: `
create table t (country text) partition by list (country);
create table a partition of t for values in ('at', null);
create table b partition of t for values in (null, 'ch');
--                                       ^^^^^^^^^^^^^^^`,
      sqlstate: '42P17',
      message: /NULL already/,
    },
    {
      name: 'a second default partition',
      sql: `
create table t (country text) partition by list (country);
create table a partition of t default;
create table b partition of t default;
--                            ^^^^^^^`,
      sqlstate: '42P17',
    },
    {
      name: 'a hash partition that takes a part of another one',
      sql: `
create table t (id int) partition by hash (id);
create table a partition of t for values with (modulus 2, remainder 0);
create table b partition of t for values with (modulus 4, remainder 1);
create table c partition of t for values with (modulus 4, remainder 2);
--                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      sqlstate: '42P17',
    },
    {
      name: 'a modulus that does not fit',
      sql: `
create table t (id int) partition by hash (id);
create table a partition of t for values with (modulus 4, remainder 0);
create table b partition of t for values with (modulus 6, remainder 1);
--                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      sqlstate: '42P17',
    },
  ],
  accepts: [
    {
      name: 'the place of a partition that a function detaches',
      sql: `${byRange('date')}
create table a partition of t for values from ('2026-01-01') to ('2027-01-01');
create function free() returns void language plpgsql as $$ begin execute 'alter table t detach partition a'; end $$;
select free();
create table b partition of t for values from ('2026-01-01') to ('2027-01-01');`,
    },
    {
      name: 'one after the other, in any order, with a default',
      sql: `${byRange('date')}
create table c partition of t for values from ('2028-01-01') to (maxvalue);
create table a partition of t for values from ('2026-01-01') to ('2027-01-01');
create table d partition of t default;
create table b partition of t for values from ('2027-01-01') to ('2028-01-01') partition by list (at);
create table b1 partition of b for values in ('2027-05-05');
create table b2 partition of b default;`,
    },
    {
      name: 'the place of a partition that was detached or dropped',
      sql: `${byRange('date')}
create table a partition of t for values from ('2026-01-01') to ('2027-01-01');
alter table t detach partition a;
create table b partition of t for values from ('2026-01-01') to ('2027-01-01');
drop table b;
create table c partition of t for values from ('2026-06-01') to ('2027-01-01');
alter table t attach partition a for values from ('2026-01-01') to ('2026-06-01');`,
    },
    {
      name: 'values that only look the same, or are not known',
      sql: `
create table t (amount numeric(4, 2)) partition by list (amount);
create table a partition of t for values in (1.001, 2);
create table b partition of t for values in (1.01);
create table w (word text) partition by range (word);
create table w1 partition of w for values from ('a') to ('m');
create table w2 partition of w for values from ('m') to ('z');
create table x (at timestamptz) partition by range (at);
create table x1 partition of x for values from ('2026-01-01 00:00+00') to ('2026-01-01 01:00+00');
create table x2 partition of x for values from ('2026-01-01 01:00+00') to ('2026-01-01 03:00:00.5+01:00');
create table x3 partition of x for values from ('2026-01-01 02:00:00.5Z') to (now() + interval '100 years');`,
    },
    {
      name: 'midnight under both its names',
      sql: `${byRange('timestamp')}
create table a partition of t for values from ('2026-01-01') to ('2026-01-02 00:00');
create table b partition of t for values from ('2026-01-01 24:00') to ('2026-01-03');
create table c partition of t for values from ('2026-01-03') to ('2026-01-04 00:00:00.4'::timestamp(0));`,
    },
    {
      name: 'values that a tool puts in',
      sql: `
create table t (word text) partition by list (word);
create table a partition of t for values in ('\${word}');
create table b partition of t for values in ('\${word}');`,
      withoutServer: 'PostgreSQL is not given the placeholders',
    },
    {
      name: 'hash partitions with all remainders, and with different moduli',
      sql: `
create table t (id int) partition by hash (id);
create table a partition of t for values with (modulus 2, remainder 0);
create table b partition of t for values with (modulus 4, remainder 1);
create table c partition of t for values with (modulus 8, remainder 3);
create table d partition of t for values with (modulus 8, remainder 7);`,
    },
    {
      name: 'partitions that a block makes where they are missing, and after one that drops some',
      sql: `${byRange('date')}
create table a partition of t for values from ('2026-01-01') to ('2027-01-01');
do $$ begin
  if to_regclass('a') is null then
    create table b partition of t for values from ('2026-01-01') to ('2027-01-01');
  end if;
end $$;
do $$ begin execute format('drop table %I', 'a'); end $$;
create table c partition of t for values from ('2026-01-01') to ('2027-01-01');`,
    },
  ],
});
