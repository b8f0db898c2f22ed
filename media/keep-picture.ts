import type { DiagramResult } from '../server/protocol/messages.ts';

/**
 * Whether the drawn picture is better than that of SQL that is being typed: more statements are damaged than
 * when it was drawn, or still some, and a table, column or relation has gone.
 */
export function isWorse(next: DiagramResult, drawn: DiagramResult): boolean {
  if (next.damaged === 0 || next.uri !== drawn.uri) return false;
  const columns = new Map(
    next.picture.tables.map((table) => [`${table.schema}.${table.name}`, table.columns]),
  );
  let tableGone = false;
  let columnGone = false;
  for (const table of drawn.picture.tables) {
    const left = columns.get(`${table.schema}.${table.name}`);
    if (left === undefined) tableGone = true;
    else if (left < table.columns) columnGone = true;
  }
  if (tableGone) return true;
  return next.damaged > drawn.damaged && (columnGone || next.picture.relations < drawn.picture.relations);
}
