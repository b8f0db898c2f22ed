import type { SourceRange } from '../syntax/statement.ts';
import { columnOf } from './catalog.ts';
import type { Draft } from './draft.ts';
import { canReference } from './fk-types.ts';
import type { ColumnNumber, ForeignKey, Oid, Table } from './model.ts';

/**
 * Reports foreign keys from and to columns that have other types now, where nothing compares them any more.
 * `changed`: where the new type of each column is written.
 */
export function checkKeysOfChangedTypes(
  draft: Draft,
  oid: Oid,
  changed: ReadonlyMap<ColumnNumber, SourceRange>,
): void {
  const table = draft.table(oid);
  if (!table) return;
  for (const owner of new Set([table, ...draft.referencing(oid)]))
    for (const key of owner.constraints)
      if (key.kind === 'foreign key' && (owner.oid === oid || key.target === oid))
        checkKey(draft, owner, key, oid, changed);
}

function checkKey(
  draft: Draft,
  owner: Table,
  key: ForeignKey,
  altered: Oid,
  changed: ReadonlyMap<ColumnNumber, SourceRange>,
): void {
  const target = key.target === null ? undefined : draft.table(key.target);
  if (!target) return;
  for (const [at, number] of key.columns.entries()) {
    const targetNumber = key.targetColumns[at] ?? 0;
    const place =
      (owner.oid === altered ? changed.get(number) : undefined) ??
      (target.oid === altered ? changed.get(targetNumber) : undefined);
    const column = columnOf(owner, number);
    const targetColumn = columnOf(target, targetNumber);
    if (!place || !column || !targetColumn) continue;
    if (canReference(draft, targetColumn.type, column.type) !== false) continue;
    draft.report({
      kind: 'fk-type-mismatch',
      at: place,
      sqlstate: '42804',
      table: { schema: owner.schema, name: owner.name },
      column: column.name,
      columnType: draft.formatType(column.type),
      columnTypeRange: null,
      target: target.oid,
      targetColumn: targetColumn.name,
      targetType: draft.formatType(targetColumn.type),
    });
  }
}
