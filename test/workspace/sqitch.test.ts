import { beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import { recogniseFiles, short, tables } from './listing.ts';

beforeAll(loadParser);

test('sqitch: the plan gives the order, reworked changes keep their old scripts', () => {
  const plan = `%syntax-version=1.0.0
%project=flipr
%uri=https://example.org

users 2024-01-01T00:00:00Z A <a@example.org> # Users.
insert_user [users] 2024-01-02T00:00:00Z A <a@example.org> # Insert.
@v1 2024-01-03T00:00:00Z A <a@example.org> # Tag.
insert_user [insert_user@v1] 2024-01-04T00:00:00Z A <a@example.org> # Rework.
`;
  const found = recogniseFiles({
    'sqitch.plan': plan,
    'sqitch.conf': '[core]\n\tengine = pg\n',
    ...tables(
      'deploy/users.sql',
      'deploy/insert_user@v1.sql',
      'deploy/insert_user.sql',
      'revert/users.sql',
      'revert/insert_user.sql',
      'revert/insert_user@v1.sql',
      'verify/users.sql',
    ),
  });
  const [database] = found.databases;
  expect(found.databases).toHaveLength(1);
  expect(database?.name).toBe('flipr');
  expect(database && short(database)).toEqual([
    'sqitch',
    '',
    ['deploy/users.sql', 'deploy/insert_user@v1.sql', 'deploy/insert_user.sql'],
  ]);
  expect(database?.parts.map(({ down }) => down?.path)).toEqual([
    '/p/revert/users.sql',
    '/p/revert/insert_user@v1.sql',
    '/p/revert/insert_user.sql',
  ]);
  expect(found.leftOut.map(({ path }) => path)).toEqual(['/p/verify/users.sql']);
});

test('a plan of another name, of the same form', () => {
  const found = recogniseFiles({
    'pgpm.plan':
      '%project=jobs\nschemas/jobs/table [other:@1.0] 2025-01-01T00:00:00Z A <a@b> # Table.\nviews/all\n',
    ...tables('deploy/views/all.sql', 'deploy/schemas/jobs/table.sql', 'verify/views/all.sql'),
  });
  expect(found.databases.map(({ name, why }) => [name, why])).toEqual([
    [
      'jobs',
      'pgpm.plan names 2 changes, and their scripts are in deploy. They build upon other, which is not here.',
    ],
  ]);
  expect(found.databases[0] && short(found.databases[0])[2]).toEqual([
    'deploy/schemas/jobs/table.sql',
    'deploy/views/all.sql',
  ]);
});

test('a project after those that it names, whose files stay theirs', () => {
  const { databases } = recogniseFiles({
    'app/pgpm.plan': '%project=app\norders [base:users !app:old] 2025-01-01T00:00:00Z A <a@b> # x\n',
    'base/pgpm.plan': '%project=base\nusers 2025-01-01T00:00:00Z A <a@b> # x\n',
    ...tables('app/deploy/orders.sql', 'base/deploy/users.sql'),
  });
  expect(
    databases.map(({ name, parts, externals }) => [
      name,
      parts.map(({ path, isBorrowed }) => `${path}${isBorrowed ? ' borrowed' : ''}`),
      externals,
    ]),
  ).toEqual([
    ['app', ['/p/base/deploy/users.sql borrowed', '/p/app/deploy/orders.sql'], []],
    ['base', ['/p/base/deploy/users.sql'], []],
  ]);
});

test('what is not here may have any name; extensions that the control file requires are there', () => {
  const { databases } = recogniseFiles({
    'app/pgpm.plan': '%project=app\norders 2025-01-01T00:00:00Z A <a@b> # x\n',
    'app/app.control': "requires = 'plpgsql,uuid-ossp,stamps'\n",
    'alone/pgpm.plan': '%project=alone\nusers 2025-01-01T00:00:00Z A <a@b> # x\n',
    ...tables('app/deploy/orders.sql', 'alone/deploy/users.sql'),
  });
  expect(databases.map(({ name, externals, extensions }) => [name, externals, extensions])).toEqual([
    ['alone', [], []],
    ['app', ['*'], ['uuid-ossp']],
  ]);
});

test('two projects of one name stay two databases', () => {
  const plan = '%project=app\nusers 2025-01-01T00:00:00Z A <a@b> # x\n';
  const { databases } = recogniseFiles({
    'a/sqitch.plan': plan,
    'b/sqitch.plan': plan,
    ...tables('a/deploy/users.sql', 'b/deploy/users.sql'),
  });
  expect(databases.map(({ root }) => root)).toEqual(['/p/a', '/p/b']);
});
