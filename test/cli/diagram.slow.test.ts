import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtFile } from '../support/built-file.ts';
import { chromiumPath } from '../support/chromium-path.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

const sql = `-- @context sales
create table customers (id bigint primary key, name text);
-- @context sales
create table orders (id bigint primary key, customer_id bigint not null references customers on delete cascade);
create index on orders (customer_id);
create table items (id bigint primary key, order_id bigint not null references orders on delete cascade);
create index on items (order_id);
create table audit_log (id bigint primary key);
`;

const folder = temporaryFolder({
  'db/schema.sql': sql,
  'db/schema-architect.json':
    '{ "contexts": { "stock": ["items"] }, "views": { "few": { "focus": ["items"], "detail": "names" } } }',
});
const draw = (...args: string[]) => runCli(['diagram', ...args, 'db'], { cwd: folder });
const boxes = (text: string) => [...text.matchAll(/T\d+\["([^"]+)"\]/g)].map(([, name]) => name);

describe('what a diagram shows', () => {
  test.each([
    [
      ['--focus', 'items'],
      ['orders', 'items'],
    ],
    [
      ['--focus', 'public.items', '--hops', '2'],
      ['customers', 'orders', 'items'],
    ],
    [
      ['--focus', 'items', '--hops', '0', '--focus', 'audit_log'],
      ['items', 'audit_log'],
    ],
    [
      ['--hide', 'audit_*', '--hide', 'items'],
      ['customers', 'orders'],
    ],
    [
      ['--view', 'few'],
      ['orders', 'items'],
    ],
    [['--view', 'few', '--hops', '0'], ['items']],
  ])('%j', async (args, expected) => {
    const { code, stdout } = await draw(...args);
    expect(code).toBe(0);
    expect(boxes(stdout)).toEqual(expected);
  });

  test('detail, direction and groups', async () => {
    expect((await draw('--detail', 'keys', '--direction', 'tb')).stdout).toMatch(
      /direction TB\n {2}T0\["customers"\] \{\n {4}bigint id PK\n {2}\}/,
    );
    const { groups } = JSON.parse((await draw('--group', 'context', '--format', 'json')).stdout);
    expect(groups).toMatchObject([
      { title: 'sales', tableCount: 2 },
      { title: 'stock', tableCount: 1 },
    ]);
    expect((await draw('--group', 'context', '--overview')).stdout).toContain('["sales (2)"]');
    expect((await draw('--format', 'dbml', '--focus', 'orders')).stdout).toContain(
      'Ref "orders_customer_id_fkey"',
    );
    expect((await draw('--format', 'plantuml')).stdout).toMatch(/^@startuml\n[\s\S]*\n@enduml\n$/);
  });

  test('goes into a file', async () => {
    expect(await draw('--output', 'er.mmd')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'er.mmd'), 'utf8')).toBe((await draw()).stdout);
  });

  test.each([
    [['--focus', 'nobody'], 'there is no table “nobody” to focus on'],
    [['--hops', 'x'], '--hops takes a number'],
    [['--detail', 'all'], '--detail takes auto, full, keys or names, not “all”'],
    [['--group', 'x'], '--group takes none, schema, context or folder'],
    [['--view', 'none'], 'has no view “none”, only few'],
    [['--check'], '--check needs --update'],
    [['--watch'], '--watch needs --update'],
    [['--diff', 'main'], 'is in no git repository'],
  ])('%j is one clear line and exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await draw(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^schema-architect: [^\n]+\n$/);
    expect(stderr).toContain(message);
  });
});

describe('SVG and PNG', () => {
  const program = chromiumPath();

  test('are drawn by the Chromium that is named', async () => {
    const svg = (
      await draw('--format', 'svg', '--chromium', program, '--focus', 'items', '--group', 'context')
    ).stdout;
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="[^"]+"/);
    for (const text of ['items', 'orders', 'order_id', 'bigint', 'sales', 'stock'])
      expect(svg).toContain(`>${text}<`);
    expect(svg).not.toContain('>customers<');
    expect(svg).not.toMatch(/<(?:style|script|foreignObject)/);
    const { code } = await draw('--format', 'png', '--chromium', program, '--scale', '1', '-o', 'er.png');
    expect(code).toBe(0);
    const png = readFileSync(join(folder, 'er.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(5000);
  });

  test.each([
    ['light', 'rgb(255, 255, 255)', 'rgb(59, 59, 59)'],
    ['dark', 'rgb(31, 31, 31)', 'rgb(204, 204, 204)'],
    ['high-contrast', 'rgb(0, 0, 0)', 'rgb(111, 195, 223)'],
    ['high-contrast-light', 'rgb(255, 255, 255)', 'rgb(15, 74, 133)'],
  ])('have the colours of the theme %s', async (theme, background, other) => {
    const { stdout, stderr } = await draw('--format', 'svg', '--chromium', program, '--theme', theme);
    expect(stderr).toBe('');
    expect(/<rect[^>]* fill="([^"]+)"/.exec(stdout)?.[1]).toBe(background);
    expect(stdout).toContain(other);
  });

  test.each([
    [['--format', 'svg'], 'name it with --chromium PATH'],
    [['--format', 'svg', '--chromium', '/nowhere'], '/nowhere: no such program'],
    [['--format', 'svg', '--chromium', process.execPath], 'is it a Chromium?'],
    [
      ['--format', 'svg', '--theme', 'blue'],
      '--theme takes light, dark, high-contrast or high-contrast-light',
    ],
    [['--format', 'png'], '--format png needs --output FILE'],
    [['--format', 'png', '-o', 'x.png', '--scale', '9'], '--scale takes 1 to 4'],
  ])('%j is one clear line and exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await draw(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^schema-architect: [^\n]+\n$/);
    expect(stderr).toContain(message);
  });
});

describe('--diff', () => {
  const repository = temporaryFolder({
    'app/db/1_a.sql': sql,
    'app/db/2_b.sql': 'create table tags (id int);',
  });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: repository });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'one');
  writeFileSync(
    join(repository, 'app/db/2_b.sql'),
    'alter table customers alter column name set not null, add column email text;\n',
  );
  writeFileSync(
    join(repository, 'app/db/3_c.sql'),
    'create table fresh (id int primary key references orders);\n',
  );
  const told = (stdout: string) =>
    JSON.parse(stdout).differences.map(
      ({ change, name, detail }: { change: string; name: string; detail: string }) =>
        `${change} ${name} ${detail}`.trim(),
    );

  test('compares a folder with a commit, a branch or a tag', async () => {
    git('tag', 'v1');
    for (const revision of ['HEAD', 'main', 'v1']) {
      const { code, stdout, stderr } = await runCli(
        ['diagram', '--diff', revision, '--format', 'json', 'app/db'],
        { cwd: repository },
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(told(stdout)).toEqual([
        'changed public.customers.name now NOT NULL',
        'added public.customers.email',
        'added public.fresh',
        'removed public.tags',
        'added fresh_id_fkey on public.fresh',
      ]);
    }
  });

  test('compares single files, also from within a folder', async () => {
    const { stdout } = await runCli(['diagram', '--diff', 'HEAD', '--format', 'json', '1_a.sql', '2_b.sql'], {
      cwd: join(repository, 'app/db'),
    });
    expect(told(stdout)).toEqual([
      'changed public.customers.name now NOT NULL',
      'added public.customers.email',
      'removed public.tags',
    ]);
  });

  test('draws what is gone, and says so', async () => {
    const { stdout } = await runCli(['diagram', '--diff', 'HEAD', 'app/db'], { cwd: repository });
    expect(boxes(stdout)).toEqual([
      'customers (changed)',
      'orders',
      'items',
      'audit_log',
      'fresh (added)',
      'tags (removed)',
    ]);
  });

  test.each(['nowhere', '--upload-pack=x', 'HEAD:app'])('%s is no revision', async (revision) => {
    const { code, stderr } = await runCli(['diagram', `--diff=${revision}`, 'app/db'], { cwd: repository });
    expect(code).toBe(2);
    expect(stderr).toBe(`schema-architect: git knows no revision “${revision}” here\n`);
  });
});

describe('blocks in Markdown', () => {
  const readme = `# Shop

<!-- schema-architect diagram --focus items --detail keys db -->
old
<!-- /schema-architect diagram -->

\`\`\`md
<!-- schema-architect diagram -->
<!-- /schema-architect diagram -->
\`\`\`
end
`;
  const project = () =>
    temporaryFolder({
      'db/a.sql': sql,
      'README.md': readme,
      'docs/er.md': '<!-- schema-architect diagram ../db -->\r\n<!-- /schema-architect diagram -->\r\n',
    });

  test('are filled as their marks say, and stay until the SQL changes', async () => {
    const cwd = project();
    const check = ['diagram', '--check', '--update', 'README.md', 'docs/er.md'];
    expect(await runCli(check, { cwd })).toMatchObject({
      code: 1,
      stdout: 'README.md: a diagram is out of date\ndocs/er.md: a diagram is out of date\n',
    });
    expect(await runCli(['diagram', '--update', 'README.md', 'docs/er.md'], { cwd })).toMatchObject({
      code: 0,
    });
    const text = readFileSync(join(cwd, 'README.md'), 'utf8');
    expect(text).toMatch(/db -->\n\n```mermaid\nerDiagram\n[\s\S]*?\n```\n\n<!-- \/schema-architect/);
    expect(boxes(text)).toEqual(['orders', 'items']);
    expect(text.split('```md')[1]).toBe(readme.split('```md')[1]);
    expect(readFileSync(join(cwd, 'docs/er.md'), 'utf8')).not.toMatch(/[^\r]\n/);
    expect(await runCli(check, { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    writeFileSync(
      join(cwd, 'db/a.sql'),
      sql.replace('order_id', 'of_order').replace('(order_id)', '(of_order)'),
    );
    expect(await runCli(check, { cwd })).toMatchObject({ code: 1 });
  });

  test.each([
    ['no mark', 'text', 'has no “<!-- schema-architect diagram … -->” to fill'],
    ['an open block', '<!-- schema-architect diagram db -->\n', 'README.md:1: the block is not closed'],
    ['a closing mark alone', '\n<!-- /schema-architect diagram -->\n', 'README.md:2: no block begins'],
    [
      'a wrong option',
      '<!-- schema-architect diagram --zoom db -->\n<!-- /schema-architect diagram -->\n',
      "README.md:1: Unknown option '--zoom'",
    ],
    ['no path', '<!-- schema-architect diagram -->\n<!-- /schema-architect diagram -->\n', 'names a PATH'],
  ])('%s is said with its line', async (_, text, message) => {
    const cwd = temporaryFolder({ 'README.md': text, 'db/a.sql': sql });
    const { code, stderr } = await runCli(['diagram', '--update', 'README.md'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('follow changes with --watch, until it is ended', async () => {
    const cwd = project();
    const child = spawn(
      process.execPath,
      [builtFile('cli.js'), 'diagram', '--watch', '--update', 'README.md', 'db'],
      { cwd },
    );
    const ended = new Promise((resolve) => child.on('close', resolve));
    const until = async (fits: () => boolean) => {
      for (let left = 200; left > 0 && !fits(); left--)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(fits()).toBe(true);
    };
    const text = () => readFileSync(join(cwd, 'README.md'), 'utf8');
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    try {
      await until(() => output.includes('watching for changes'));
      expect(text()).toContain('T1["items"]');
      writeFileSync(
        join(cwd, 'db/a.sql'),
        sql.replaceAll('items', 'lines').replace('lines (id', 'items (id'),
      );
      writeFileSync(join(cwd, 'db/b.sql'), 'create table parts (id int primary key references items);');
      await until(() => text().includes('["parts"]'));
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  });
});
