import rule from '../../server/rules/invalid-query.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a name of two tables',
      sql: `
create table a (id int);
create table b (id int);
create view v as select id from a, b;
--                      ^^`,
      sqlstate: '42702',
    },
    {
      name: 'a table that is missing in FROM',
      sql: `
create table a (id int);
create table b (id int);
create view v as select b.id from a;
--                      ^`,
      sqlstate: '42P01',
    },
    {
      name: 'an aggregate in WHERE',
      sql: `
create table a (id int);
select id from a where count(*) > 1;
--                     ^^^^^`,
      sqlstate: '42803',
    },
    {
      name: 'a subquery in CHECK',
      sql: `
create table a (id int check (id in (select 1)));
--                               ^^`,
      sqlstate: '0A000',
    },
  ],
  accepts: [
    {
      name: 'grouping by the primary key, by position and by name',
      sql: `
create table a (id int primary key, name text);
create table b (a int, n int);
create view v as select a.id, a.name, sum(n) from a join b on b.a = a.id group by a.id;
create view w as select name as title, count(*) from a group by 1 order by title;
create view x as select id from a join lateral (select n from b where b.a = a.id) s on true where s.n > (select avg(n) from b);
with recursive r as (select 1 as n union all select n + 1 from r where n < 3) select * from r;`,
    },
  ],
});
