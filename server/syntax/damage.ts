import { type Damage, parsedDamages } from './parse-statement.ts';
import type { SourceRange, Statement } from './statement.ts';

/** A syntax error with its place in the source. */
export interface SyntaxDamage extends Omit<Damage, 'at' | 'element'> {
  readonly at: SourceRange;
  readonly element: SourceRange | null;
}

const none: readonly SyntaxDamage[] = [];
const cache = new WeakMap<Statement, readonly SyntaxDamage[]>();

/** The places where PostgreSQL's parser stops in a statement; empty for a valid one. */
export function damageOf(statement: Statement): readonly SyntaxDamage[] {
  const known = cache.get(statement);
  if (known) return known;
  const placed = parsedDamages(statement).map((damage) => ({
    ...damage,
    at: { statement: statement.id, ...damage.at },
    element: damage.element && { statement: statement.id, ...damage.element },
  }));
  const result = placed.length === 0 ? none : placed;
  cache.set(statement, result);
  return result;
}
