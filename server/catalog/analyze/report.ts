import { keys } from '../keys.ts';
import { isOpenPath } from '../search-path.ts';
import type { Analysis } from './analysis.ts';
import type { AnalysisFacts, AnalysisProblem } from './analysis-problem.ts';

/** Adds a problem. One at a place is enough: what follows from it is not worth saying. */
export function report(
  a: Analysis,
  sqlstate: string,
  at: AnalysisProblem['at'],
  message: string,
  facts: AnalysisFacts & Pick<AnalysisProblem, 'extension'>,
): void {
  for (const known of a.problems)
    if (known.at.start === at.start && known.at.end === at.end && known.sqlstate === sqlstate) return;
  a.problems.push({ at, sqlstate, message, certainty: 'certain', ...facts });
}

/** Reports that a part of SQL may not stand where it stands. */
export function reportMisplaced(
  a: Analysis,
  sqlstate: string,
  at: AnalysisProblem['at'],
  message: string,
  what: string,
): void {
  report(a, sqlstate, at, message, { kind: 'misplaced', what });
}

/** Reports a fault of a query that concerns no name and no type. */
export function reportInvalid(
  a: Analysis,
  sqlstate: string,
  at: AnalysisProblem['at'],
  message: string,
  extension: string | null = null,
): void {
  report(a, sqlstate, at, message, { kind: 'invalid-query', what: message, extension });
}

/** Whether a name that is not found may exist where we cannot see. */
export function mayExistUnseen(a: Analysis, schema: string | null, name: string): boolean {
  return (
    a.sees.partial ||
    a.catalog.get(keys.damaged(name)) === true ||
    a.isExternal({ schema, name }) ||
    (schema === null ? isOpenPath(a.catalog.searchPath()) : a.isExternal({ schema: null, name: schema }))
  );
}
