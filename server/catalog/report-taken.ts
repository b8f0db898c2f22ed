import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import type { Oid } from './model.ts';
import type { Problem } from './problem.ts';

type TakenProblem = Extract<Problem, { kind: 'duplicate-object' }>;

/** Reports a name that another object of the same kind has, which PostgreSQL says with 42710. */
export function reportTaken(
  draft: Draft,
  taken: {
    readonly what: TakenProblem['what'];
    readonly name: string;
    readonly at: SourceRange;
    readonly first: SourceRange;
    readonly table?: Oid;
  },
): void {
  const { what, table = null } = taken;
  const rest = { sqlstate: '42710', firstKind: what, suggestion: null, table };
  draft.report({ kind: 'duplicate-object', ...taken, ...rest });
}
