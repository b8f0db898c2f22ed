import type { ObjectWithArgs } from '@pgsql/types';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { matchFunctions, reportMissingFunction } from './match-functions.ts';
import type { Oid, SqlFunction } from './model.ts';
import { moveRelation } from './move-relation.ts';
import { newNameRange } from './new-name-range.ts';
import { reportType } from './resolve-type.ts';
import { isTypeTaken } from './type-taken.ts';
import { strings } from './types.ts';

/** Gives a type another name or schema. */
export function renameType(draft: Draft, names: readonly string[], newName: string, schema?: string): void {
  const oid = draft.typeOid(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
  const type = oid === undefined ? undefined : draft.object(oid);
  if (oid === undefined)
    reportType(
      draft,
      names.length > 1 ? (names.at(-2) ?? null) : null,
      names.at(-1) ?? '',
      draft.source.findName(names.at(-1) ?? '', 2),
    );
  if (!type || oid === undefined || !('schema' in type) || type.kind === 'extension') return;
  if (type.kind === 'composite type') return moveRelation(draft, oid, schema ?? type.schema, newName);
  const userType = draft.userType(oid);
  if (!userType) return;
  const target = schema ?? type.schema;
  const isSame = target === type.schema && newName === type.name;
  if (!isSame && isTypeTaken(draft, target, newName, newNameRange(draft))) return;
  draft.put(keys.type(type.schema, type.name), undefined);
  draft.put(keys.type(schema ?? type.schema, newName), oid);
  draft.putObject({
    ...userType,
    schema: schema ?? type.schema,
    name: newName,
    nameRange: schema ? userType.nameRange : newNameRange(draft),
  });
}

/** Gives a function another name or schema. */
export function moveFunction(
  draft: Draft,
  written: ObjectWithArgs,
  schema: string | null,
  newName: string | null,
): void {
  const names = strings(written.objname);
  const { functions, isMissing } = matchFunctions(draft, written, () => true);
  if (isMissing) return reportMissingFunction(draft, written);
  // Where types are not known, the first of the name is meant.
  const found =
    functions[0] ?? draft.functions(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '')[0];
  if (found) moveNamed(draft, found, schema, newName);
}

function moveNamed(draft: Draft, found: SqlFunction, schema: string | null, newName: string | null): void {
  const target: SqlFunction = {
    ...found,
    schema: schema ?? found.schema,
    name: newName ?? found.name,
    formerNames: [...found.formerNames, { schema: found.schema, name: found.name }],
  };
  const from = (draft.get(keys.functions(found.schema, found.name)) as readonly Oid[] | undefined) ?? [];
  draft.put(
    keys.functions(found.schema, found.name),
    from.filter((oid) => oid !== found.oid),
  );
  const to = (draft.get(keys.functions(target.schema, target.name)) as readonly Oid[] | undefined) ?? [];
  draft.put(keys.functions(target.schema, target.name), [...to, found.oid]);
  draft.putObject(target);
}

/** A schema, with all that is in it. */
export function renameSchema(draft: Draft, oldName: string, newName: string): void {
  const schema = draft.schema(oldName);
  if (!schema) return;
  draft.put(keys.schema(oldName), undefined);
  draft.addTo(keys.schemaNames, newName);
  draft.put(keys.schema(newName), { ...schema, name: newName, nameRange: newNameRange(draft) });
  for (const object of draft.allObjects()) {
    if (!('schema' in object) || object.schema !== oldName || !('oid' in object)) continue;
    if (object.kind === 'function' || object.kind === 'procedure' || object.kind === 'aggregate')
      moveNamed(draft, object, newName, null);
    else if (
      object.kind === 'enum' ||
      object.kind === 'domain' ||
      object.kind === 'range type' ||
      object.kind === 'base type'
    )
      renameType(draft, [oldName, object.name], object.name, newName);
    else if (object.kind !== 'index' && draft.get(keys.relation(oldName, object.name)) === object.oid)
      moveRelation(draft, object.oid, newName, object.name);
  }
}
