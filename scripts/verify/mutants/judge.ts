import { analyse } from '../../../server/features/analyse.ts';
import type { Analysis, Finding } from '../../../server/features/analysis.ts';
import { editScript, parseScript } from '../../../server/syntax/parse-script.ts';
import type { Script } from '../../../server/syntax/script.ts';
import { fileName, type Ground } from './ground.ts';
import type { Edits, Mutation } from './mutation.ts';
import type { Rejection } from './replay.ts';
import { isSent, type Unit } from './units.ts';

export interface OurError {
  readonly rule: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What both said to a mutant. */
export interface Judgement {
  readonly schema: string;
  readonly mutation: Mutation;
  /** The first unit that PostgreSQL newly rejects; null where it accepts the mutant. */
  readonly rejection: (Rejection & { readonly statement: string; readonly start: number }) | null;
  /** Those that the unmutated schema lacks. */
  readonly errors: readonly OurError[];
  /** Whether we are right: an error on the rejected unit, or none at all. */
  readonly agrees: boolean;
}

function errorsOf(analysis: Analysis): readonly Finding[] {
  return analysis.findings(fileName).filter(({ severity }) => severity === 'error');
}

const errorKeys = new WeakMap<Ground, ReadonlyMap<string, number>>();

function knownErrors(ground: Ground): ReadonlyMap<string, number> {
  const known = errorKeys.get(ground);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { rule, message } of errorsOf(ground.analysis))
    counts.set(`${rule} ${message}`, (counts.get(`${rule} ${message}`) ?? 0) + 1);
  errorKeys.set(ground, counts);
  return counts;
}

/** The script after a mutation. */
export function mutate({ script }: Ground, edits: Edits): Script {
  return edits.toReversed().reduce(editScript, script);
}

/** The errors of a mutant that its schema lacks; from scratch where we do not trust what was kept. */
export function newErrors(ground: Ground, script: Script, isAnew = false): readonly OurError[] {
  const file = { name: fileName, script: isAnew ? parseScript(script.text) : script };
  const analysis = analyse([file], ground.options, isAnew ? null : ground.analysis);
  const left = new Map(knownErrors(ground));
  const { statements } = file.script;
  return errorsOf(analysis).flatMap(({ rule, message, range }) => {
    const placed = statements.findLast(({ start }) => start <= range.start);
    // Of what the server is not sent it has no verdict.
    if (placed && !isSent(placed)) return [];
    const key = `${rule} ${message}`;
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count > 0 ? [] : [{ rule, message, start: range.start, end: range.end }];
  });
}

/** Where a unit stands in its file. */
export function rangeOf({ statements }: Unit): { start: number; end: number } {
  const last = statements.at(-1)!;
  return { start: statements[0]!.start, end: last.start + last.statement.text.length };
}

export function isOn({ start, end }: OurError, unit: Unit): boolean {
  const place = rangeOf(unit);
  return start <= place.end && end >= place.start;
}
