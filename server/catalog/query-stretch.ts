import { parseScript } from '../syntax/parse-script.ts';
import type { PlPgSqlQuery } from '../syntax/plpgsql-steps.ts';
import type { Statement } from '../syntax/statement.ts';
import type { BodyText } from './analyze/body-text.ts';
import { literalStretch, type Stretch, stretchOf } from './nested-sql.ts';

const assigned = /^[^=]*?:?=/;
const select = 'select ';

/** A query of a body as a statement; of an expression and an assignment it is a SELECT, with that word before it. */
export function queryStretch(
  outer: Statement,
  body: BodyText,
  at: number,
  query: PlPgSqlQuery,
): Stretch | null {
  if (query.kind === 'statement') return stretchOf(outer, body, at, query.text);
  const target = query.kind === 'assignment' ? (assigned.exec(query.text)?.[0].length ?? 0) : 0;
  const value = stretchOf(outer, body, at + target, query.text.slice(target));
  return value && { start: value.start - select.length, text: select + value.text };
}

/** The statements that EXECUTE gets, where its text is one literal. */
export function constantStretches(
  outer: Statement,
  body: BodyText,
  at: number,
  { text }: PlPgSqlQuery,
): readonly Stretch[] {
  const stretch = stretchOf(outer, body, at, text);
  // Quotes within quotes within quotes are not followed.
  const constant = stretch?.text === text ? literalStretch(stretch.start, text) : null;
  if (!constant) return [];
  return parseScript(constant.text).statements.map(({ start, statement }) => ({
    start: constant.start + start,
    text: statement.text,
  }));
}
