import type { ColumnDef, Constraint as ConstraintNode, Node } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { walkTree } from '../syntax/walk-tree.ts';
import { checkNewSequence } from './check-sequence.ts';
import { checkOrigins } from './column-origins.ts';
import { chooseRelationName } from './constraint-names.ts';
import { type ConstraintSpec, columnConstraintSpecs, insideParentheses } from './constraint-spec.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Column, Oid, TypeUse } from './model.ts';
import { refuse } from './refuse.ts';
import { resolveColumnType } from './resolve-type.ts';
import { noteSequenceUses } from './sequence-uses.ts';
import type { Source } from './source.ts';
import { builtinName, serialTypes, strings, unknownPrefix } from './types.ts';

/** A column as its definition makes it, and the constraints to add to its table afterwards. */
export interface DefinedColumn {
  readonly column: Column;
  readonly constraints: readonly ConstraintSpec[];
}

export interface TableName {
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
}

const added = new Set(['CONSTR_CHECK', 'CONSTR_PRIMARY', 'CONSTR_UNIQUE', 'CONSTR_FOREIGN']);

/** Reads a column definition. The sequence of a serial or identity column is created at once, as PostgreSQL does. */
export function defineColumn(draft: Draft, table: TableName, node: ColumnDef, number: number): DefinedColumn {
  const { source } = draft;
  const first = source.tokenIndex(source.offset(node.location));
  const last = source.elementEnd(first);
  const nameRange = source.range(first, first);
  const name = node.colname ?? '';
  const nodes = constraintNodes(node);
  const specs =
    nodes.length === 0 ? noSpecs : columnConstraintSpecs(source, nodes, last, { column: name, nameRange });
  const serial = isSerial(node);
  const identity = find(specs, 'CONSTR_IDENTITY');
  const generated = find(specs, 'CONSTR_GENERATED');
  const defaultSpec = find(specs, 'CONSTR_DEFAULT');
  const notNull = find(specs, 'CONSTR_NOTNULL');
  const sequence =
    serial || identity
      ? createOwnedSequence(draft, table, name, number, nameRange, identity?.node.options)
      : null;
  const inside = generated && insideParentheses(source, generated.first, generated.last);
  const type: TypeUse = node.typeName
    ? resolveColumnType(draft, node.typeName, () => stringConstants(nodes))
    : { type: '?', modifiers: [], array: false };
  const column: Column = {
    number,
    name,
    type,
    notNull: notNull !== undefined || identity !== undefined || serial,
    default:
      defaultSpec?.node.raw_expr && !isNoDefault(defaultSpec.node.raw_expr, type)
        ? source.expression(defaultSpec.node.raw_expr, defaultSpec.first + 1, defaultSpec.last)
        : null,
    identity: identity ? (identity.node.generated_when === 'd' ? 'by default' : 'always') : null,
    generated: generated ? generatedKind(source, generated) : null,
    generation:
      generated?.node.raw_expr && inside
        ? source.expression(generated.node.raw_expr, inside.first, inside.last)
        : null,
    serial,
    ownedSequence: sequence,
    collation: node.collClause ? strings(node.collClause.collname).join('.') : null,
    inherited: false,
    comment: null,
    nameRange,
    typeRange: typeRange(source, node, first, last, specs),
    range: source.range(first, last),
    notNullRange: notNull ? notNullWords(source, notNull) : null,
    notNullName: notNull?.node.conname ?? null,
    notNullOnlyHere: notNull?.node.is_no_inherit ?? false,
  };
  noteTypeUse(draft, column.type.type, table.oid);
  noteSequenceUses(draft, table.oid, column.default);
  checkOrigins(draft, table.name, column, specs, nameRange);
  if (identity) {
    checkIdentityType(draft, type, column.typeRange ?? nameRange);
    checkNewSequence(draft, identity.node.options, builtinName(type.type) ?? '');
  }
  return {
    column,
    constraints: specs.length === 0 ? noSpecs : specs.filter((spec) => added.has(spec.node.contype ?? '')),
  };
}

/** Reports an identity column of a type that no sequence has; not even a domain over an integer will do. */
export function checkIdentityType(draft: Draft, { type, array }: TypeUse, at: SourceRange): void {
  const isInteger = !array && /^pg_catalog\.int[248]$/.test(type);
  if (isInteger || type.startsWith(unknownPrefix)) return;
  refuse(draft, at, '22023', 'identity column type must be smallint, integer, or bigint');
}

const noSpecs: readonly ConstraintSpec[] = [];

function constraintNodes(node: ColumnDef): readonly ConstraintNode[] {
  const nodes: ConstraintNode[] = [];
  for (const one of node.constraints ?? []) if ('Constraint' in one) nodes.push(one.Constraint);
  return nodes;
}

function isSerial({ typeName }: ColumnDef): boolean {
  const names = strings(typeName?.names);
  return names.length === 1 && serialTypes[names[0] ?? ''] !== undefined;
}

function find(specs: readonly ConstraintSpec[], type: string): ConstraintSpec | undefined {
  for (const spec of specs) if (spec.node.contype === type) return spec;
  return undefined;
}

/** Remembers that a table, another type or a function uses a type, for DROP TYPE. */
export function noteTypeUse(draft: Draft, type: Oid, user: Oid): void {
  if (type.startsWith('pg_catalog.') || type.startsWith('?')) return;
  draft.addTo(keys.dependents(type), user);
}

/** DEFAULT NULL is no default to PostgreSQL, except where the type's length makes a cast of it. */
export function isNoDefault(node: Node, type: TypeUse): boolean {
  return 'A_Const' in node && node.A_Const.isnull === true && type.modifiers.length === 0;
}

/** VIRTUAL is the kind when none is written, since PostgreSQL 18; before, STORED had to be written. */
function generatedKind(source: Source, spec: ConstraintSpec): 'stored' | 'virtual' {
  return source.word(spec.last) === 'STORED' ? 'stored' : 'virtual';
}

function notNullWords(source: Source, spec: ConstraintSpec): SourceRange {
  const not = source.find('NOT', spec.first, spec.last);
  return not < 0 ? source.range(spec.first, spec.last) : source.range(not, not + 1);
}

const afterType = new Set(['COLLATE', 'STORAGE', 'COMPRESSION', 'OPTIONS', 'USING', 'WITH']);

function typeRange(
  source: Source,
  node: ColumnDef,
  first: number,
  last: number,
  specs: readonly ConstraintSpec[],
): SourceRange | null {
  if (!node.typeName) return null;
  const start = first + 1;
  let end = last;
  for (const spec of specs) end = Math.min(end, spec.first - 1);
  for (let index = start + 1; index <= end; index++) {
    if (!afterType.has(source.word(index))) continue;
    // `timestamp with time zone` has a WITH of its own.
    if (source.word(index) === 'WITH' && source.word(index + 1) === 'TIME') continue;
    end = index - 1;
  }
  return source.range(start, end);
}

/** The string constants in a column's DEFAULT and CHECK: what its type would have to hold. */
function stringConstants(nodes: readonly ConstraintNode[]): string[] {
  const found = new Set<string>();
  const collect = (expression: Node | undefined) =>
    walkTree(expression, (kind, value) => {
      const text = (value as { sval?: { sval?: string } }).sval?.sval;
      if (kind === 'A_Const' && text !== undefined) found.add(text);
      return true;
    });
  for (const node of nodes) collect(node.raw_expr);
  return [...found];
}

/** The sequence behind a serial or identity column. */
export function createOwnedSequence(
  draft: Draft,
  table: TableName,
  column: string,
  number: number,
  nameRange: SourceRange,
  options?: readonly Node[],
): Oid {
  const written = options?.flatMap((option) =>
    'DefElem' in option && option.DefElem.defname === 'sequence_name' ? [option.DefElem.arg] : [],
  )[0];
  const name =
    (written && 'List' in written ? strings(written.List.items).at(-1) : undefined) ??
    chooseRelationName(draft, table.schema, table.name, column, 'seq', false);
  const oid = draft.newOid();
  draft.put(keys.relation(table.schema, name), oid);
  draft.putObject({
    kind: 'sequence',
    oid,
    schema: table.schema,
    name,
    comment: null,
    statement: draft.source.statement.id,
    nameRange,
    ownedBy: { table: table.oid, column: number },
  });
  return oid;
}
