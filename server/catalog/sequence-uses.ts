import type { Node } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import { splitName } from './analyze/check-literal.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Column, Expression, Oid, Table } from './model.ts';
import type { Dependent } from './problem.ts';
import { putTable } from './put-table.ts';
import { strings } from './types.ts';

interface NamedSequence {
  readonly schema: string | null;
  readonly name: string;
}

const sequenceFunctions = new Set(['nextval', 'currval', 'setval']);

/** The text of a constant that PostgreSQL reads as a regclass: the argument of nextval, or one with that cast. */
function constantOf(node: Node | undefined, isRegclass: boolean): string | undefined {
  if (!node) return undefined;
  if ('A_Const' in node) return isRegclass ? node.A_Const.sval?.sval : undefined;
  if (!('TypeCast' in node)) return undefined;
  const { arg, typeName } = node.TypeCast;
  return strings(typeName?.names).at(-1) === 'regclass' ? constantOf(arg, true) : undefined;
}

/** The sequences whose names stand as constants in an expression. */
function sequencesIn({ node, text }: Expression): NamedSequence[] {
  const found: NamedSequence[] = [];
  // Most defaults have none, and their trees need not be walked.
  if (!/(?:next|curr|set)val/i.test(text)) return found;
  walkTree(node, (tag, fields) => {
    if (tag !== 'FuncCall') return;
    const name = strings(fields.funcname as Node[] | undefined).at(-1) ?? '';
    if (!sequenceFunctions.has(name)) return;
    const written = constantOf((fields.args as Node[] | undefined)?.[0], true);
    const parts = written === undefined ? null : splitName(written);
    if (parts && parts.length <= 2)
      found.push({ schema: parts.length > 1 ? (parts[0] ?? null) : null, name: parts.at(-1) ?? '' });
  });
  return found;
}

/** Notes that the default of a table's column needs the sequences that it names, for DROP. */
export function noteSequenceUses(draft: Draft, table: Oid, expression: Expression | null): void {
  if (!expression) return;
  for (const { schema, name } of sequencesIn(expression)) {
    const found = draft.relation(schema, name);
    if (found?.kind === 'sequence') draft.addTo(keys.dependents(found.oid), table);
  }
}

/** The columns whose default needs a sequence, with their tables. What was renamed since is not found. */
function usersOf(draft: Draft, sequence: Oid): { readonly table: Table; readonly column: Column }[] {
  const object = draft.sequence(sequence);
  if (!object) return [];
  const oids = (draft.get(keys.dependents(sequence)) as readonly Oid[] | undefined) ?? [];
  return [...new Set(oids)].flatMap((oid) => {
    const table = draft.table(oid);
    const isUser = ({ default: given }: Column) =>
      given !== null &&
      sequencesIn(given).some(
        ({ schema, name }) => name === object.name && (schema === null || schema === object.schema),
      );
    return table ? table.columns.filter(isUser).map((column) => ({ table, column })) : [];
  });
}

/** The defaults that need a sequence and stay when the relations of `dropped` go. */
export function defaultsOfSequence(draft: Draft, sequence: Oid, dropped: readonly Oid[]): Dependent[] {
  return usersOf(draft, sequence)
    .filter(({ table }) => !dropped.includes(table.oid))
    .map(({ table, column }) => ({
      name: `default of column ${column.name} of table ${table.name}`,
      at: column.default?.range ?? column.nameRange,
    }));
}

/** The defaults elsewhere that need the sequences of a table's columns, which go with them. */
export function defaultsOfOwned(
  draft: Draft,
  columns: readonly Column[],
  dropped: readonly Oid[],
): Dependent[] {
  return columns.flatMap(({ ownedSequence }) =>
    ownedSequence === null ? [] : defaultsOfSequence(draft, ownedSequence, dropped),
  );
}

/** Drops a sequence, with the defaults that need it. */
export function removeSequence(draft: Draft, oid: Oid): void {
  const sequence = draft.sequence(oid);
  if (!sequence) return;
  for (const { table, column } of usersOf(draft, oid)) {
    const current = draft.table(table.oid);
    if (!current) continue;
    const columns = current.columns.map((one) =>
      one.number === column.number ? { ...one, default: null } : one,
    );
    putTable(draft, { ...current, columns });
  }
  draft.put(keys.relation(sequence.schema, sequence.name), undefined);
  draft.put(keys.object(oid), undefined);
}
