import { type Damage, parseStatement } from './parse-statement.ts';
import type { SourceRange, Statement } from './statement.ts';

/** A syntax error with its place in the source. */
export interface SyntaxDamage extends Omit<Damage, 'at' | 'element'> {
  readonly at: SourceRange;
  readonly element: SourceRange | null;
}

/** The places where PostgreSQL's parser stops in a statement; empty for a valid one. */
export function damageOf(statement: Statement): readonly SyntaxDamage[] {
  return parseStatement(statement).damages.map((damage) => ({
    ...damage,
    at: { statement: statement.id, ...damage.at },
    element: damage.element && { statement: statement.id, ...damage.element },
  }));
}
