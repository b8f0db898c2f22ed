import type { ObjectWithArgs } from '@pgsql/types';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import {
  hasKnownSignature,
  isNotUnique,
  isOtherRoutine,
  matchFunctions,
  reportMissingFunction,
  signatureOf,
} from './match-functions.ts';
import type { Oid, SqlFunction } from './model.ts';
import { moveRelation, renameRelation } from './move-relation.ts';
import { newNameRange } from './new-name-range.ts';
import { reportSchemaTaken, reportTaken } from './report-taken.ts';
import { requireSchema } from './require-schema.ts';
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
  if (type.kind === 'composite type')
    return schema === undefined
      ? renameRelation(draft, type, newName)
      : moveRelation(draft, oid, schema, newName);
  const userType = draft.userType(oid);
  if (!userType) return;
  const target = schema ?? type.schema;
  // SET SCHEMA to where it is changes nothing; a name that it has cannot be given to it.
  const isSame = target === type.schema && schema !== undefined;
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
  kind: string | undefined,
  schema: string | null,
  newName: string | null,
): void {
  const names = strings(written.objname);
  const place = names.length > 1 ? names.at(-2) : undefined;
  if (place !== undefined && requireSchema(draft, place, draft.source.findName(place, 2))) return;
  const { functions, isMissing } = matchFunctions(draft, written, () => true);
  if (isMissing) return reportMissingFunction(draft, written);
  if (isNotUnique(draft, written, functions)) return;
  // Where types are not known, the first of the name is meant.
  const found =
    functions[0] ?? draft.functions(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '')[0];
  if (!found) return;
  if (functions[0] && isOtherRoutine(draft, kind, found, draft.source.findName(found.name, 2))) return;
  const target = { schema: schema ?? found.schema, name: newName ?? found.name };
  const isSame = newName === null && target.schema === found.schema;
  const taken = draft
    .functions(target.schema, target.name)
    .find((one) => hasKnownSignature(one) && signatureOf(one) === signatureOf(found));
  if (taken && !isSame && hasKnownSignature(found))
    return reportTaken(draft, {
      what: 'function',
      name: target.name,
      at: newName === null ? draft.source.findName(found.name, 2) : newNameRange(draft),
      first: taken.nameRange,
      sqlstate: '42723',
    });
  moveNamed(draft, found, schema, newName);
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
  const at = draft.source.find('SCHEMA', 0) + 1;
  if (!schema) {
    requireSchema(draft, oldName, draft.source.range(at, at));
    return;
  }
  const taken = draft.schema(newName);
  if (taken) return reportSchemaTaken(draft, newName, taken.nameRange, newNameRange(draft));
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
