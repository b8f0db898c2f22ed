import type { Constraint, Table, UserType } from '../../../server/catalog/model.ts';
import { quoteIdentifier } from '../../../server/syntax/quote-identifier.ts';
import type { SourceRange } from '../../../server/syntax/statement.ts';
import type { Random } from '../random-source.ts';
import { fileRange, type Ground } from './ground.ts';

/** Something that other statements may refer to, with the words that drop and rename it. */
export interface NamedObject {
  readonly name: string;
  readonly nameRange: SourceRange | null;
  /** What is taken away where its definition goes: an element of a list or, as null, the whole statement. */
  readonly element: SourceRange | null;
  /** The statement that defines it. */
  readonly statement: number;
  readonly drop: string;
  readonly rename: (name: string) => string;
}

function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** Prefers what other places name too; one in five is taken whether it is used or not. */
function pickUsed<T extends { readonly name: string }>(
  list: readonly T[],
  ground: Ground,
  random: Random,
): T | undefined {
  const used = random.chance(0.8) ? list.filter(({ name }) => (ground.uses.get(name) ?? 0) > 1) : list;
  return random.pick(used);
}

function tablesOf(ground: Ground): readonly Table[] {
  return ground.analysis.catalog.tables.filter((table) => ground.siteOf.has(table.statement));
}

export function pickTable(ground: Ground, random: Random): NamedObject | null {
  const table = pickUsed(tablesOf(ground), ground, random);
  if (!table) return null;
  return {
    name: table.name,
    nameRange: table.nameRange,
    element: null,
    statement: table.statement,
    drop: `drop table ${qualified(table)}`,
    rename: (name) => `alter table ${qualified(table)} rename to ${quoteIdentifier(name)}`,
  };
}

export function pickColumn(ground: Ground, random: Random): NamedObject | null {
  const table = random.pick(tablesOf(ground));
  const column = table && pickUsed(table.columns, ground, random);
  if (!table || !column) return null;
  return {
    name: column.name,
    nameRange: column.nameRange,
    element: column.range,
    statement: column.nameRange.statement,
    drop: `alter table ${qualified(table)} drop column ${quoteIdentifier(column.name)}`,
    rename: (name) =>
      `alter table ${qualified(table)} rename column ${quoteIdentifier(column.name)} to ${quoteIdentifier(name)}`,
  };
}

export function pickType(ground: Ground, random: Random): NamedObject | null {
  // An extension's types belong to it.
  const isOwn = (type: UserType) => ground.siteOf.has(type.statement) && !type.oid.startsWith('extension');
  const types = ground.analysis.catalog.types.filter(isOwn);
  const type = pickUsed(types, ground, random);
  if (!type) return null;
  const word = type.kind === 'domain' ? 'domain' : 'type';
  return {
    name: type.name,
    nameRange: type.nameRange,
    element: null,
    statement: type.statement,
    drop: `drop ${word} ${qualified(type)}`,
    rename: (name) => `alter ${word} ${qualified(type)} rename to ${quoteIdentifier(name)}`,
  };
}

/** Keys above all: they are what foreign keys and ON CONFLICT need. */
function pickOf(table: Table, random: Random): Constraint | undefined {
  const keys = table.constraints.filter(({ kind }) => kind === 'primary key' || kind === 'unique');
  return random.pick(keys.length > 0 && random.chance(0.7) ? keys : table.constraints);
}

export function pickConstraint(ground: Ground, random: Random): NamedObject | null {
  const table = random.pick(tablesOf(ground).filter(({ constraints }) => constraints.length > 0));
  const constraint = table && pickOf(table, random);
  if (!table || !constraint || constraint.inherited) return null;
  return {
    name: constraint.name,
    nameRange: constraint.nameRange,
    element: fileRange(ground, constraint.range) ? constraint.range : null,
    statement: constraint.range.statement,
    drop: `alter table ${qualified(table)} drop constraint ${quoteIdentifier(constraint.name)}`,
    rename: (name) =>
      `alter table ${qualified(table)} rename constraint ${quoteIdentifier(constraint.name)} to ${quoteIdentifier(name)}`,
  };
}
