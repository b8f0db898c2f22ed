import type { Judgement } from './judge.ts';

/** Disagreements of one kind, most of which have one cause. */
export interface Disagreement {
  readonly title: string;
  readonly judgements: readonly Judgement[];
}

/** `CREATE TABLE`, `ALTER TABLE`, `SELECT`: what a statement is, whatever it is about. */
export function statementKind(text: string): string {
  const words = text
    .replace(/^create\s+or\s+replace\b/i, 'create')
    .replace(/\b(?:unique|unlogged|temp|temporary|materialized|recursive)\s+/i, '')
    .split(/[^\w]+/, 2)
    .map((word) => word.toUpperCase());
  return /^(?:CREATE|ALTER|DROP|COMMENT|REFRESH)$/.test(words[0] ?? '') ? words.join(' ') : (words[0] ?? '');
}

function titleOf({ rejection, errors }: Judgement): string {
  if (rejection) return `${rejection.sqlstate} ${statementKind(rejection.statement)}`;
  return `false error ${errors[0]?.rule}`;
}

/** The disagreements by SQLSTATE and kind of statement, the most frequent ones first. */
export function groupDisagreements(judgements: readonly Judgement[]): Disagreement[] {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    if (judgement.agrees) continue;
    const title = titleOf(judgement);
    groups.set(title, [...(groups.get(title) ?? []), judgement]);
  }
  return [...groups]
    .map(([title, list]) => ({ title, judgements: list }))
    .sort((a, b) => b.judgements.length - a.judgements.length);
}

export interface Rates {
  readonly name: string;
  readonly rejected: number;
  readonly found: number;
  readonly accepted: number;
  readonly silent: number;
}

/** Recall and precision of some mutants, as counts. */
export function countRates(name: string, judgements: readonly Judgement[]): Rates {
  const rejected = judgements.filter(({ rejection }) => rejection !== null);
  const accepted = judgements.filter(({ rejection }) => rejection === null);
  return {
    name,
    rejected: rejected.length,
    found: rejected.filter(({ agrees }) => agrees).length,
    accepted: accepted.length,
    silent: accepted.filter(({ agrees }) => agrees).length,
  };
}
