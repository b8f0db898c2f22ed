import { expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { Analysis, DatabaseFile } from '../../server/features/analysis.ts';
import { rules } from '../../server/rules/registry.generated.ts';
import { defineRule } from '../../server/rules/rule.ts';
import { editScript, parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';

await loadParser();

const first = 'create table team (id bigint primary key, name varchar(255));\n';
const second = `create table person (id bigint primary key, team_id bigint references team, born date default 'x');
alter table team add column price float;
create view names as select name from team;\n`;
const third = 'alter table person add foreign key (id) references team (nothing);\nselect nme from person;\n';

function filesOf(...texts: readonly string[]): DatabaseFile[] {
  return texts.map((text, at) => ({ name: `${at + 1}.sql`, script: parseScript(text) }));
}

function focusOn(files: readonly DatabaseFile[], names: readonly string[], before: Analysis | null = null) {
  return analyse(files, defaultOptions, before, rules, new Set(names));
}

function found(analysis: Analysis, name: string): string[] {
  return analysis
    .findings(name)
    .map(({ rule, range, related }) => `${rule} ${range.start}-${range.end} ${related.length}`);
}

const names = ['1.sql', '2.sql', '3.sql'];

test('what a table calls is known wherever the table stands', () => {
  const files = filesOf(
    `create table first (id int);
create function short(text) returns text immutable language sql as 'select left($1, 5)';\n`,
    `create table t (id text default short('a'), b text check (short(b) = b));
create index by_short on t (short(b));
alter table t add column c text generated always as (short(b)) stored;\n`,
    'drop function short(text);\n',
  );
  const [problem] = focusOn(files, ['3.sql']).findings('3.sql');
  expect(problem).toMatchObject({ rule: 'dependent-objects', related: { length: 4 } });
});

test('the findings of a file are the same whether others are looked at or not', () => {
  const files = filesOf(first, second, third);
  const whole = analyse(files, defaultOptions);
  expect(found(whole, '2.sql')).toEqual(expect.arrayContaining([expect.stringContaining('invalid-literal')]));
  expect(found(whole, '3.sql')).toEqual(
    expect.arrayContaining([expect.stringContaining('unresolved-column')]),
  );
  for (const name of names) expect(found(focusOn(files, [name]), name)).toEqual(found(whole, name));
});

test('partitions in different files are compared', () => {
  const files = filesOf(
    'create table t (at date) partition by range (at);\n',
    `create table a partition of t for values from ('2026-01-01') to ('2027-01-01');\n`,
    `create table b partition of t for values from ('2026-06-01') to ('2026-07-01');\n`,
  );
  const errors = focusOn(files, ['3.sql'])
    .findings('3.sql')
    .filter(({ severity }) => severity === 'error');
  expect(errors).toMatchObject([{ rule: 'partition-overlap', related: [{ file: '2.sql' }] }]);
});

test('whoever asks for a file outside of the focus gets its findings, also after the next edit', () => {
  const files = filesOf(first, second, third);
  const analysis = focusOn(files, ['1.sql']);
  const whole = analyse(files, defaultOptions);
  for (const name of names) {
    expect(found(analysis, name)).toEqual(found(whole, name));
    expect(analysis.worst(name, 1)).toMatchObject({ hidden: Math.max(0, found(whole, name).length - 1) });
    expect(analysis.damaged(name)).toBe(whole.damaged(name));
  }
  const edited = files.with(0, {
    name: '1.sql',
    script: editScript(files[0]!.script, { start: 13, end: 17, newText: 'club' }),
  });
  const next = focusOn(edited, ['1.sql'], analysis);
  const fresh = analyse(edited, defaultOptions);
  for (const name of names) expect(found(next, name)).toEqual(found(fresh, name));
});

test('a file that comes into the focus later is analysed then', () => {
  const files = filesOf(first, second, third);
  const whole = analyse(files, defaultOptions);
  const later = focusOn(files, ['3.sql'], focusOn(files, ['1.sql']));
  expect(found(later, '3.sql')).toEqual(found(whole, '3.sql'));
  const both = focusOn(files, ['2.sql', '3.sql'], later);
  expect(found(both, '2.sql')).toEqual(found(whole, '2.sql'));
});

test('a query before the first table tells in every file that the database is known only in part', () => {
  const files = filesOf('update users set name = 1;\n', 'create table own (id bigint primary key);\n', third);
  const whole = analyse(files, defaultOptions);
  expect(found(focusOn(files, ['3.sql']), '3.sql')).toEqual(found(whole, '3.sql'));
  expect(found(whole, '3.sql').join()).not.toContain('unresolved');
});

test('once all files were asked for, an edit runs the rules on what it changes and on nothing else', () => {
  const seen: string[] = [];
  const counting = [
    defineRule({
      ...rules[0]!,
      id: 'char-n',
      table({ name }) {
        seen.push(name);
        return [];
      },
    }),
  ];
  const analyseIn = (files: readonly DatabaseFile[], before: Analysis | null) =>
    analyse(files, defaultOptions, before, counting, new Set(['1.sql']));
  const askAll = (analysis: Analysis) => names.forEach((name) => void analysis.findings(name));
  let files = filesOf(first, second, 'create table apart (id bigint primary key);\n');
  let analysis = analyseIn(files, null);
  expect(seen).toEqual(['team']);
  askAll(analysis);
  expect(new Set(seen)).toEqual(new Set(['team', 'person', 'apart']));
  for (const name of ['title', 'heading', 'caption']) {
    const text = files[0]!.script.text;
    const start = text.indexOf(' varchar');
    const from = text.lastIndexOf(' ', start - 1) + 1;
    files = files.with(0, {
      name: '1.sql',
      script: editScript(files[0]!.script, { start: from, end: start, newText: name }),
    });
    seen.length = 0;
    analysis = analyseIn(files, analysis);
    askAll(analysis);
    expect(seen).not.toContain('apart');
    expect(seen).toContain('team');
  }
});
