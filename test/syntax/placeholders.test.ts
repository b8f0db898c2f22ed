import { beforeAll, describe, expect, test } from 'vitest';
import { askPostgres, loadParser } from '../../server/syntax/parser.ts';
import { hideLoosePlaceholders, hidePlaceholders, isOpaqueName } from '../../server/syntax/placeholders.ts';

beforeAll(loadParser);

describe('placeholders become words of the same length', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Flyway', `create table \${schema}.users (id bigint);`],
    ['Flyway, as part of a name', `create table \${prefix}_users (id bigint);`],
    ['Flyway, at the end of a name', `create table users_\${env} (id bigint);`],
    ['Flyway, with a colon', `create table \${flyway:defaultSchema}.t (id bigint);`],
    ['Jinja', 'create table {{ schema }}.users (id bigint);'],
    [
      'dbt',
      "create view v as select * from {{ ref('orders') }} o join {{ source('a', 'b') }} s on s.id = o.id;",
    ],
    ['dbt, over several lines', 'create view v as select * from {{\n  ref("orders")\n}};'],
    ['dbt’s configuration', "{{ config(materialized='table') }}\nselect 1;"],
    ['Jinja’s set', '{% set name = "x" %}\ncreate table {{ name }} (id bigint);'],
    ['Jinja’s comment', '{# what is this? #}\nselect 1;'],
    ['Go', 'create table {{ .Schema }}.users (id bigint);'],
    ['Go, trimmed', 'create table {{- .Table -}} (id bigint);'],
    ['an extension’s schema', 'create function @extschema@.f() returns int language sql as $$ select 1 $$;'],
    ['an extension’s schema of another one', 'create table t (a @extschema:citext@.citext);'],
    ['an operator before it', 'select 1 =@extschema@.one();'],
    ['a named parameter', 'select * from t where id = @id and a in (@b, @long_name::bigint[]);'],
    ['sqlc', "update t set a = coalesce(sqlc.narg('a'), a) where id in (sqlc.slice('ids'));"],
  ];
  test.each(cases)('%s', (_name, sql) => {
    const hidden = hidePlaceholders(sql);
    expect(hidden?.decidesStructure).toBe(false);
    expect(hidden?.text).toHaveLength(sql.length);
    expect(hidden?.text).not.toMatch(/\{|\}|@/);
    expect(askPostgres(hidden?.text ?? '')).toMatchObject({ ok: true });
    // Lines stay where they are, and so does everything around the placeholders.
    expect(hidden?.text.split('\n')).toHaveLength(sql.split('\n').length - (/\{\{\n/.test(sql) ? 2 : 0));
    expect(hidden?.text.startsWith(sql.slice(0, sql.search(/[$@{=]/)))).toBe(true);
  });

  test('but for the schema of an extension, where names without one are looked for anyway', () => {
    const hidden = hidePlaceholders('select @extschema@.f(a) from @extschema@."T" set @extschema@');
    expect(hidden?.text).toBe('select             f(a) from             "T" set _$xtschema$');
  });

  test('and the same placeholder is the same word', () => {
    const hidden = hidePlaceholders(
      `create table \${a}.t (id bigint references \${a}.u, b bigint references \${b}.u);`,
    );
    const words = hidden?.text.match(/_\$\w*\$/g) ?? [];
    expect(words).toHaveLength(3);
    expect(words[0]).toBe(words[1]);
    expect(words[0]).not.toBe(words[2]);
  });
});

describe('a statement whose structure they decide is left alone', () => {
  test.each([
    '{% if x %} create table t (id bigint); {% endif %}',
    'create table t (id bigint {% for c in columns %}, {{ c }} text {% endfor %});',
    '{{ if .X }}create table t (id bigint);',
    '{{- range .Tables }} create table {{ . }} (id bigint);',
    '{{#if x}} create table t (id bigint);',
    '{% macro f() %} select 1 {% endmacro %};',
  ])('%s', (sql) => {
    const hidden = hidePlaceholders(sql);
    expect(hidden).toMatchObject({ decidesStructure: true });
    expect(hidden?.text).toHaveLength(sql.length);
  });
});

describe('what is no placeholder stays', () => {
  test.each([
    'select 1;',
    `select '\${a} {{ b }}';`,
    `select "{{ a }}" from "\${b}";`,
    'select 1 -- {{ a }}\n;',
    `select $$ \${a} $$;`,
    "select '{{1,2},{3,4}}'::int[];",
    'select array[[1,2],[3,4]];',
    'select a @> b, $1;',
    'select @ -1;',
  ])('%s', (sql) => {
    expect(hidePlaceholders(sql)).toBeNull();
  });

  test('also beside one', () => {
    const sql = `insert into \${s}.t values ('\${v}', "{{ c }}"); -- \${x}`;
    expect(hidePlaceholders(sql)?.text).toBe(`insert into _$s$.t values ('\${v}', "{{ c }}"); -- \${x}`);
  });
});

test('a name with a placeholder in it is known by its words', () => {
  const names =
    (hidePlaceholders(`select 1 from \${Schema}.users_\${env}, {{ x }}`)?.text ?? '').match(/[\w$]+/g) ?? [];
  expect(names.filter(isOpaqueName)).toHaveLength(3);
  expect(isOpaqueName(`\${schema}`)).toBe(true);
  expect(['users', '_users', 'a$b', '$1', 'cost_$'].filter(isOpaqueName)).toEqual([]);
});

describe('what only other tools can read becomes words too', () => {
  test.each([
    ['pg-promise', 'select $[a], $<b.c>, $(d:csv), $/e/ from $table;'],
    ['MyBatis and Rails', 'select * from t where id = #{id};'],
    ['braces', 'select * from {schema}.t where id = {id};'],
    ['ERB and EJS', 'create table <%= schema %>.t (id int, b <%- type %>);'],
    ['Python', 'select * from t where id = %(id)s;'],
    ['percent signs', 'select * from %%table%% where a=%%value%%;'],
  ])('%s', (_name, sql) => {
    const hidden = hideLoosePlaceholders(sql);
    expect(hidden).toMatchObject({ decidesStructure: false, isVague: false });
    expect(hidden?.text).toHaveLength(sql.length);
    expect(askPostgres(hidden?.text ?? '')).toMatchObject({ ok: true });
  });

  test.each(['insert into %s (%s) values (%s);', 'select * from t where id = ? and b=?;'])(
    'what has no name is a word that nobody can tell: %s',
    (sql) => {
      const hidden = hideLoosePlaceholders(sql);
      expect(hidden).toMatchObject({ isVague: true });
      expect(hidden?.text).toHaveLength(sql.length);
      expect(askPostgres(hidden?.text ?? '')).toMatchObject({ ok: true });
    },
  );

  test('a condition decides what the statement is', () => {
    expect(hideLoosePlaceholders('select 1 <% if (x) { %> where true <% } %>;')).toMatchObject({
      decidesStructure: true,
    });
  });

  test('strings, comments and quoted names stay', () => {
    expect(hideLoosePlaceholders(`select '?', "{a}", $f$ %s $f$ -- <%= a %>\n/* ? */;`)).toBeNull();
  });
});
