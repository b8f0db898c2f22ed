import type { AlterTableCmd, ClusterStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { reportMissing } from './missing-object.ts';
import type { Index, Table, View } from './model.ts';

interface Fault {
  readonly sqlstate: string;
  readonly message: string;
}

/** Why a table cannot be put in the order of an index (check_index_is_clusterable); null for no reason. */
function clusterFault({ method, predicate, name }: Index): Fault | null {
  const message = (reason: string) => ({ sqlstate: '0A000', message: reason });
  if (['hash', 'gin', 'brin', 'spgist'].includes(method))
    return message(`cannot cluster on index "${name}" because access method does not support clustering`);
  return predicate === null ? null : message(`cannot cluster on partial index "${name}"`);
}

/** Why an index cannot tell the rows of a table apart for its subscribers (ATExecReplicaIdentity); null for no reason. */
function identityFault(table: Table, index: Index): Fault | null {
  const { name } = index;
  const unsupported = (what: string) => ({
    sqlstate: '0A000',
    message: `cannot use ${what} index "${name}" as replica identity`,
  });
  if (!index.unique)
    return { sqlstate: '42809', message: `cannot use non-unique index "${name}" as replica identity` };
  if (!index.immediate) return unsupported('non-immediate');
  if (index.keys.some(({ expression }) => expression !== null)) return unsupported('expression');
  if (index.predicate !== null) return unsupported('partial');
  const open = table.columns.find(
    ({ number, notNull }) => !notNull && index.keys.some(({ column }) => column === number),
  );
  return open
    ? {
        sqlstate: '42809',
        message: `index "${name}" cannot be used as replica identity because column "${open.name}" is nullable`,
      }
    : null;
}

/** Reports an index that a statement names where its relation lacks it, or it will not do. */
function checkIndex(
  draft: Draft,
  owner: Table | View,
  name: string,
  at: SourceRange,
  faultOf: (index: Index) => Fault | null,
): void {
  const index = owner.indexes.find((one) => one.name === name);
  const fault = index ? faultOf(index) : null;
  if (fault) draft.report({ kind: 'invalid-query', at, ...fault, similar: [] });
  // What altered the table unseen may have made the index.
  if (index || (isTable(owner) && !owner.complete)) return;
  reportMissing(draft, {
    what: 'index',
    name,
    table: { schema: owner.schema, name: owner.name },
    at,
    sqlstate: '42704',
    candidates: owner.indexes.map((one) => one.name),
  });
}

/** CLUSTER … USING. */
export function checkCluster(draft: Draft, { relation, indexname }: ClusterStmt): void {
  const owner = relation && draft.relation(relation.schemaname ?? null, relation.relname ?? '');
  if (indexname !== undefined && (isTable(owner) || isView(owner)))
    checkIndex(draft, owner, indexname, draft.source.findName(indexname, 1), clusterFault);
}

/** ALTER TABLE … CLUSTER ON. */
export function checkClusterOn(draft: Draft, table: Table, name: string, at: SourceRange): void {
  checkIndex(draft, table, name, at, clusterFault);
}

/** ALTER TABLE … REPLICA IDENTITY USING INDEX. */
export function checkReplicaIdentity(
  draft: Draft,
  table: Table,
  { def }: AlterTableCmd,
  place: (name: string) => SourceRange,
): void {
  const name = def && 'ReplicaIdentityStmt' in def ? def.ReplicaIdentityStmt.name : undefined;
  if (name !== undefined) checkIndex(draft, table, name, place(name), (index) => identityFault(table, index));
}
