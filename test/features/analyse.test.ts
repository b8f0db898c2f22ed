import { beforeAll, describe, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { fixAll } from '../../server/features/fix-all.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { analyseScript, scriptName } from '../support/analyse-script.ts';

beforeAll(() => loadParser());

const rulesOf = (text: string) =>
  analyseScript(text)
    .findings(scriptName)
    .map(({ rule }) => rule);
const errorsOf = (text: string) =>
  analyseScript(text)
    .findings(scriptName)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);

describe('comments', () => {
  const table = (above: string, behind = '') =>
    `${above}\ncreate table t (id bigint primary key,\n  price float${behind});`;
  test('a rule is ignored on its line, or on the line below a comment of its own', () => {
    expect(rulesOf(table(''))).toEqual(['float-for-money']);
    expect(
      rulesOf(
        'create table t (id bigint primary key,\n  price float -- schema-architect-ignore float-for-money: rounded\n);',
      ),
    ).toEqual([]);
    expect(
      rulesOf(
        'create table t (id bigint primary key,\n  -- schema-architect-ignore char-n, float-for-money\n  -- another remark\n  price float);',
      ),
    ).toEqual([]);
    expect(
      rulesOf('create table t (id bigint primary key,\n  -- schema-architect-ignore\n  price float);'),
    ).toEqual([]);
  });
  test('another rule, another line and a string do not ignore it', () => {
    expect(
      rulesOf('create table t (id bigint primary key,\n  price float -- schema-architect-ignore char-n\n);'),
    ).toEqual(['float-for-money']);
    expect(rulesOf(table('-- schema-architect-ignore float-for-money'))).toEqual(['float-for-money']);
    expect(
      rulesOf(
        "create table t (id bigint primary key,\n  note text default 'schema-architect-ignore', price float);",
      ),
    ).toEqual(['float-for-money']);
  });
  test('a rule is ignored in the whole file', () => {
    expect(rulesOf(table('-- schema-architect-ignore-file float-for-money'))).toEqual([]);
  });
});

describe('a database that is known only in part', () => {
  test('has changed a table before it created one: what it does not know is silent', () => {
    expect(
      errorsOf(
        'alter table users add column team_id int references teams;\ncreate table own (id int primary key, user_id int references users);\ncreate index on users (nothing);',
      ),
    ).toEqual([]);
  });
  test('a database that begins by creating is whole', () => {
    expect(errorsOf('create table own (id int primary key, user_id int references users);')).toEqual([
      'unresolved-relation',
    ]);
    expect(errorsOf('create table own (id int primary key);\nalter table users add column x int;')).toEqual([
      'unresolved-relation',
    ]);
  });
  test('a name that another file defines is not missing', () => {
    const files = [
      {
        name: scriptName,
        script: parseScript('create table own (id int primary key, user_id int references users, s status);'),
      },
    ];
    const rules = analyse(files, { ...defaultOptions, externals: new Set(['users', 'status']) }).findings(
      scriptName,
    );
    expect(rules.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
  test('names in a schema that exists elsewhere, and any name where all may, are not missing', () => {
    const text =
      'create table own (id int primary key, k iam.kind, user_id int references iam.users);\nalter table iam.users add column x int;\ngrant usage on schema iam to me;';
    const errors = (text: string, ...names: readonly string[]) =>
      analyse([{ name: scriptName, script: parseScript(text) }], {
        ...defaultOptions,
        externals: new Set(names),
      })
        .findings(scriptName)
        .filter(({ severity }) => severity === 'error');
    expect(errors(text)).toHaveLength(4);
    expect(errors(text, 'iam')).toEqual([]);
    const more = `${text}\nselect own @@@ own, f(1) from own, other;\ndrop function g();`;
    expect(errors(more, 'iam').length).toBeGreaterThan(0);
    expect(errors(more, '*')).toEqual([]);
  });
  test('what a placeholder’s schema holds is not missing', () => {
    expect(
      errorsOf(
        `set search_path to \${schema}, public;\ncreate table a (id int primary key);\ncreate table b (a_id int references a);\ncreate function f() returns bigint language sql set search_path = \${schema} as $$ select count(*) from b, c $$;`,
      ),
    ).toEqual([]);
  });
  test('what a broken statement may define is not missing', () => {
    expect(
      errorsOf(
        'create table a (id int primary key);\ncreate tabel b (id int);\ncreate table c (id int primary key, b_id int references b);',
      ),
    ).toEqual(['syntax-error']);
  });
});

describe('another database’s SQL gets one information', () => {
  test.each([
    [
      'MySQL',
      'CREATE TABLE `users` (\n  `id` int(11) NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\nCREATE TABLE `posts` (`id` int(11) UNSIGNED AUTO_INCREMENT, KEY `x` (`id`));',
    ],
    ['SQLite', 'PRAGMA foreign_keys = 1;\nCREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT);'],
    [
      'SQL Server',
      'CREATE TABLE [dbo].[Users] (\n  [Id] INT IDENTITY(1,1) NOT NULL,\n  [Name] NVARCHAR(50)\n);\nGO\nCREATE TABLE [dbo].[Posts] ([Id] INT IDENTITY(1,1));\nGO',
    ],
    [
      'Oracle',
      'CREATE TABLE users (id NUMBER(10) NOT NULL, name VARCHAR2(50 CHAR));\nCREATE OR REPLACE TRIGGER t BEFORE INSERT ON users FOR EACH ROW BEGIN SELECT s.NEXTVAL INTO :NEW.id FROM DUAL; END;\n/\nALTER TABLE users ADD (x VARCHAR2(10));',
    ],
  ])('%s', (name, text) => {
    const findings = analyseScript(text).findings(scriptName);
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['info foreign-dialect']);
    expect(findings[0]?.message).toContain(name);
    expect(rulesOf(`-- schema-architect-dialect postgresql\n${text}`)).not.toContain('foreign-dialect');
    expect(
      analyseScript(text, { severities: { 'foreign-dialect': 'off' } }).findings(scriptName).length,
    ).toBeGreaterThan(1);
  });
  test('PostgreSQL with slips stays PostgreSQL', () => {
    expect(
      rulesOf(
        'create table a (id bigint auto_increment primary key);\ncreate table b (id bigint primary key);\ncreate table c (id bigint primary key);\ncreate table d (id bigint primary key);\ncreate table e (id bigint primary key);',
      ),
    ).toEqual(['syntax-error']);
  });
});

test('fixes that touch the same words wait for the next round, and a second run changes nothing', () => {
  const text =
    'create table p (id serial primary key);\r\ncreate table c (id bigint primary key, a int references p, b int references p);\r\n';
  const files = [{ name: scriptName, script: parseScript(text) }];
  const fixed = fixAll(files, defaultOptions);
  const after = fixed.analysis.files[0]?.script.text ?? '';
  expect(fixed.rounds.length).toBeGreaterThan(1);
  expect(after).toContain('CREATE INDEX c_a_idx ON c (a);');
  expect(after).toContain('CREATE INDEX c_b_idx ON c (b);');
  expect(after).toMatch(/^create table p \(id bigint generated/i);
  expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  expect(fixAll(fixed.analysis.files, defaultOptions).rounds).toEqual([]);
});

test('fixes of an analysis are those of its own text, also after a later analysis', () => {
  const text =
    'create table p (id bigint primary key);\ncreate table c (id bigint primary key, p_id bigint references p on delete cascade);';
  const before = analyse([{ name: scriptName, script: parseScript(text) }], defaultOptions);
  const fixesOf = () => before.findings(scriptName).map((finding) => finding.fixes());
  const expected = fixesOf();
  expect(fixAll(before.files, defaultOptions, () => true, before).rounds).toEqual(
    fixAll(before.files, defaultOptions, () => true, before).rounds,
  );
  expect(fixesOf()).toEqual(expected);
});
