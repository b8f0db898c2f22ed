import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';

/** Reports what PostgreSQL refuses, in its words. `similar`: names that may have been meant. */
export function refuse(
  draft: Draft,
  at: SourceRange,
  sqlstate: string,
  message: string,
  similar: readonly string[] = [],
): void {
  draft.report({ kind: 'invalid-query', at, sqlstate, message, similar });
}
