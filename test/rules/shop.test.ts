import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultOptions } from '../../server/features/analyse.ts';
import type { Finding } from '../../server/features/analysis.ts';
import { fixAll } from '../../server/features/fix-all.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { findingsOf, scriptName } from '../support/analyse-script.ts';
import { askServer, postgres } from '../support/postgres.ts';

function sample(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../samples/shop/${name}`, import.meta.url)), 'utf8');
}

/** Applies all safe fixes in rounds, as the command line's --fix does. */
function fix(text: string): string {
  const { analysis } = fixAll([{ name: scriptName, script: parseScript(text) }], defaultOptions);
  return analysis.files[0]?.script.text ?? '';
}

/** `table.column` for each finding of a rule. */
function places(findings: readonly Finding[], rule: string): string[] {
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ object }) => `${object?.table ?? object?.name}.${object?.columns?.join() ?? object?.name}`);
}

beforeAll(async () => void (await postgres()));

describe('the sample shop', () => {
  const schema = sample('schema.sql');
  const findings = findingsOf(schema);

  test('has exactly two errors', () => {
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    expect(errors).toEqual(['undefined-type', 'partial-unique-in-create-table']);
  });

  test('has eight foreign keys without an index', () => {
    expect(places(findings, 'fk-without-index')).toEqual([
      'addresses.customer_id',
      'categories.parent_id',
      'products.category_id',
      'orders.customer_id',
      'orders.billing_address_id',
      'orders.shipping_address_id',
      'order_items.order_id',
      'order_items.product_id',
    ]);
  });

  test('leaves its deletion policy open in four tables, with suggestions for every key', () => {
    const open = findings.filter(({ rule }) => rule === 'fk-missing-on-delete');
    expect(open.map(({ object }) => object)).toEqual(
      ['categories', 'products', 'orders', 'order_items'].map((name) => ({
        kind: 'table',
        schema: 'public',
        name,
      })),
    );
    expect(open.map(({ related }) => related.length)).toEqual([0, 0, 2, 0]);
    const titles = open[2]?.fixes().map(({ title }) => title) ?? [];
    for (const column of ['customer_id', 'billing_address_id', 'shipping_address_id']) {
      expect(titles.filter((title) => title.endsWith(` ${column}`))).toHaveLength(2);
    }
  });

  test('has the other faults of a first draft, and no trap in categories', () => {
    expect(places(findings, 'updated-at-without-trigger')).toEqual([
      'customers.updated_at',
      'products.updated_at',
      'orders.updated_at',
    ]);
    expect(places(findings, 'hierarchy-cycle-unguarded')).toEqual(['categories.parent_id']);
    expect(places(findings, 'email-unique-case-sensitive')).toEqual(['customers.email']);
    expect(places(findings, 'check-nullable-trap')).toEqual([]);
  });

  test('is accepted by PostgreSQL after all safe fixes and one CREATE TYPE', async () => {
    const fixed = fix(schema);
    expect(fix(fixed)).toBe(fixed);
    const type = "CREATE TYPE address_type_enum AS ENUM ('shipping', 'billing');\n";
    expect(await askServer(type + fixed)).toBeNull();
    expect(findingsOf(type + fixed).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('the sample’s monitoring queries', () => {
  const text = sample('monitoring.sql');

  test('ask for four columns that do not exist', () => {
    const serious = findingsOf(text).filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(serious.map(({ rule, object }) => `${rule} ${object?.name}`)).toEqual([
      'pg-stat-statements-column total_time',
      'pg-stat-statements-column mean_time',
      'stat-view-wrong-column tablename',
      'stat-view-wrong-column indexname',
    ]);
  });

  test('run after their fixes, ORDER BY included', async () => {
    const fixed = fix(text);
    expect(fixed).toContain('ORDER BY total_exec_time DESC');
    expect(await askServer(`create extension pg_stat_statements;\n${fixed}`)).toBeNull();
  });
});

test('the sample’s replica script holds a password', () => {
  expect(findingsOf(sample('replica.sql')).map(({ rule }) => rule)).toEqual(['hardcoded-credential']);
});
