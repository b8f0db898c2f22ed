import type { IndexStmt } from '@pgsql/types';
import type { SourceRange } from '../../syntax/statement.ts';
import { isTable, isView } from '../catalog.ts';
import { extensionOfClass, extensionOfDefaultClass } from '../extension-contents.ts';
import { figureColumnName } from '../names.ts';
import { strings } from '../types.ts';
import { type Analysis, hasUnknownExtension, installedExtensions } from './analysis.ts';
import { analyzePart } from './analyze-expression.ts';
import { memoByBuiltins } from './builtin-memo.ts';
import { canCoerce } from './coerce.ts';
import { requireCollatable } from './collation.ts';
import { definitionKeys } from './definition-keys.ts';
import { leftmostLocation } from './operand.ts';
import { findRelation } from './relation.ts';
import { mayExistUnseen, report, reportInvalid } from './report.ts';
import { baseType, elementOf, formatType, opaque, type TypeId, typeFacts } from './type-facts.ts';

/** The type as operator classes know it: a user's enums, rows and ranges have those of all such types. */
function classType(a: Analysis, type: TypeId): TypeId | null {
  const base = baseType(a, type);
  if (base === opaque || base === 'unknown') return null;
  const { kind } = typeFacts(a, base);
  if (elementOf(a, base) !== null) return 'anyarray';
  if (kind === 'enum') return 'anyenum';
  if (kind === 'composite') return 'record';
  if (kind === 'range') return 'anyrange';
  if (kind === 'multirange') return 'anymultirange';
  return base;
}

const defaultClasses = memoByBuiltins<boolean>();

/** Whether an access method has a default operator class for a type; true where it cannot be known. */
function hasDefaultClass(a: Analysis, method: string, type: TypeId): boolean {
  const wanted = classType(a, type);
  if (wanted === null || !a.builtins.accessMethods.includes(method)) return true;
  const isBuiltin = defaultClasses(a.builtins, `${method} ${wanted}`, () =>
    a.builtins.hasDefaultOperatorClass(method, wanted),
  );
  if (isBuiltin) return true;
  if (a.catalog.get(definitionKeys.operatorClasses) === true || hasUnknownExtension(a) || a.sees.functions)
    return true;
  return installedExtensions(a).some(({ contents }) =>
    contents.operatorClasses.some(
      (one) =>
        one.method === method &&
        one.default &&
        (one.type === wanted || a.builtins.isBinaryCoercible(wanted, one.type)),
    ),
  );
}

export function requireOperatorClass(a: Analysis, method: string, type: TypeId, at: () => SourceRange): void {
  if (hasDefaultClass(a, method, type)) return;
  const name = formatType(a, type);
  report(a, '42704', at(), `data type ${name} has no default operator class for access method "${method}"`, {
    kind: 'type-mismatch',
    expected: `a type with an operator class for ${method}`,
    actual: name,
    extension: extensionOfDefaultClass(method, classType(a, type) ?? name),
  });
}

/** An operator class that is written must exist and take the key's type. */
export function checkOperatorClass(
  a: Analysis,
  method: string,
  names: readonly string[],
  type: TypeId,
  at: SourceRange,
): void {
  const name = names.at(-1) ?? '';
  const isUnseen =
    a.catalog.get(definitionKeys.operatorClasses) === true ||
    hasUnknownExtension(a) ||
    a.sees.functions ||
    mayExistUnseen(a, null, name) ||
    !a.builtins.accessMethods.includes(method);
  const found =
    a.builtins.operatorClass(method, name) ??
    installedExtensions(a)
      .flatMap(({ contents }) => contents.operatorClasses)
      .find((one) => one.method === method && one.name === name);
  if (!found) {
    if (!isUnseen)
      reportInvalid(
        a,
        '42704',
        at,
        `operator class "${name}" does not exist for access method "${method}"`,
        extensionOfClass(method, name),
      );
    return;
  }
  const given = classType(a, type);
  if (given === null || isUnseen || found.type === given) return;
  if (found.type.startsWith('.') || given.startsWith('.') || a.builtins.isBinaryCoercible(given, found.type))
    return;
  if (canCoerce(a, given, found.type, 'implicit') && typeFacts(a, found.type).kind === 'pseudo') return;
  report(a, '42804', at, `operator class "${name}" does not accept data type ${formatType(a, type)}`, {
    kind: 'type-mismatch',
    expected: formatType(a, found.type),
    actual: formatType(a, type),
  });
}

/** The keys and the predicate of CREATE INDEX. */
export function analyzeIndex(a: Analysis, node: IndexStmt): void {
  const { relation } = node;
  const found = relation && findRelation(a, relation.schemaname ?? null, relation.relname ?? '');
  const owner = found?.relation;
  if (!owner || !(isTable(owner) || isView(owner))) return;
  const method = node.accessMethod ?? 'btree';
  for (const one of node.indexParams ?? []) {
    if (!('IndexElem' in one)) continue;
    const { name, expr, opclass, collation } = one.IndexElem;
    const column = found.row.columns.find((column) => column.name === name);
    const type = expr ? analyzePart(a, { relation: owner }, expr, 'index').type : (column?.type ?? opaque);
    const at = () =>
      name !== undefined
        ? a.places.find(name, relation?.location)
        : a.places.token(expr ? (leftmostLocation(expr) ?? 0) : 0);
    // Columns of tables are looked up where the index is made.
    if (name !== undefined && !column && isView(owner) && !found.row.open && !a.sees.partial) {
      report(a, '42703', at(), `column "${name}" does not exist`, {
        kind: 'unresolved-column',
        column: name,
        table: null,
        tableName: owner.name,
        candidates: found.row.columns.map((one) => one.name),
      });
      continue;
    }
    if (collation) requireCollatable(a, type, at);
    if (expr && (type === 'record' || type === '_record')) {
      const column = figureColumnName(expr) ?? 'expr';
      reportInvalid(a, '42P16', at(), `column "${column}" has pseudo-type ${formatType(a, type)}`);
    } else if (opclass)
      checkOperatorClass(
        a,
        method,
        strings(opclass),
        type,
        a.places.find(strings(opclass).at(-1) ?? '', relation?.location),
      );
    else requireOperatorClass(a, method, type, at);
  }
  if (node.whereClause) analyzePart(a, { relation: owner }, node.whereClause, 'index predicate');
}
