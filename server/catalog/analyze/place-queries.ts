import type { PlPgSqlQuery } from '../../syntax/plpgsql-steps.ts';

export interface PlacedQuery {
  readonly query: PlPgSqlQuery;
  /** Where its text stands in the body; -1 where it is not found as it is. */
  readonly at: number;
  /** The place from which it was looked for. */
  readonly from: number;
}

/** The queries of a body with their places, which PostgreSQL's parser does not tell. They stand in order. */
export function placeQueries(body: string, queries: readonly PlPgSqlQuery[]): PlacedQuery[] {
  let from = 0;
  return queries.map((query) => {
    const at = find(body, query, from);
    const placed = { query, at, from };
    if (at >= 0) from = at;
    return placed;
  });
}

const perform = 'PERFORM';
const select = 'SELECT ';

function find(body: string, { text, kind }: PlPgSqlQuery, from: number): number {
  const at = body.indexOf(text, from);
  if (at >= 0 || kind !== 'statement') return at;
  // The parser puts blanks in the place of INTO and its target.
  const [head = ''] = text.split(/\s{6,}/);
  const blanked = head === text ? -1 : body.indexOf(head, from);
  if (blanked >= 0) return blanked;
  // PERFORM becomes SELECT.
  if (!text.startsWith(select)) return -1;
  const value = body.indexOf(text.slice(select.length), from);
  const isPerform = value >= 0 && body.slice(0, value).trimEnd().toUpperCase().endsWith(perform);
  return isPerform ? value - select.length : -1;
}
