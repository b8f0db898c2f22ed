import type { DiagramResult } from '../server/protocol/messages.ts';

/**
 * Whether the drawn picture is better than that of SQL that is being typed: more statements are damaged than
 * when it was drawn, or still some, and a table, column or relation has gone.
 */
export function isWorse(next: DiagramResult, drawn: DiagramResult): boolean {
  if (next.damaged === 0 || next.uri !== drawn.uri) return false;
  const columns = new Map(
    next.picture.tables.map((table) => [`${table.schema}.${table.name}`, table.columnCount]),
  );
  let tableGone = false;
  let columnGone = false;
  for (const table of drawn.picture.tables) {
    const left = columns.get(`${table.schema}.${table.name}`);
    if (left === undefined) tableGone = true;
    else if (left < table.columnCount) columnGone = true;
  }
  // A table that is only not drawn, because another part is looked at, has not gone.
  if (tableGone) return next.picture.total < drawn.picture.total;
  const relationGone = next.picture.relations.length < drawn.picture.relations.length;
  return next.damaged > drawn.damaged && (columnGone || relationGone);
}
