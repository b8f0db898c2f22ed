import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type LintReport, lintReport, placesOf } from '../support/lint-report.ts';
import { askServer } from '../support/postgres.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

const shop = fileURLToPath(new URL('../../samples/shop/', import.meta.url));

function rulesOf(report: LintReport, ...severities: string[]): string[] {
  return report.findings.filter(({ severity }) => severities.includes(severity)).map(({ rule }) => rule);
}

describe('lint --format json on the sample shop', () => {
  test('shows the faults of the schema and no others', async () => {
    const { code, stderr, report } = await lintReport([`${shop}schema.sql`]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(rulesOf(report, 'error')).toEqual(['undefined-type', 'partial-unique-in-create-table']);
    expect(placesOf(report, 'undefined-type')).toEqual(['address_type_enum']);
    expect(placesOf(report, 'fk-without-index')).toEqual([
      'addresses.customer_id',
      'categories.parent_id',
      'products.category_id',
      'orders.customer_id',
      'orders.billing_address_id',
      'orders.shipping_address_id',
      'order_items.order_id',
      'order_items.product_id',
    ]);
    expect(placesOf(report, 'updated-at-without-trigger')).toEqual([
      'customers.updated_at',
      'products.updated_at',
      'orders.updated_at',
    ]);
    expect(placesOf(report, 'hierarchy-cycle-unguarded')).toEqual(['categories.parent_id']);
    expect(placesOf(report, 'email-unique-case-sensitive')).toEqual(['customers.email']);
    expect(placesOf(report, 'fk-missing-on-delete')).toEqual([
      'categories',
      'products',
      'orders',
      'order_items',
    ]);
    expect(placesOf(report, 'check-nullable-trap')).toEqual([]);
    expect(new Set(rulesOf(report, 'warning', 'info'))).toEqual(
      new Set([
        'email-unique-case-sensitive',
        'fk-missing-on-delete',
        'fk-without-index',
        'hierarchy-cycle-unguarded',
        'updated-at-without-trigger',
      ]),
    );
  });

  test('puts every open deletion policy of a table into one finding', async () => {
    const { report } = await lintReport([`${shop}schema.sql`]);
    const lines = readFileSync(`${shop}schema.sql`, 'utf8').split('\n');
    const open = report.findings.filter(({ rule }) => rule === 'fk-missing-on-delete');
    const orders = open.find(({ object }) => object?.name === 'orders');
    expect(orders?.object).toEqual({ kind: 'table', schema: 'public', name: 'orders' });
    expect(lines[orders?.range.start.line ?? 0]).toMatch(/^\s*customer_id UUID/);
    expect(orders?.related.map(({ range }) => /\w+/.exec(lines[range.start.line] ?? '')?.[0])).toEqual([
      'billing_address_id',
      'shipping_address_id',
    ]);
    expect(orders?.fixes.every(({ safety }) => safety === 'suggestion')).toBe(true);
    for (const column of ['customer_id', 'billing_address_id', 'shipping_address_id'])
      expect(
        orders?.fixes.some(({ title }) => title.endsWith(` ${column}`)),
        column,
      ).toBe(true);
  });

  test('finds four wrong columns in the monitoring queries and nothing else', async () => {
    const { code, report } = await lintReport([`${shop}monitoring.sql`]);
    expect(code).toBe(1);
    expect(rulesOf(report, 'error', 'warning').sort()).toEqual([
      'pg-stat-statements-column',
      'pg-stat-statements-column',
      'stat-view-wrong-column',
      'stat-view-wrong-column',
    ]);
    expect(placesOf(report, 'pg-stat-statements-column')).toEqual([
      'pg_stat_statements.total_time',
      'pg_stat_statements.mean_time',
    ]);
  });

  test('finds the password in the replica script', async () => {
    const { code, report } = await lintReport([`${shop}replica.sql`]);
    expect(code).toBe(0);
    expect(report.findings.map(({ rule }) => rule)).toEqual(['hardcoded-credential']);
  });

  test('leaves texts after --fix that PostgreSQL accepts, and fixes nothing twice', async () => {
    const folder = temporaryFolder({
      'schema.sql': readFileSync(`${shop}schema.sql`),
      'monitoring.sql': readFileSync(`${shop}monitoring.sql`),
    });
    const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');
    await runCli(['lint', '--fix', 'schema.sql'], { cwd: folder });
    await runCli(['lint', '--fix', 'monitoring.sql'], { cwd: folder });
    const once = [read('schema.sql'), read('monitoring.sql')];
    await runCli(['lint', '--fix', 'schema.sql'], { cwd: folder });
    await runCli(['lint', '--fix', 'monitoring.sql'], { cwd: folder });
    expect([read('schema.sql'), read('monitoring.sql')]).toEqual(once);
    const type = "CREATE TYPE address_type_enum AS ENUM ('shipping', 'billing');\n";
    expect(await askServer(type + once[0])).toBeNull();
    expect(once[1]).toMatch(/ORDER BY total_exec_time DESC/);
    expect(await askServer(`create extension pg_stat_statements;\n${once[1]}`)).toBeNull();
  });
});

describe('the shape of lint --format json', () => {
  const sql = `create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  "größe😀" varchar(255), customer_id bigint references customers on delete cascade
);
create index a on orders (id, customer_id);
create index b on orders (id, customer_id);
create table customers ();
selec 1;
`;
  const folder = temporaryFolder({ 'db/schema.sql': sql });

  test('has exactly the promised keys', async () => {
    const { report } = await lintReport(['db'], { cwd: folder });
    expect(Object.keys(report)).toEqual(['schemaVersion', 'findings', 'summary']);
    expect(report.schemaVersion).toBe(1);
    expect(Object.keys(report.summary)).toEqual(['files', 'statements', 'error', 'warning', 'info', 'hint']);
    for (const finding of report.findings) {
      expect(Object.keys(finding)).toEqual([
        'rule',
        'severity',
        'message',
        'file',
        'range',
        'object',
        'related',
        'fixes',
      ]);
      expect(finding.file).toBe('db/schema.sql');
      for (const fix of finding.fixes) {
        expect(Object.keys(fix).slice(0, 3)).toEqual(['title', 'safety', 'edits']);
        for (const edit of fix.edits) expect(Object.keys(edit)).toEqual(['file', 'range', 'newText']);
      }
    }
  });

  test('counts lines and UTF-16 units from zero', async () => {
    const { report } = await lintReport(['db'], { cwd: folder });
    const key = report.findings.find(({ rule }) => rule === 'fk-without-index');
    const line = sql.split('\n')[3] ?? '';
    expect(key?.range.start.line).toBe(3);
    expect(line.slice(key?.range.start.character, key?.range.end.character)).toBe('customer_id');
    expect(key?.object).toEqual({
      kind: 'foreign key',
      schema: 'public',
      table: 'orders',
      name: 'orders_customer_id_fkey',
      columns: ['customer_id'],
    });
  });

  test('names columns, indexes and statements as promised', async () => {
    const { report } = await lintReport(['db'], { cwd: folder });
    const find = (rule: string) => report.findings.find((finding) => finding.rule === rule);
    expect(find('varchar-255')?.object).toEqual({
      kind: 'column',
      schema: 'public',
      table: 'orders',
      name: 'größe😀',
    });
    expect(find('duplicate-index')?.object).toEqual({
      kind: 'index',
      schema: 'public',
      table: 'orders',
      name: 'b',
      columns: ['id', 'customer_id'],
    });
    expect(find('syntax-error')?.object).toBeNull();
    const taken = find('duplicate-object');
    expect(taken?.related).toHaveLength(1);
    expect(Object.keys(taken?.related[0] ?? {})).toEqual(['file', 'range', 'message']);
    expect(taken?.related[0]?.range.start).toEqual({ line: 0, character: 13 });
  });

  test('sums up what it lists', async () => {
    const { report } = await lintReport(['db'], { cwd: folder });
    const count = (severity: string) => report.findings.filter((one) => one.severity === severity).length;
    expect(report.summary).toEqual({
      files: 1,
      statements: 6,
      error: count('error'),
      warning: count('warning'),
      info: count('info'),
      hint: count('hint'),
    });
    expect(report.summary.error).toBe(2);
  });
});
