import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import type { Oid } from './model.ts';
import type { Problem } from './problem.ts';

type TakenProblem = Extract<Problem, { kind: 'duplicate-object' }>;

/** Reports a name that another object of the same kind has; PostgreSQL says most of them with 42710. */
export function reportTaken(
  draft: Draft,
  taken: {
    readonly what: TakenProblem['what'];
    readonly name: string;
    readonly at: SourceRange;
    readonly first: SourceRange | null;
    readonly table?: Oid;
    readonly sqlstate?: string;
    /** What has the name, where it is something else. */
    readonly firstKind?: string;
  },
): void {
  const { what, table = null, sqlstate = '42710', firstKind = what } = taken;
  const rest = { sqlstate, firstKind, suggestion: null, table };
  draft.report({ kind: 'duplicate-object', ...taken, ...rest });
}

export function reportSchemaTaken(
  draft: Draft,
  name: string,
  first: SourceRange | null,
  at: SourceRange,
): void {
  reportTaken(draft, { what: 'schema', name, at, first, sqlstate: '42P06' });
}
