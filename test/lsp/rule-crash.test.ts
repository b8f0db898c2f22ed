import { describe, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { rules } from '../../server/rules/registry.generated.ts';
import type { Rule } from '../../server/rules/rule.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';

await loadParser();

const text = `create table a (note varchar(255));
create table b (id bigint primary key, note varchar(255));
`;

/** The registry with one rule that throws on tables of some name. */
function withCrash(name: string): readonly Rule[] {
  const victim = rules.find(({ id }) => id === 'varchar-255')!;
  const crashing: Rule = {
    ...victim,
    table(table, context, report) {
      if (table.name === name) throw new Error('the rule is broken');
      victim.table?.(table, context, report);
    },
  };
  return rules.map((rule) => (rule === victim ? crashing : rule));
}

function run(activeRules: readonly Rule[]) {
  const crashes: string[] = [];
  const options = {
    ...defaultOptions,
    onCrash: (rule: string, error: unknown) => crashes.push(`${rule}: ${(error as Error).message}`),
  };
  const files = [{ name: 'a.sql', script: parseScript(text) }];
  const analysis = analyse(files, options, null, activeRules);
  return {
    crashes,
    found: analysis
      .findings('a.sql')
      .map(({ rule, range }) => [rule, text.slice(range.start, range.end), range.start]),
  };
}

describe('a rule that throws', () => {
  test('is reported and loses only what it would have found there', () => {
    const whole = run(rules);
    expect(whole.crashes).toEqual([]);
    expect(whole.found.map(([rule]) => rule)).toEqual(['missing-primary-key', 'varchar-255', 'varchar-255']);
    const { crashes, found } = run(withCrash('a'));
    expect(crashes).toEqual(['varchar-255: the rule is broken']);
    expect(found).toEqual([whole.found[0], whole.found[2]]);
  });

  test('stops a run by default, so that tests and scripts notice', () => {
    const files = [{ name: 'a.sql', script: parseScript(text) }];
    expect(() => analyse(files, defaultOptions, null, withCrash('a'))).toThrow(/varchar-255 failed/);
  });
});
