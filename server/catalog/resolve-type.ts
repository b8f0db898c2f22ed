import type { TypeName } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { checkModifiers } from './check-modifiers.ts';
import type { Draft } from './draft.ts';
import { extensionOfType, uninstalled } from './extension-contents.ts';
import { keys } from './keys.ts';
import type { TypeUse } from './model.ts';
import { mayBeExtensionSchema } from './of-extension.ts';
import { refuse } from './refuse.ts';
import { isSystemSchema } from './search-path.ts';
import {
  builtinName,
  builtinOid,
  isBuiltinType,
  isTypeOf,
  plainUse,
  serialTypes,
  strings,
  typeModifiers,
  unknownPrefix,
} from './types.ts';

/** The name's tokens of a written type, for a finding. */
function nameRange(draft: Draft, type: TypeName): SourceRange {
  const first = draft.source.tokenIndex(draft.source.offset(type.location));
  const start = draft.source.word(first) === 'SETOF' ? first + 1 : first;
  return draft.source.range(start, draft.source.nameEnd(start));
}

const noLabels = (): readonly string[] => [];

/** Resolves the type of a column's definition, which alone may be serial. */
export function resolveColumnType(
  draft: Draft,
  type: TypeName,
  labels: () => readonly string[] = noLabels,
): TypeUse {
  const [name = '', ...more] = strings(type.names);
  const serial = more.length === 0 ? serialTypes[name] : undefined;
  if (serial === undefined) return resolveType(draft, type, labels);
  if (type.arrayBounds) refuse(draft, nameRange(draft, type), '0A000', 'array of serial is not implemented');
  return plainUse(builtinOid(serial));
}

/** Resolves a written type against the draft; an unknown one is reported and kept by name. */
export function resolveType(
  draft: Draft,
  type: TypeName,
  labels: () => readonly string[] = noLabels,
): TypeUse {
  const names = strings(type.names);
  const name = names.at(-1) ?? '';
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  const modifiers = typeModifiers(type);
  const array = (type.arrayBounds?.length ?? 0) > 0;
  // A column's type by reference; which one it is depends on functions only.
  if (type.pct_type) return { type: `${unknownPrefix}${names.join('.')}%TYPE`, modifiers: [], array };
  const oid = draft.typeOid(schema, name);
  if (oid !== undefined) {
    const builtin = type.typmods ? builtinName(oid) : null;
    if (builtin !== null) checkModifiers(draft, type, builtin, modifiers);
    if (!array && !type.typmods && oid.startsWith('pg_catalog.')) return plainUse(oid);
    return { type: oid, modifiers, array };
  }
  const element = name.startsWith('_') ? draft.typeOid(schema, name.slice(1)) : undefined;
  if (element !== undefined) return { type: element, modifiers, array: true };
  reportType(draft, schema, name, nameRange(draft, type), labels);
  return { type: `${unknownPrefix}${names.join('.')}`, modifiers, array };
}

/** Reports a type that does not exist, unless it may exist where we cannot see. */
export function reportType(
  draft: Draft,
  schema: string | null,
  name: string,
  at: SourceRange,
  labels: () => readonly string[] = noLabels,
): void {
  if (isUnseenType(draft, schema, name)) return;
  draft.report({
    kind: 'undefined-type',
    at,
    sqlstate: schema !== null && !draft.schema(schema) && !isSystemSchema(schema) ? '3F000' : '42704',
    name: { schema, name },
    extension: uninstalled(draft, extensionOfType(name)),
    labels: labels(),
  });
}

function isUnseenType(draft: Draft, schema: string | null, name: string): boolean {
  if (schema !== null && (isSystemSchema(schema) || (schema !== 'public' && !draft.schema(schema)))) {
    return isSystemSchema(schema)
      ? isBuiltinType(name, draft.version) ||
          isTypeOf(schema, name, draft.version) ||
          draft.isSystemRelation(schema, name)
      : draft.isExternal({ schema, name }) ||
          draft.isExternal({ schema: null, name: schema }) ||
          mayBeExtensionSchema(draft, schema);
  }
  if (draft.isSystemRelation(null, name)) return true;
  return (
    draft.get(keys.damaged(name)) === true ||
    draft.get(keys.partial) === true ||
    draft.get(keys.unknownExtension) === true ||
    draft.isExternal({ schema, name })
  );
}
