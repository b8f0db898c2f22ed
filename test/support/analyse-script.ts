import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { Analysis, AnalysisOptions, FileFix, Finding } from '../../server/features/analysis.ts';
import { rules } from '../../server/rules/registry.generated.ts';
import type { Rule } from '../../server/rules/rule.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { applyEdits } from '../../server/text/apply-edits.ts';
import { expandSnippet } from './marked-script.ts';

export const scriptName = 'schema.sql';

await loadParser();

export interface ScriptOptions
  extends Partial<Pick<AnalysisOptions, 'version' | 'severities' | 'externals'>> {
  readonly applied?: 'applied' | 'new' | 'unknown';
  /** A rule that need not be in the registry yet. */
  readonly rule?: Rule;
}

/** Analyses one script as a database of its own. A rule that throws fails the test. */
export function analyseScript(text: string, options: ScriptOptions = {}): Analysis {
  const { applied, rule, ...rest } = options;
  const active = rule && !rules.includes(rule) ? [...rules, rule] : rules;
  const file = { name: scriptName, script: parseScript(text), ...(applied ? { applied } : {}) };
  return analyse([file], { ...defaultOptions, ...rest }, null, active);
}

/** The findings of one script, those of one rule only where it is given. */
export function findingsOf(text: string, rule?: string, options?: ScriptOptions): readonly Finding[] {
  const all = analyseScript(text, options).findings(scriptName);
  return rule === undefined ? all : all.filter((finding) => finding.rule === rule);
}

/** The text after a fix, with the placeholders of a snippet as they stand. */
export function applyFix(text: string, fix: FileFix): string {
  return applyEdits(
    text,
    fix.edits.map((edit) => (fix.snippet ? { ...edit, newText: expandSnippet(edit.newText) } : edit)),
  );
}

/** Applies the first safe fix of a rule again and again until none is left. */
export function applySafeFixes(text: string, rule: string, options?: ScriptOptions): string {
  let current = text;
  for (let round = 0; round < 50; round++) {
    const fix = findingsOf(current, rule, options)
      .flatMap((finding) => finding.fixes())
      .find(({ safety }) => safety === 'safe');
    if (!fix) return current;
    current = applyFix(current, fix);
  }
  throw new Error(`the safe fixes of ${rule} do not come to an end`);
}
