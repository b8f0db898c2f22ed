import type { SourceRange, Statement } from '../../syntax/statement.ts';

/** From the statement's first character to its semicolon. */
export function wholeStatement(statement: Statement): SourceRange {
  return { statement: statement.id, start: 0, end: statement.text.length };
}
