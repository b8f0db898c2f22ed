import { beforeAll, describe, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';

beforeAll(() => loadParser());

function errorsOf(...texts: readonly string[]): string[] {
  const files = texts.map((text, at) => ({ name: `${at}.sql`, script: parseScript(text) }));
  const analysis = analyse(files, defaultOptions);
  return files.flatMap(({ name, script }) =>
    analysis
      .findings(name)
      .filter(({ severity }) => severity === 'error')
      .map(({ range }) => script.text.slice(range.start, range.end)),
  );
}

const profiles = `create table profiles (
  id uuid primary key references auth.users on delete cascade,
  token uuid not null default uuid_generate_v4()
);
create policy own on profiles using (auth.uid() = id);`;

describe('what only Supabase has tells that its objects are there', () => {
  test('its schemas, and the functions of its extensions', () => {
    expect(errorsOf(profiles)).toEqual([]);
    expect(errorsOf(`create index on a using gin (digest(x, 'sha1'));`, profiles)).not.toContain('digest');
    expect(errorsOf(`${profiles}\nselect crypt('a', gen_salt('bf')), missing();`)).toEqual(['missing']);
  });
  test('what an extension brings into its schema for them', () => {
    const items = `create table items (embedding vector(3));
create index on items using hnsw (embedding vector_l2_ops);`;
    const install = 'create extension if not exists vector with schema extensions;';
    expect(errorsOf(install, profiles, items)).toEqual([]);
    expect(errorsOf(profiles, items)).toEqual(['vector']);
  });
  test('not where the files make its schemas themselves', () => {
    expect(errorsOf(`create schema auth;\n${profiles}`)).toEqual([
      'auth.users',
      'uuid_generate_v4',
      'auth.uid',
    ]);
  });
  test('not where other schemas are named', () => {
    expect(
      errorsOf(
        'create table a (id uuid primary key default uuid_generate_v4(), b int references author.users);',
      ),
    ).toEqual(['uuid_generate_v4', 'author.users']);
  });
  test('the analysis after an edit is the one from scratch', () => {
    const file = (text: string) => [{ name: 'a.sql', script: parseScript(text) }];
    const table = 'create table a (id uuid primary key default uuid_generate_v4());';
    const first = analyse(file(table), defaultOptions);
    const second = analyse(file(`${table}\nselect auth.uid();`), defaultOptions, first);
    const third = analyse(file(table), defaultOptions, second);
    expect(second.findings('a.sql').filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(third.findings('a.sql').map(({ message }) => message)).toEqual(
      first.findings('a.sql').map(({ message }) => message),
    );
  });
});
