import { expect, test } from 'vitest';
import type { ApplySetup } from '../../server/catalog/apply-step.ts';
import { buildHistory } from '../../server/catalog/build-catalog.ts';
import type { History } from '../../server/catalog/history.ts';
import { editScript, parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import type { Script } from '../../server/syntax/script.ts';

await loadParser();

const setup: ApplySetup = {
  version: 18,
  isExternal: () => false,
  asked: null,
  onCrash: (error) => {
    throw error;
  },
};

function build(script: Script, before: History | null = null): History {
  return buildHistory(
    script.statements.map(({ statement }) => statement),
    setup,
    before,
  );
}

function replaced(script: Script, old: string, newText: string): Script {
  const start = script.text.indexOf(old);
  expect(start).toBeGreaterThanOrEqual(0);
  return editScript(script, { start, end: start + old.length, newText });
}

/** The places of the statements that an edit has applied anew. */
function applied(history: History): readonly number[] {
  return history.changes?.applied ?? [];
}

test('words that were sound in one table do not bind another to the types of the first', () => {
  const script = parseScript(`create type mood as enum ('good');
create table first (state mood default 'good', size int check (size > 0));
create type tone as enum ('high');
create table second (pitch tone, size int check (size > 0));
create table third (state mood default 'good');
`);
  const next = build(replaced(script, "('good')", "('good', 'bad')"), build(script));
  expect(applied(next)).toEqual([0, 1, 4]);
});

test('a table that loses a foreign key, and its indexes, come out as from scratch', () => {
  const text = `create table team (id int primary key);
create table person (id int generated always as identity primary key, team_id int references team (id) on delete cascade,
  born date default now() check (born > '1900-01-01'), unique (team_id, born));
create index person_team on person (team_id) where born is not null;
comment on table person is 'people';
`;
  let script = parseScript(text);
  let history = build(script);
  for (const [old, newText] of [
    ['table team', 'table teams'],
    ['table teams', 'table team'],
    ['table team', 'table club'],
    ['born date', 'born text'],
    ['table club', 'table team'],
    ['born text', 'born date'],
  ] as const) {
    script = replaced(script, old, newText);
    history = build(script, history);
    const fresh = build(script);
    const own = history.steps.map(({ effect }) => effect.problems);
    expect(own).toEqual(fresh.steps.map(({ effect }) => effect.problems));
    expect(new Map(history.final.entries())).toEqual(new Map(fresh.final.entries()));
  }
  expect(script.text).toBe(text);
});

test('an index of a repeated statement is named anew where its name is taken', () => {
  let script = parseScript(`create table a (x int);
create table b (x int references a);
create index on b (x);
`);
  let history = build(script);
  for (const [old, newText] of [
    ['table a (', 'table c ('],
    ['table c (', 'table b_x_idx ('],
    ['table b_x_idx (', 'table a ('],
  ] as const) {
    script = replaced(script, old, newText);
    history = build(script, history);
    expect(new Map(history.final.entries())).toEqual(new Map(build(script).final.entries()));
  }
});
