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

/**
 * Makes way for a new relation. Without BEGIN a table of ON COMMIT DROP went with its own statement, unless a tool opened
 * a transaction for the whole script: nothing is said of its later use then, and its name is free.
 */
export function dropFinished(draft: Draft, schema: string, name: string): void {
  if (schema !== 'pg_temp') return;
  const oid = draft.get(keys.relation(schema, name)) as Oid | undefined;
  if (oid === undefined || draft.get(keys.transaction) !== undefined || !noted(draft).includes(oid)) return;
  dropRelation(draft, oid);
  draft.takeFrom(keys.commitDrops, oid);
}
