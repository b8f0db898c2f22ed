import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../server/rules/registry.generated.ts';
import { findingsOf } from '../support/analyse-script.ts';
import { markScript, readMarkedScript } from '../support/marked-script.ts';
import { askServer, postgres } from '../support/postgres.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** PostgreSQL's code for the bad example of each rule whose findings are errors. */
const rejections: Readonly<Record<string, string>> = {
  'concurrently-in-transaction': '25001',
  'dependent-objects': '2BP01',
  'duplicate-object': '42P07',
  'enum-value-used-same-transaction': '55P04',
  'expression-unique-in-create-table': '42601',
  'fk-target-not-unique': '42830',
  'fk-type-mismatch': '42804',
  'invalid-setting': '22023',
  'inheritance-conflict': '42804',
  'invalid-literal': '22P02',
  'invalid-query': '42803',
  'multiple-primary-keys': '42P16',
  'partial-unique-in-create-table': '42601',
  'partition-overlap': '42P17',
  'pg-stat-statements-column': '42703',
  'stat-view-wrong-column': '42703',
  'syntax-error': '42601',
  'type-mismatch': '42804',
  'undefined-function': '42883',
  'undefined-object': '42704',
  'undefined-operator': '42883',
  'undefined-type': '42704',
  'unresolved-column': '42703',
  'unresolved-relation': '42P01',
};

/** What a script needs that the example itself leaves out. */
const preparations: Readonly<Record<string, string>> = {
  'pg-stat-statements-column': 'create extension pg_stat_statements;\n',
};

beforeAll(async () => void (await postgres()));

test('every rule of a severity error has its SQLSTATE here, and no other', () => {
  const errors = rules.filter(({ severity }) => severity === 'error').map(({ id }) => id);
  expect(Object.keys(rejections).sort()).toEqual(errors.sort());
});

test('the registry holds each rule once, in the order of their ids', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.length).toBeGreaterThanOrEqual(33);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has a file, a page and tests of its own', () => {
    expect(existsSync(`${root}server/rules/${id}.ts`)).toBe(true);
    expect(readFileSync(`${root}docs/rules/${id}.md`, 'utf8')).toContain(rule.summary);
    expect(readdirSync(`${root}test/rules`)).toContain(`${id}.test.ts`);
  });

  test('flags its bad example where it is marked', () => {
    const { text, marks } = readMarkedScript(rule.example.bad);
    const findings = findingsOf(text, id);
    expect(findings).toHaveLength(1);
    expect(marks).toHaveLength(1);
    expect(
      markScript(
        text,
        findings.map(({ range }) => range),
      ),
    ).toBe(markScript(text, marks));
    expect(findings[0]?.message).toMatch(/^[^\n]{20,400}[.?]$/);
  });

  test('finds nothing in its good example', () => {
    expect(findingsOf(rule.example.good, id)).toEqual([]);
  });

  test('agrees with PostgreSQL about both', async () => {
    const prepare = preparations[id] ?? '';
    const bad = await askServer(prepare + readMarkedScript(rule.example.bad).text);
    expect(bad?.sqlstate ?? null, bad?.message).toBe(rejections[id] ?? null);
    expect(await askServer(prepare + rule.example.good)).toBeNull();
  });
});
