import type {
  AlterPolicyStmt,
  AlterTableStmt,
  CreatePolicyStmt,
  CreateStmt,
  CreateTrigStmt,
  IndexStmt,
  Node,
} from '@pgsql/types';
import type { QueryAnalysis } from './analyze/analyze-query.ts';
import { isTable, isView } from './catalog.ts';
import { plainColumn } from './create-view.ts';
import { noteTypeUse } from './define-column.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { ColumnsRead, Policy, Trigger } from './table-parts.ts';

/** The columns that are read of each table, by number, for they may get other names; of views only that they are read. */
function columnsRead(draft: Draft, { uses }: QueryAnalysis): readonly ColumnsRead[] {
  const found: ColumnsRead[] = [];
  for (const [oid, names] of uses.relations) {
    const table = draft.table(oid);
    const columns = table?.columns.filter(({ name }) => names.has(name)).map(({ number }) => number);
    // The columns of a view have no numbers, and are not dropped one by one.
    found.push({ table: oid, columns: columns ?? [] });
  }
  return found;
}

/** What a policy and a new trigger's WHEN read, for DROP. */
export function noteReads(
  draft: Draft,
  node: CreatePolicyStmt | AlterPolicyStmt | CreateTrigStmt,
  analysis: QueryAnalysis,
): void {
  const written = 'table' in node ? node.table : 'relation' in node ? node.relation : undefined;
  const table = written && draft.relation(written.schemaname ?? null, written.relname ?? '');
  if (!isTable(table)) return;
  const reads = columnsRead(draft, analysis);
  const uses = [...analysis.uses.functions, ...analysis.uses.types];
  const statement = draft.source.statement.id;
  const isNew = (part: Policy | Trigger) => part.range.statement === statement;
  if ('table' in node) {
    const isMeant = (one: Policy) =>
      'permissive' in node || 'cmd_name' in node ? isNew(one) : one.name === node.policy_name;
    const policies = table.policies.map((one) => (isMeant(one) ? { ...one, columnsRead: reads, uses } : one));
    draft.putObject({ ...table, policies });
    for (const read of reads)
      if (read.table !== table.oid) draft.addTo(keys.dependents(read.table), table.oid);
    for (const use of uses) draft.addTo(keys.dependents(use), table.oid);
    return;
  }
  const own = reads.find((read) => read.table === table.oid)?.columns ?? [];
  if (own.length === 0) return;
  const triggers = table.triggers.map((one) =>
    isNew(one) ? { ...one, columns: [...new Set([...one.columns, ...own])] } : one,
  );
  draft.putObject({ ...table, triggers });
}

/** Which functions the expressions of a table call, and which types they name, for DROP. */
export function noteUsers(
  draft: Draft,
  { relation: written }: CreateStmt | AlterTableStmt | IndexStmt,
  { uses }: QueryAnalysis,
): void {
  if (uses.functions.size === 0 && uses.types.size === 0) return;
  const table = written && draft.relation(written.schemaname ?? null, written.relname ?? '');
  if (!isTable(table)) return;
  for (const one of [...uses.functions, ...uses.types]) draft.addTo(keys.dependents(one), table.oid);
}

/** What the analysis found of the query of a new view or table: its columns, and what it reads, for DROP. */
export function putQuery(draft: Draft, tree: Node, analysis: QueryAnalysis): void {
  const range =
    'ViewStmt' in tree
      ? tree.ViewStmt.view
      : 'CreateTableAsStmt' in tree
        ? tree.CreateTableAsStmt.into?.rel
        : undefined;
  const relation = range && draft.relation(range.schemaname ?? null, range.relname ?? '');
  // One that was there before stays as it is where the statement did not replace it.
  if (!relation || !('statement' in relation) || relation.statement !== draft.source.statement.id) return;
  const { columns } = analysis;
  if (isView(relation)) {
    const reads = [...analysis.uses.relations.keys()];
    const uses = [...analysis.uses.functions, ...analysis.uses.types];
    for (const { type } of columns ?? []) if (type && draft.userType(type.type)) uses.push(type.type);
    draft.putObject({
      ...relation,
      columns: columns ?? relation.columns,
      reads,
      columnsRead: columnsRead(draft, analysis),
      groupedByKey: [...analysis.uses.keys],
      uses,
    });
    for (const read of [...reads, ...uses]) draft.addTo(keys.dependents(read), relation.oid);
  } else if (columns && isTable(relation)) {
    for (const { type } of columns) if (type) noteTypeUse(draft, type.type, relation.oid);
    draft.putObject({
      ...relation,
      complete: true,
      columns: columns.map(({ name, type }, at) => plainColumn(name, type, at + 1, relation.nameRange)),
      lastColumnNumber: columns.length,
    });
  }
}
