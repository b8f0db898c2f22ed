import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../server/features/analysis.ts';
import type { ObjectReference, PostgresVersion, Rule, Severity } from '../../server/rules/rule.ts';
import { damageOf } from '../../server/syntax/damage.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { applyFix, applySafeFixes, findingsOf, type ScriptOptions } from './analyse-script.ts';
import { markScript, readMarkedScript } from './marked-script.ts';
import { askServer, postgres } from './postgres.ts';

interface Case {
  readonly name: string;
  readonly sql: string;
  readonly version?: PostgresVersion;
  readonly applied?: 'applied' | 'new';
  /** Why PostgreSQL in this place cannot judge the script. */
  readonly withoutServer?: string;
}

export interface FlagCase extends Case {
  /** The whole text after all safe fixes, or after the first suggestion where there is no safe one. */
  readonly fixed?: string;
  /** The whole text after a fix of this title. */
  readonly fixes?: Readonly<Record<string, string>>;
  /** The titles of all fixes of the first finding, in order. */
  readonly titles?: readonly string[];
  readonly severity?: Severity;
  readonly message?: RegExp;
  readonly object?: ObjectReference;
  /** How many other places the first finding points to. */
  readonly related?: number;
  /** PostgreSQL's code for the rejection. */
  readonly sqlstate?: string;
}

export interface AcceptCase extends Case {
  /** PostgreSQL's code, for a script that it rejects for another reason. */
  readonly sqlstate?: string;
}

function optionsOf(rule: Rule, { version, applied }: Case): ScriptOptions {
  return { rule, ...(version ? { version } : {}), ...(applied ? { applied } : {}) };
}

/** Counts findings and the other places that they name: what a fix has to lessen. */
function weigh(findings: readonly Finding[]): number {
  return findings.reduce((sum, { related }) => sum + 1 + related.length, 0);
}

async function expectAccepted(text: string, what: string): Promise<void> {
  for (const { statement } of parseScript(text).statements) expect(damageOf(statement), what).toEqual([]);
  expect(await askServer(text), `${what}:\n${text}`).toBeNull();
}

/** Each fix by itself lessens the rule's findings, and PostgreSQL accepts what it leaves. */
async function expectGoodFixes(rule: Rule, text: string, one: FlagCase): Promise<void> {
  const options = optionsOf(rule, one);
  const before = findingsOf(text, rule.id, options);
  for (const finding of before) {
    for (const fix of finding.fixes()) {
      const after = applyFix(text, fix);
      const left = findingsOf(after, undefined, options);
      expect(weigh(left.filter((other) => other.rule === rule.id)), `${fix.title}:\n${after}`).toBeLessThan(
        weigh(before),
      );
      if (one.withoutServer || left.some(({ severity }) => severity === 'error')) continue;
      await expectAccepted(after, fix.title);
    }
  }
}

async function expectFlag(rule: Rule, one: FlagCase): Promise<void> {
  const options = optionsOf(rule, one);
  const { text, marks } = readMarkedScript(one.sql);
  const findings = findingsOf(text, rule.id, options);
  const [first] = findings;
  expect(
    markScript(
      text,
      findings.map(({ range }) => range),
    ),
  ).toBe(markScript(text, marks));
  if (!first) throw new Error('the script marks no finding');
  const { severity, message, object, related, titles } = one;
  if (severity) expect(first.severity).toBe(severity);
  if (message) expect(first.message).toMatch(message);
  if (object) expect(first.object).toEqual(object);
  if (related !== undefined) expect(first.related).toHaveLength(related);
  if (titles) expect(first.fixes().map(({ title }) => title)).toEqual(titles);
  const isError = findings.some((finding) => finding.severity === 'error');
  const sqlstate = one.sqlstate ?? (isError ? 'a rejection' : null);
  if (!one.withoutServer) {
    const verdict = await askServer(text);
    if (sqlstate === 'a rejection') expect(verdict).not.toBeNull();
    else expect(verdict?.sqlstate ?? null, verdict?.message).toBe(sqlstate);
  }
  const all = findings.flatMap((finding) => finding.fixes());
  if (one.fixed !== undefined) {
    const start = all[0];
    if (!start) throw new Error('there is no fix');
    const hasSafe = all.some(({ safety }) => safety === 'safe');
    const fixed = hasSafe ? applySafeFixes(text, rule.id, options) : applyFix(text, start);
    expect(fixed).toBe(one.fixed.replace(/^\n/, ''));
  } else
    expect(
      all.some(({ safety }) => safety === 'safe'),
      'a safe fix whose text is not spelled out',
    ).toBe(false);
  for (const [title, expected] of Object.entries(one.fixes ?? {})) {
    const fix = all.find((candidate) => candidate.title === title);
    if (!fix)
      throw new Error(`no fix is called "${title}", but: ${all.map((other) => other.title).join('; ')}`);
    expect(applyFix(text, fix)).toBe(expected.replace(/^\n/, ''));
  }
  await expectGoodFixes(rule, text, one);
}

async function expectAccept(rule: Rule, one: AcceptCase): Promise<void> {
  const text = one.sql.replace(/^\n/, '');
  expect(findingsOf(text, rule.id, optionsOf(rule, one)).map(({ message }) => message)).toEqual([]);
  if (one.withoutServer) return;
  const verdict = await askServer(text);
  expect(verdict?.sqlstate ?? null, verdict?.message).toBe(one.sqlstate ?? null);
}

/**
 * Tests a rule by what it flags and what it accepts. Carets in a comment line mark the findings in the line above;
 * every fix is applied, analysed again and run on PostgreSQL.
 */
export function expectRule(
  rule: Rule,
  cases: { flags: readonly FlagCase[]; accepts: readonly AcceptCase[] },
): void {
  describe(rule.id, () => {
    beforeAll(async () => void (await postgres()));
    for (const one of cases.flags) test(`flags ${one.name}`, () => expectFlag(rule, one));
    for (const one of cases.accepts) test(`accepts ${one.name}`, () => expectAccept(rule, one));
  });
}
