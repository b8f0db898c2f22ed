import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  DefineStmt,
  Node,
} from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { isRelationTaken } from './add-index.ts';
import { definedNameRange, targetSchema } from './create-table.ts';
import { noteTypeUse } from './define-column.ts';
import {
  dropDomainConstraint,
  isConstraintOfDomain,
  isDomainConstraintTaken,
  isWithinArrays,
  namedDomain,
  requireDomainConstraint,
} from './domain-constraint.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Domain, EnumType, OpaqueType, TypeUse, UserType } from './model.ts';
import { chooseName, clipName } from './names.ts';
import { noteNewEnum, noteNewLabel } from './new-labels.ts';
import { refuse } from './refuse.ts';
import { reportTaken } from './report-taken.ts';
import { requireCreationSchema, requireSchema } from './require-schema.ts';
import { reportType, resolveType } from './resolve-type.ts';
import { isTypeTaken } from './type-taken.ts';
import { strings } from './types.ts';

interface NewType {
  readonly schema: string;
  readonly name: string;
  readonly nameRange: UserType['nameRange'];
}

/** The name after `CREATE TYPE` or `CREATE DOMAIN`; null where it is taken, which is reported. */
function newTypeName(draft: Draft, names: readonly string[], keyword: 'TYPE' | 'DOMAIN'): NewType | null {
  const { source } = draft;
  const first = source.find(keyword, 0) + 1;
  const last = source.nameEnd(first);
  const nameRange = source.range(last, last);
  const schema = draft.creationSchema(names.length > 1 ? names.at(-2) : null);
  if (names.length > 1) requireSchema(draft, schema, source.range(first, first));
  else requireCreationSchema(draft, nameRange);
  const name = clipName(names.at(-1) ?? '');
  return isTypeTaken(draft, schema, name, nameRange) ? null : { schema, name, nameRange };
}

function putType(draft: Draft, type: UserType): void {
  draft.putObject(type);
  draft.put(keys.type(type.schema, type.name), type.oid);
}

function base(draft: Draft, named: NewType) {
  return { oid: draft.newOid(), ...named, comment: null, statement: draft.source.statement.id };
}

export function createEnum(draft: Draft, node: CreateEnumStmt): void {
  const named = newTypeName(draft, strings(node.typeName), 'TYPE');
  if (!named) return;
  const labels: string[] = [];
  let from = draft.source.find('(', 0);
  for (const label of strings(node.vals)) {
    while (from < draft.source.tokens.length && draft.source.tokens[from]?.kind !== 'string') from++;
    if (labels.includes(label)) {
      draft.report({
        kind: 'duplicate-object',
        what: 'enum label',
        at: draft.source.range(from, from),
        sqlstate: '22023',
        name: label,
        first: null,
        firstKind: 'enum label',
        suggestion: null,
        table: null,
      });
    } else labels.push(label);
    from++;
  }
  const type = { kind: 'enum' as const, ...base(draft, named), labels };
  putType(draft, type);
  noteNewEnum(draft, type.oid);
}

/** ALTER TYPE … ADD VALUE and RENAME VALUE. */
export function alterEnum(draft: Draft, node: AlterEnumStmt): void {
  const names = strings(node.typeName);
  const oid = draft.typeOid(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
  const type = oid === undefined ? undefined : draft.userType(oid);
  if (type?.kind !== 'enum') {
    const at = draft.source.find('TYPE', 0) + 1;
    if (type && type.kind !== 'base type')
      refuse(draft, draft.source.range(at, draft.source.nameEnd(at)), '42809', `${type.name} is not an enum`);
    if (oid === undefined)
      reportType(
        draft,
        names.length > 1 ? (names.at(-2) ?? null) : null,
        names.at(-1) ?? '',
        draft.source.range(at, draft.source.nameEnd(at)),
      );
    return;
  }
  const labels = changedLabels(draft, type, node);
  if (labels) putType(draft, { ...type, labels });
}

/** The labels after a change; null for none. What PostgreSQL refuses is reported. */
function changedLabels(
  draft: Draft,
  { oid, name, labels }: EnumType,
  { oldVal, newVal = '', newValNeighbor, newValIsAfter, skipIfNewValExists }: AlterEnumStmt,
): readonly string[] | null {
  // The labels stand in the order of the grammar.
  const places = draft.source.tokens.flatMap(({ kind }, at) => (kind === 'string' ? [at] : []));
  const written = oldVal === undefined ? [newVal, newValNeighbor] : [oldVal, newVal];
  const place = (label: string): SourceRange => {
    const at = places[written.indexOf(label)] ?? 0;
    return draft.source.range(at, at);
  };
  // What SQL that cannot be read may have added or renamed.
  const isOpen = draft.get(keys.damaged(name)) === true;
  const missing = [oldVal, newValNeighbor].find((label) => label !== undefined && !labels.includes(label));
  const isRefused = missing !== undefined && !isOpen;
  if (isRefused) refuse(draft, place(missing), '22023', `"${missing}" is not an existing enum label`);
  if (labels.includes(newVal)) {
    if (!skipIfNewValExists && !isOpen && !isRefused)
      reportTaken(draft, { what: 'enum label', name: newVal, at: place(newVal), first: null });
    return null;
  }
  if (oldVal !== undefined) return labels.map((label) => (label === oldVal ? newVal : label));
  noteNewLabel(draft, oid, newVal, place(newVal));
  const neighbour = newValNeighbor === undefined ? -1 : labels.indexOf(newValNeighbor);
  const at = neighbour < 0 ? labels.length : neighbour + (newValIsAfter ? 1 : 0);
  return labels.toSpliced(at, 0, newVal);
}

export function createDomain(draft: Draft, node: CreateDomainStmt): void {
  const named = newTypeName(draft, strings(node.domainname), 'DOMAIN');
  const type: TypeUse = node.typeName
    ? resolveType(draft, node.typeName)
    : { type: '?', modifiers: [], array: false };
  if (!named) return;
  let domain: Domain = {
    kind: 'domain',
    ...base(draft, named),
    base: type,
    notNull: false,
    notNullName: null,
    default: null,
    checks: [],
  };
  const constraints = node.constraints ?? [];
  for (const [at, one] of constraints.entries())
    domain = withDomainConstraint(draft, domain, one, constraints[at + 1]);
  putType(draft, domain);
  noteTypeUse(draft, type.type, domain.oid);
}

function withDomainConstraint(draft: Draft, domain: Domain, node: Node, next?: Node): Domain {
  if (!('Constraint' in node)) return domain;
  const { contype, raw_expr, conname, location } = node.Constraint;
  const statementEnd =
    draft.source.tokens.length - (draft.source.word(draft.source.tokens.length - 1) === ';' ? 2 : 1);
  const last =
    next && 'Constraint' in next
      ? draft.source.tokenIndex(draft.source.offset(next.Constraint.location)) - 1
      : statementEnd;
  if (contype === 'CONSTR_NOTNULL') return withNotNull(domain, conname);
  if (!raw_expr) return domain;
  const first = draft.source.tokenIndex(draft.source.offset(location));
  const open = draft.source.find('(', first);
  if (contype === 'CONSTR_DEFAULT')
    return {
      ...domain,
      default: draft.source.expression(raw_expr, first + 1, last),
    };
  if (contype !== 'CONSTR_CHECK' || open < 0) return domain;
  const name =
    conname ?? chooseName(domain.name, null, 'check', (taken) => isConstraintOfDomain(draft, domain, taken));
  return {
    ...domain,
    checks: [
      ...domain.checks,
      { name, expression: draft.source.expression(raw_expr, open + 1, draft.source.closing(open) - 1) },
    ],
  };
}

/** The same domain if it is NOT NULL already. */
function withNotNull(domain: Domain, name?: string): Domain {
  if (domain.notNull) return domain;
  const isTaken = (taken: string) => domain.checks.some((check) => check.name === taken);
  const notNullName = name ?? chooseName(domain.name, null, 'not_null', isTaken);
  return { ...domain, notNull: true, notNullName };
}

export function alterDomain(draft: Draft, node: AlterDomainStmt): void {
  const domain = namedDomain(draft, strings(node.typeName));
  if (!domain) return;
  const isNew = node.subtype === 'C' || (node.subtype === 'O' && !domain.notNull);
  if (isNew && isWithinArrays(draft, domain)) return;
  if (node.subtype === 'C' && node.def) {
    const name = 'Constraint' in node.def ? node.def.Constraint.conname : undefined;
    if (name === undefined || !isDomainConstraintTaken(draft, domain, name))
      putType(draft, withDomainConstraint(draft, domain, node.def));
  } else if (node.subtype === 'X') dropDomainConstraint(draft, domain, node);
  else if (node.subtype === 'V') requireDomainConstraint(draft, domain, node.name ?? '');
  else if (node.subtype === 'O') putType(draft, withNotNull(domain));
  else if (node.subtype === 'N') putType(draft, { ...domain, notNull: false, notNullName: null });
}

export function createComposite(draft: Draft, node: CompositeTypeStmt): void {
  const relation = node.typevar;
  if (!relation) return;
  const nameRange = definedNameRange(draft, relation);
  const schema = targetSchema(draft, relation);
  const name = clipName(relation.relname ?? '');
  if (isRelationTaken(draft, schema, name, nameRange, 'type') || isTypeTaken(draft, schema, name, nameRange))
    return;
  const columns = (node.coldeflist ?? []).flatMap((one) =>
    'ColumnDef' in one && one.ColumnDef.typeName
      ? [{ name: one.ColumnDef.colname ?? '', type: resolveType(draft, one.ColumnDef.typeName) }]
      : [],
  );
  const type = { kind: 'composite type' as const, ...base(draft, { schema, name, nameRange }), columns };
  putType(draft, type);
  for (const column of columns) noteTypeUse(draft, column.type.type, type.oid);
  draft.put(keys.relation(schema, name), type.oid);
}

export function createRange(draft: Draft, node: CreateRangeStmt): void {
  const named = newTypeName(draft, strings(node.typeName), 'TYPE');
  if (!named) return;
  const option = (name: string) =>
    (node.params ?? []).flatMap((one) =>
      'DefElem' in one && one.DefElem.defname === name && one.DefElem.arg ? [one.DefElem.arg] : [],
    )[0];
  const subtype = option('subtype');
  const written = option('multirange_type_name');
  const multirange = written && 'TypeName' in written ? strings(written.TypeName.names).at(-1) : undefined;
  const name =
    multirange ??
    (named.name.includes('range')
      ? named.name.replace('range', 'multirange')
      : clipName(`${named.name}_multirange`));
  const type: OpaqueType = {
    kind: 'range type',
    ...base(draft, named),
    subtype: subtype && 'TypeName' in subtype ? resolveType(draft, subtype.TypeName) : null,
    multirange: null,
  };
  // Where its name is taken there is no range either.
  if (isTypeTaken(draft, named.schema, name, named.nameRange)) return putType(draft, type);
  const multirangeType: OpaqueType = {
    ...type,
    ...base(draft, { ...named, name }),
    subtype: null,
  };
  putType(draft, multirangeType);
  putType(draft, { ...type, multirange: multirangeType.oid });
}

/** CREATE TYPE of a base or shell type. */
export function createBaseType(draft: Draft, node: DefineStmt): void {
  if (node.kind !== 'OBJECT_TYPE') return;
  const named = newTypeName(draft, strings(node.defnames), 'TYPE');
  if (named) putType(draft, { kind: 'base type', ...base(draft, named), subtype: null, multirange: null });
}
