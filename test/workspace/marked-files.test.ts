import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import type { RecognisedDatabase } from '../../server/workspace/database.ts';
import { recogniseFiles, short } from './listing.ts';

beforeAll(loadParser);

const shape = (files: Readonly<Record<string, string>>) => recogniseFiles(files).databases.map(short);
const only = (files: Readonly<Record<string, string>>): RecognisedDatabase => {
  const { databases } = recogniseFiles(files);
  expect(databases).toHaveLength(1);
  return databases[0]!;
};

describe('comments for up and down', () => {
  const both = (up: string, down: string, name: string) =>
    `-- a comment\n${up}\ncreate table ${name} (id bigint primary key)\n${down}\ndrop table ${name};\n`;
  const marks: readonly (readonly [string, string, string])[] = [
    ['dbmate', '-- migrate:up', '-- migrate:down'],
    ['goose', '-- +goose Up', '-- +goose Down'],
    ['sql-migrate', '-- +migrate Up', '-- +migrate Down'],
    ['node-pg-migrate', '-- Up Migration', '-- Down Migration'],
    ['rambler', '-- rambler up', '-- rambler down'],
    ['play', '# --- !Ups', '# --- !Downs'],
    ['up and down marks', '-- Up', '-- Down'],
  ];
  test.each(marks)('%s', (tool, up, down) => {
    const text = both(up, down, 'a');
    const database = only({ 'm/20240101_a.sql': text, 'm/20240102_b.sql': both(up, down, 'b') });
    expect(short(database)).toEqual([tool, 'm', ['20240101_a.sql', '20240102_b.sql']]);
    const [part] = database.parts;
    const cut = (stretches: readonly { start: number; end: number }[] | null | undefined) =>
      stretches?.map(({ start, end }) => text.slice(start, end).trim());
    expect(cut(part?.stretches)).toEqual(['create table a (id bigint primary key)']);
    expect(cut(part?.down?.stretches)).toEqual(['drop table a;']);
    expect(database.why).toContain(up);
  });

  test.each([
    ['tern', '---- create above / drop below ----'],
    ['mybatis', '-- //@UNDO'],
  ])('%s divides by one line', (tool, line) => {
    const text = `create table a (id int);\n${line}\ndrop table a;\n`;
    const database = only({ 'm/001_a.sql': text });
    expect(database.tool).toBe(tool);
    expect(text.slice(database.parts[0]?.stretches?.[0]?.start, database.parts[0]?.stretches?.[0]?.end)).toBe(
      'create table a (id int);\n',
    );
  });

  test('a comment that only says one of the plain words divides nothing', () => {
    expect(only({ 'm/a.sql': '-- Down\ncreate table a (id int);' }).tool).toBe('schema files');
  });

  test('goose counts, dbmate sorts by name, and a dump beside them is a database of its own', () => {
    const up = '-- +goose Up\nselect 1;';
    expect(shape({ 'm/10_b.sql': up, 'm/9_a.sql': up })).toEqual([['goose', 'm', ['9_a.sql', '10_b.sql']]]);
    const dump = '--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.a (id bigint);\n';
    expect(
      shape({
        'db/migrations/10_b.sql': both('-- migrate:up', '-- migrate:down', 'a'),
        'db/migrations/9_a.sql': both('-- migrate:up', '-- migrate:down', 'b'),
        'db/schema.sql': dump,
      }),
    ).toEqual([
      ['pg_dump', 'db', ['schema.sql']],
      ['dbmate', 'db/migrations', ['10_b.sql', '9_a.sql']],
    ]);
  });

  test('goose may begin again in one file', () => {
    const text =
      '-- +goose Up\nselect 1;\n-- +goose StatementBegin\nselect 2;\n-- +goose StatementEnd\n-- +goose Down\nselect 3;\n';
    const [part] = only({ 'm/1_a.sql': text }).parts;
    expect(text.slice(part?.stretches?.[0]?.start, part?.stretches?.[0]?.end)).toContain('select 2;');
    expect(text.slice(part?.stretches?.[0]?.start, part?.stretches?.[0]?.end)).not.toContain('select 3;');
  });
});
