import type { SourceRange, StatementId } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Oid } from './model.ts';
import type { Transaction } from './transaction.ts';

/** A label of an enum that PostgreSQL allows nobody to use before the transaction that added it is committed. */
export interface NewLabel {
  readonly type: Oid;
  readonly label: string;
  readonly at: SourceRange;
  /** The statement that began the transaction. */
  readonly begin: StatementId;
}

/** Since this version the labels of an enum that the transaction itself made may be used. */
const ownEnumsSince = 17;

function openTransaction(draft: Draft): Transaction | undefined {
  return draft.get(keys.transaction) as Transaction | undefined;
}

/** Notes an enum that was made, for its later labels. */
export function noteNewEnum(draft: Draft, type: Oid): void {
  if (draft.version >= ownEnumsSince && openTransaction(draft)) draft.addTo(keys.newEnums, type);
}

/** Notes a label that was added in the transaction of a BEGIN. */
export function noteNewLabel(draft: Draft, type: Oid, label: string, at: SourceRange): void {
  const open = openTransaction(draft);
  if (!open) return;
  const own = (draft.get(keys.newEnums) as readonly Oid[] | undefined) ?? [];
  if (own.includes(type)) return;
  const known = (draft.get(keys.newLabels) as readonly NewLabel[] | undefined) ?? [];
  draft.put(keys.newLabels, [...known, { type, label, at, begin: open.begin } satisfies NewLabel]);
}

/** COMMIT: every label may be used. */
export function commitLabels(draft: Draft): void {
  if (draft.get(keys.newLabels) !== undefined) draft.put(keys.newLabels, undefined);
  if (draft.get(keys.newEnums) !== undefined) draft.put(keys.newEnums, undefined);
}
