import type { Draft } from './draft.ts';
import { dropRelation } from './drop.ts';
import { keys } from './keys.ts';
import type { Oid } from './model.ts';

function noted(draft: Draft): readonly Oid[] {
  return (draft.get(keys.commitDrops) as readonly Oid[] | undefined) ?? [];
}

/** Notes a temporary table of ON COMMIT DROP, which goes when its transaction ends. */
export function noteCommitDrop(draft: Draft, oid: Oid): void {
  draft.addTo(keys.commitDrops, oid);
}

/** COMMIT: drops what was made to last until then. */
export function dropAtCommit(draft: Draft): void {
  const oids = noted(draft);
  if (oids.length === 0) return;
  for (const oid of oids) dropRelation(draft, oid);
  draft.put(keys.commitDrops, undefined);
}

/** Whether a relation went with the transaction of its own statement, unless a tool opened one for the whole script. */
function isFinished(draft: Draft, oid: Oid): boolean {
  return draft.get(keys.transaction) === undefined && noted(draft).includes(oid);
}

/** Whether PostgreSQL rejected the statement that made an object. */
export function isRejected(draft: Draft, oid: Oid): boolean {
  const object = draft.object(oid);
  return object && 'statement' in object ? draft.get(keys.rejected(object.statement)) === true : false;
}

/**
 * Makes way for a new relation where that of its name is kept only for those who use it: one that PostgreSQL rejected, or
 * something temporary that another session, or a statement without a BEGIN, may have made.
 */
export function makeWay(draft: Draft, schema: string, name: string): void {
  const oid = draft.get(keys.relation(schema, name)) as Oid | undefined;
  if (oid === undefined) return;
  // What is temporary ends with its session, and that mostly with its file.
  const isOver = schema === 'pg_temp' && (draft.hasManySessions || isFinished(draft, oid));
  if (!isOver && !isRejected(draft, oid)) return;
  dropRelation(draft, oid);
  if (isOver) draft.takeFrom(keys.commitDrops, oid);
}
