import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import type { Table } from './model.ts';
import { refuse } from './refuse.ts';
import { reportDependents } from './report-dependents.ts';
import { reportTaken } from './report-taken.ts';
import type { Trigger } from './table-parts.ts';

/** Reports a trigger of a partition that has the name of one that its table gives it; true where there is one. */
export function isTriggerTaken(draft: Draft, child: Table, name: string, at: SourceRange): boolean {
  const first = child.triggers.find((one) => one.name === name);
  if (first) reportTaken(draft, { what: 'trigger', name, at, first: first.nameRange, table: child.oid });
  return first !== undefined;
}

/** The same of all partitions of a table, and of theirs. */
export function isTakenBelow(draft: Draft, table: Table, name: string, at: SourceRange): boolean {
  return partitionsOf(draft, table).some(
    (child) => isTriggerTaken(draft, child, name, at) || isTakenBelow(draft, child, name, at),
  );
}

function partitionsOf(draft: Draft, { oid, kind }: Table): readonly Table[] {
  return kind === 'partitioned table' ? draft.children(oid) : [];
}

/** Drops what the partitions of a table have of its trigger. */
export function dropTriggerBelow(draft: Draft, table: Table, name: string): void {
  changeBelow(draft, table, name, () => []);
}

/** Renames what the partitions of a table have of its trigger, as PostgreSQL does since version 15. */
export function renameTriggerBelow(draft: Draft, table: Table, name: string, to: Partial<Trigger>): void {
  if (draft.version >= 15) changeBelow(draft, table, name, (trigger) => [{ ...trigger, ...to }]);
}

function changeBelow(
  draft: Draft,
  table: Table,
  name: string,
  change: (trigger: Trigger) => readonly Trigger[],
): void {
  for (const child of partitionsOf(draft, table)) {
    const triggers = child.triggers.flatMap((one) =>
      one.inherited && one.name === name ? change(one) : [one],
    );
    draft.putObject({ ...child, triggers });
    changeBelow(draft, child, name, change);
  }
}

/** Reports a trigger that a partition has from its table and cannot lose alone; true where it is one. */
export function isTriggerOfParent(draft: Draft, table: Table, name: string, at: SourceRange): boolean {
  const parent = parentOf(draft, table, name);
  if (!parent) return false;
  const whole = parent.triggers.find((one) => one.name === name);
  const dependent = {
    name: `trigger ${name} on table ${parent.name}`,
    at: whole?.nameRange ?? parent.nameRange,
  };
  return reportDependents(draft, `trigger ${name}`, at, [dependent], false);
}

/** Reports a trigger that a partition has from its table and that is renamed there; true where it is one. */
export function isRenamedAbove(draft: Draft, table: Table, name: string, at: SourceRange): boolean {
  if (draft.version < 15 || !parentOf(draft, table, name)) return false;
  refuse(draft, at, '0A000', `cannot rename trigger "${name}" on table "${table.name}"`);
  return true;
}

/** The partitioned table from which a partition has a trigger. */
function parentOf(draft: Draft, { triggers, partitionOf }: Table, name: string): Table | undefined {
  const isInherited = triggers.some((one) => one.name === name && one.inherited);
  return isInherited && partitionOf !== null ? draft.table(partitionOf) : undefined;
}
