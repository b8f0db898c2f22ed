import { childrenOf } from './add-check.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { reportMissing } from './missing-object.ts';
import type { Oid, View } from './model.ts';
import { newNameRange } from './new-name-range.ts';
import { isRenamedAbove, isTakenBelow, renameTriggerBelow } from './partition-triggers.ts';
import { putTable, withColumn } from './put-table.ts';
import { reportTaken } from './report-taken.ts';

/** A column of a table, with those of its children, or of a view. */
export function renameColumn(draft: Draft, oid: Oid, oldName: string, newName: string): void {
  const object = draft.object(oid);
  if (isView(object)) return renameViewColumn(draft, object, oldName, newName);
  if (!isTable(object)) return;
  const column = object.columns.find((one) => one.name === oldName);
  if (!column)
    return draft.reportColumn(
      oldName,
      object,
      draft.source.findName(oldName, Math.max(0, draft.source.find('RENAME', 0))),
    );
  const taken = object.columns.find((one) => one.name === newName);
  if (taken) {
    draft.report({
      kind: 'duplicate-object',
      what: 'column',
      at: newNameRange(draft),
      sqlstate: '42701',
      name: newName,
      first: taken.nameRange,
      firstKind: 'column',
      suggestion: null,
      table: oid,
    });
    return;
  }
  putTable(
    draft,
    withColumn(object, column.number, (one) => ({ ...one, name: newName, nameRange: newNameRange(draft) })),
  );
  // One that inherits it in two ways has it renamed by the first.
  for (const child of childrenOf(draft, oid))
    if (draft.table(child)?.columns.some((one) => one.name === oldName))
      renameColumn(draft, child, oldName, newName);
}

function renameViewColumn(draft: Draft, view: View, oldName: string, newName: string): void {
  const { columns } = view;
  if (!columns) return;
  const rename = Math.max(0, draft.source.find('RENAME', 0));
  if (!columns.some(({ name }) => name === oldName))
    return draft.reportColumn(oldName, view, draft.source.findName(oldName, rename));
  if (columns.some(({ name }) => name === newName))
    return reportTaken(draft, {
      what: 'column',
      name: newName,
      at: newNameRange(draft),
      first: view.nameRange,
      sqlstate: '42701',
    });
  const renamed = columns.map((column) => (column.name === oldName ? { ...column, name: newName } : column));
  draft.putObject({ ...view, columns: renamed });
}

/** A trigger or a policy. */
export function renameOfTable(
  draft: Draft,
  oid: Oid,
  part: 'triggers' | 'policies',
  oldName: string,
  newName: string,
): void {
  const object = draft.object(oid);
  const parts: readonly { readonly name: string }[] = isTable(object)
    ? object[part]
    : isView(object)
      ? object.triggers
      : [];
  if ((isTable(object) || isView(object)) && !parts.some((one) => one.name === oldName))
    return reportMissing(draft, {
      what: part === 'triggers' ? 'trigger' : 'policy',
      name: oldName,
      table: { schema: object.schema, name: object.name },
      at: draft.source.findName(oldName, 2),
      sqlstate: '42704',
      candidates: parts.map((one) => one.name),
    });
  const what = part === 'triggers' ? 'trigger' : 'policy';
  const isTrigger = part === 'triggers';
  // A trigger may be given the name that it has.
  if (parts.some((one) => one.name === newName) && !(isTrigger && newName === oldName))
    return reportTaken(draft, { what, name: newName, at: newNameRange(draft), first: null, table: oid });
  if (isTable(object) && isTrigger) {
    if (isRenamedAbove(draft, object, oldName, draft.source.findName(oldName, 2))) return;
    if (newName !== oldName && isTakenBelow(draft, object, newName, newNameRange(draft))) return;
    renameTriggerBelow(draft, object, oldName, { name: newName, nameRange: newNameRange(draft) });
  }
  const change = <T extends { readonly name: string }>(one: T): T =>
    one.name === oldName ? { ...one, name: newName, nameRange: newNameRange(draft) } : one;
  if (isTable(object))
    draft.putObject(
      isTrigger
        ? { ...object, triggers: object.triggers.map(change) }
        : { ...object, policies: object.policies.map(change) },
    );
  else if (isView(object)) draft.putObject({ ...object, triggers: object.triggers.map(change) });
}
