import type { DropStmt, Node, TypeName } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { SignedFunction } from './analyze/routine.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { dropConstraint, removeIndex } from './drop-parts.ts';
import { extensionTypes } from './extension-contents.ts';
import { keys } from './keys.ts';
import { isOtherRoutine, matchFunctions, reportMissingFunction, typeInSignature } from './match-functions.ts';
import { reportMissing } from './missing-object.ts';
import type { ColumnNumber, Oid, SqlFunction, Table, View } from './model.ts';
import { dropTriggerBelow, isTriggerOfParent } from './partition-triggers.ts';
import type { Dependent } from './problem.ts';
import { refuse } from './refuse.ts';
import { reportDependents } from './report-dependents.ts';
import { requireSchema } from './require-schema.ts';
import { resolveType } from './resolve-type.ts';
import type { Policy, Trigger } from './table-parts.ts';
import { strings, unknownPrefix } from './types.ts';
import { isCalled, partsUsing, type UsingPart } from './using-parts.ts';

/** The parts of a name in DROP's list. */
export function listed(node: Node): string[] {
  if ('List' in node) return strings(node.List.items);
  if ('TypeName' in node) return strings(node.TypeName.names);
  if ('ObjectWithArgs' in node) return strings(node.ObjectWithArgs.objname);
  return 'String' in node ? [node.String.sval ?? ''] : [];
}

/** Where a name of the list stands. */
export function placeOf(draft: Draft, names: readonly string[]): SourceRange {
  const last = draft.source.findName(names.at(-1) ?? '', 2);
  if (names.length < 2) return last;
  const first = draft.source.findName(names[0] ?? '', 2);
  return { ...last, start: Math.min(first.start, last.start) };
}

/** Whether a procedure may have these parameters: those of OUT may be among them, but are none of its arguments. */
function hasOutputAmong({ kind, argumentTypes, signature }: SignedFunction, count: number): boolean {
  const outputs = signature?.columns?.length ?? 0;
  return kind === 'procedure' && argumentTypes.length < count && argumentTypes.length + outputs >= count;
}

/**
 * The functions with these parameters. Where one of them is meant for sure, or has types that are not known, their number
 * decides.
 */
function withParameters(
  draft: Draft,
  functions: readonly SignedFunction[],
  parameters: readonly Node[],
  isThere: boolean,
): readonly SqlFunction[] {
  const signature = parameters.map((node) => typeInSignature(draft, node)).join();
  const exact = functions.filter(
    ({ argumentTypes }) =>
      argumentTypes.map((type) => `${type.type}${type.array ? '[]' : ''}`).join() === signature,
  );
  if (exact.length > 0) return exact;
  const count = parameters.length;
  return functions.filter(
    (one) =>
      hasOutputAmong(one, count) ||
      (one.argumentTypes.length === count &&
        (isThere || one.argumentTypes.some(({ type }) => type.startsWith(unknownPrefix)))),
  );
}

/** What needs a function: triggers, policies, views, and what its calls in tables are a part of. */
interface Users {
  readonly views: readonly View[];
  readonly owners: readonly {
    readonly owner: Table | View;
    readonly triggers: readonly Trigger[];
    readonly policies: readonly Policy[];
    readonly parts: readonly UsingPart[];
  }[];
}

/** `others` are the functions of the same name that stay. */
function usersOf(draft: Draft, functions: readonly SqlFunction[], others: readonly SqlFunction[]): Users {
  const usersOfOne = ({ oid }: SqlFunction) =>
    (draft.get(keys.dependents(oid)) as readonly Oid[] | undefined) ?? [];
  const usersOfOthers = new Set(others.flatMap(usersOfOne));
  const isGone = (oid: Oid) => functions.some((one) => one.oid === oid);
  const isRun = ({ function: run }: Trigger) =>
    functions.some(({ schema, name }) => run.name === name && (run.schema ?? schema) === schema);
  const oids = functions.flatMap(usersOfOne);
  const objects = [...new Set(oids)].map((oid) => draft.object(oid));
  const relations = objects.flatMap((object) => (isTable(object) || isView(object) ? [object] : []));
  return {
    views: relations.flatMap((one) => (isView(one) && one.uses.some(isGone) ? [one] : [])),
    owners: relations.map((owner) => ({
      owner,
      triggers: owner.triggers.filter(isRun),
      policies: isTable(owner) ? owner.policies.filter(({ uses }) => uses.some(isGone)) : [],
      // Which part of a table calls which of several functions is not noted, only that the table does; what altered a
      // table unseen may have taken the part away.
      parts:
        !usersOfOthers.has(owner.oid) && isTable(owner) && owner.complete
          ? functions.flatMap((one) => partsUsing(owner, (expression) => isCalled(one, expression)))
          : [],
    })),
  };
}

export function nameOfPart({ kind, name }: UsingPart): string {
  return kind === 'default' ? `default of column ${name}` : `${kind} ${name}`;
}

function dependentsAmong({ views, owners }: Users): Dependent[] {
  return [
    ...views.map((view) => ({ name: `${view.kind} ${view.name}`, at: view.nameRange })),
    ...owners.flatMap(({ owner, triggers, policies, parts }) => {
      const of = `of ${owner.kind} ${owner.name}`;
      return [
        ...triggers
          .filter((one) => !one.inherited)
          .map((one) => ({ name: `trigger ${one.name} ${of}`, at: one.nameRange })),
        ...policies.map((one) => ({ name: `policy ${one.name} ${of}`, at: one.nameRange })),
        ...parts.map((one) => ({ name: `${nameOfPart(one)} ${of}`, at: one.at })),
      ];
    }),
  ];
}

function dropUsers(draft: Draft, { views, owners }: Users, drop: FunctionDrop): void {
  for (const { owner, triggers, policies, parts } of owners) {
    const rest = { ...owner, triggers: owner.triggers.filter((one) => !triggers.includes(one)) };
    draft.putObject(
      isTable(rest) ? { ...rest, policies: rest.policies.filter((one) => !policies.includes(one)) } : rest,
    );
    for (const part of parts) dropPart(draft, owner.oid, part, drop.dropColumn);
  }
  for (const { oid } of views) drop.dropView(oid);
}

export function dropPart(
  draft: Draft,
  oid: Oid,
  { kind, name }: UsingPart,
  dropColumn: FunctionDrop['dropColumn'],
): void {
  const table = draft.table(oid);
  if (!table) return;
  const column = table.columns.find((one) => one.name === name);
  if (kind === 'constraint') return dropConstraint(draft, oid, name);
  const index = table.indexes.find((one) => one.name === name);
  if (kind === 'index') return index && removeIndex(draft, table, index.oid);
  if (column && kind === 'generated column') return dropColumn(table, column.number);
  const columns = table.columns.map((one) => (one === column ? { ...one, default: null } : one));
  draft.putObject({ ...table, columns });
}

/** What a DROP of functions says of them. */
interface FunctionDrop {
  readonly object: Node;
  readonly kind: DropStmt['removeType'];
  readonly schema: string | null;
  readonly name: string;
  readonly cascade: boolean;
  readonly missingOk: boolean;
  readonly dropView: (oid: Oid) => void;
  readonly dropColumn: (table: Table, number: ColumnNumber) => void;
}

/** Reports a type that does not exist; true where it does not. */
function hasMissingType(draft: Draft, type: TypeName): boolean {
  const count = draft.problems.length;
  resolveType(draft, type);
  return draft.problems.length > count;
}

/**
 * Drops a function of the first schema in the path that has one with these parameters. Without IF EXISTS there is one,
 * so that the only one of its name is meant whatever is written.
 */
export function dropFunction(draft: Draft, drop: FunctionDrop): void {
  const { object, kind, schema, name, cascade, missingOk } = drop;
  const written = 'ObjectWithArgs' in object ? object.ObjectWithArgs : null;
  const parameters = written?.args_unspecified ? null : (written?.objargs ?? (written ? [] : null));
  const at = placeOf(draft, listed(object));
  if (!missingOk && schema !== null && requireSchema(draft, schema, placeOf(draft, [schema]))) return;
  const isMeant = (one: SqlFunction) =>
    kind === 'OBJECT_ROUTINE' || (one.kind === 'procedure') === (kind === 'OBJECT_PROCEDURE');
  if (!missingOk)
    for (const type of parameters ?? [])
      if ('TypeName' in type && hasMissingType(draft, type.TypeName)) return;
  const match = written && matchFunctions(draft, written, isMeant);
  if (written && match?.isMissing) {
    if (!missingOk) reportMissingFunction(draft, written);
    return;
  }
  for (const place of schema === null ? draft.searchPath() : [schema]) {
    const functions = draft.functions(place, name).filter(isMeant);
    if (parameters === null && functions.length > 1) {
      const message = `function name "${name}" is not unique`;
      return refuse(draft, at, '42725', message);
    }
    const isOnly = parameters === null || (functions.length === 1 && !missingOk);
    const gone = isOnly ? functions : withParameters(draft, functions, parameters, !missingOk);
    const [first] = gone;
    if (!first) continue;
    // Unlike ALTER FUNCTION, DROP FUNCTION does not take aggregates.
    if (kind === 'OBJECT_FUNCTION' && first.kind === 'aggregate')
      return refuse(draft, at, '42809', `"${name}" is an aggregate function`);
    if (isOtherRoutine(draft, kind, first, at)) return;
    const users = usersOf(
      draft,
      gone,
      functions.filter((one) => !gone.includes(one)),
    );
    if (!cascade && reportDependents(draft, `function ${name}`, at, dependentsAmong(users))) return;
    dropUsers(draft, users, drop);
    const oids = gone.map(({ oid }) => oid);
    removeFunctions(draft, place, name, oids);
    return;
  }
}

/** Takes functions out of their schema's list. */
export function removeFunctions(draft: Draft, schema: string, name: string, gone: readonly Oid[]): void {
  const oids = (draft.get(keys.functions(schema, name)) as readonly Oid[] | undefined) ?? [];
  for (const oid of gone) draft.put(keys.object(oid), undefined);
  draft.put(
    keys.functions(schema, name),
    oids.filter((oid) => !gone.includes(oid)),
  );
}

/** A trigger or policy: the names are schema (or none), table, name. */
export function dropOfTable(
  draft: Draft,
  names: readonly string[],
  part: 'triggers' | 'policies',
  missingOk: boolean,
): void {
  const tableName = { schema: names.length > 2 ? (names.at(-3) ?? null) : null, name: names.at(-2) ?? '' };
  const owner = draft.relation(tableName.schema, tableName.name);
  const name = names.at(-1) ?? '';
  if (!missingOk && !owner && !draft.isSystemRelation(tableName.schema, tableName.name))
    draft.reportRelation(tableName, placeOf(draft, names.slice(0, -1)), 'table');
  const parts: readonly { readonly name: string }[] = isTable(owner)
    ? owner[part]
    : isView(owner)
      ? owner.triggers
      : [];
  if (!missingOk && owner && !parts.some((one) => one.name === name))
    reportMissing(draft, {
      what: part === 'triggers' ? 'trigger' : 'policy',
      name,
      table: tableName,
      at: placeOf(draft, [name]),
      sqlstate: '42704',
      candidates: parts.map((one) => one.name),
    });
  if (isTable(owner)) {
    const isTrigger = part === 'triggers';
    if (isTrigger && isTriggerOfParent(draft, owner, name, placeOf(draft, [name]))) return;
    draft.putObject({ ...owner, [part]: owner[part].filter((one: { name: string }) => one.name !== name) });
    if (isTrigger) dropTriggerBelow(draft, owner, name);
  }
  if (isView(owner))
    draft.putObject({ ...owner, triggers: owner.triggers.filter((one) => one.name !== name) });
}

/** Drops an extension and the names of its types. */
export function dropExtension(draft: Draft, name: string): void {
  const extension = draft.extension(name);
  if (name === 'plpgsql') draft.put(keys.language(name), false);
  if (!extension) return;
  draft.put(keys.extension(name), undefined);
  draft.put(
    keys.installedExtensions,
    draft.installedExtensions().filter((one) => one !== name),
  );
  for (const type of extensionTypes(name) ?? [])
    draft.put(keys.type(extension.schema ?? 'public', type), undefined);
}
