import invalidQuery from '../../server/rules/invalid-query.ts';
import undefinedObject from '../../server/rules/undefined-object.ts';
import { expectRule } from '../support/expect-rule.ts';

const relations = `
create table t (id int primary key, x int);
create view v as select id from t;
create materialized view m as select id from t;
create sequence s;
create type c as (id int);
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;`;

const cases: readonly [name: string, sql: string, at: string][] = [
  ['a foreign key to a view', 'create table a (x int references v);', 'v'],
  ['a foreign key to a materialized view', 'alter table t add foreign key (x) references m (id);', 'm'],
  ['a foreign key to a sequence', 'create table a (x int, foreign key (x) references s);', 's'],
  [
    'a trigger of a sequence',
    'create trigger a before insert on s for each row execute function stamp();',
    's',
  ],
  ['a rule of a sequence', 'create rule a as on insert to s do instead nothing;', 's'],
  ['a sequence emptied', 'truncate s;', 's'],
  ['a view reordered', 'cluster v;', 'v'],
  ['a table as an index', 'reindex index t;', 't'],
  ['a view whose indexes are made anew', 'reindex table v;', 'v'],
  ['a table as a sequence', 'grant usage on sequence t to public;', 't'],
  ['a comment on the column of a sequence', 'comment on column s.last_value is null;', 'last_value'],
];

/** Marks the last time that the words stand in the statement. */
function marked(statement: string, words: string): string {
  const at = [...statement.matchAll(new RegExp(`\\b${words}\\b`, 'g'))].at(-1)?.index ?? 0;
  return `${statement}\n--${' '.repeat(at - 2)}${'^'.repeat(words.length)}`;
}

expectRule(invalidQuery, {
  flags: [
    ...cases.map(([name, statement, at]) => ({
      name,
      sql: `${relations}\n${marked(statement, at)}`,
      sqlstate: '42809',
    })),
    {
      name: 'a comment on a column that a composite type has not',
      sql: `${relations}
comment on column c.nope is null;
--                  ^^^^`,
      sqlstate: '42703',
    },
  ],
  accepts: [
    {
      name: 'what each kind can have',
      sql: `${relations}
create unique index m_id on m (id);
cluster m using m_id;
reindex table m;
reindex index m_id;
grant usage on sequence s to public;
grant select on s, v, m to public;
comment on column c.id is null;
comment on column v.id is null;
create trigger a instead of insert on v for each row execute function stamp();
create rule b as on delete to v do instead nothing;
truncate t;`,
    },
  ],
});

expectRule(undefinedObject, {
  flags: [
    {
      name: 'a constraint of a view renamed',
      sql: `${relations}
alter table v rename constraint a to b;
--                              ^`,
      sqlstate: '42704',
    },
  ],
  accepts: [],
});
