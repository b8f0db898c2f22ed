import { parse } from 'pgsql-ast-parser';
import type { Statement } from './statement.ts';

/** A name and where it stands in its statement, in UTF-16 offsets. */
export interface NameSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const cache = new WeakMap<Statement, readonly NameSpan[]>();

/**
 * The names of tables, columns and constraints with their places, from pgsql-ast-parser, which knows the ends that
 * libpg-query does not. Some 1 ms a statement, so only for the few that need it; empty where it cannot read the
 * statement, and then the caller's tokens decide. Its errors say nothing about PostgreSQL.
 */
export function nameSpans(statement: Statement): readonly NameSpan[] {
  const known = cache.get(statement);
  if (known) return known;
  const spans: NameSpan[] = [];
  try {
    collect(parse(statement.text, { locationTracking: true }), spans);
  } catch {
    spans.length = 0;
  }
  cache.set(statement, spans);
  return spans;
}

function collect(value: unknown, spans: NameSpan[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, spans);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Record<string, unknown> & { _location?: { start: number; end: number } };
  if (typeof node.name === 'string' && node._location) spans.push({ name: node.name, ...node._location });
  for (const [key, child] of Object.entries(node)) if (key !== '_location') collect(child, spans);
}
