import type { Node, ObjectWithArgs } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { SignedFunction } from './analyze/routine.ts';
import { builtinsOf } from './builtins/builtins.ts';
import type { Draft } from './draft.ts';
import { placeOf } from './drop-other.ts';
import { keys } from './keys.ts';
import { reportMissing } from './missing-object.ts';
import type { SqlFunction } from './model.ts';
import { refuse } from './refuse.ts';
import { strings, unknownPrefix } from './types.ts';

/** The functions that a statement means by a name and, mostly, the types of the arguments. */
export interface Match {
  /** Several where the name alone is written. */
  readonly functions: readonly SqlFunction[];
  /** Whether there is none for sure. */
  readonly isMissing: boolean;
}

/** A written type as signatures have it; null where it is not known. */
export function typeInSignature(draft: Draft, node: Node): string | null {
  if (!('TypeName' in node) || node.TypeName.pct_type) return null;
  const names = strings(node.TypeName.names);
  const name = names.at(-1) ?? '';
  // An array under the name of its own, `_int4`.
  if (name.startsWith('_')) return null;
  const oid = draft.typeOid(names.length > 1 ? (names.at(-2) ?? null) : null, name);
  if (oid === undefined) return null;
  return (node.TypeName.arrayBounds?.length ?? 0) > 0 ? `${oid}[]` : oid;
}

/** The types of the arguments in one word. */
export function signatureOf({ argumentTypes }: Pick<SqlFunction, 'argumentTypes'>): string {
  return argumentTypes.map(({ type, array }) => (array ? `${type}[]` : type)).join();
}

/** Whether the arguments of a function are all known, so that others do not fit. */
export function hasKnownSignature(one: SqlFunction): boolean {
  const { kind, argumentTypes, language } = one;
  if (argumentTypes.some(({ type }) => type.startsWith(unknownPrefix))) return false;
  if (kind === 'function') return language !== 'c' && language !== 'internal';
  const { signature } = one as SignedFunction;
  // Of a procedure OUT parameters may be written too, and those of an ordered-set aggregate are spelled in other ways.
  if (kind === 'procedure') return signature?.columns === null;
  return signature !== undefined && !signature.variadic && (signature.directArguments ?? null) === null;
}

/** Finds the functions that `isMeant` in the first schema of the path that has one with these arguments. */
export function matchFunctions(
  draft: Draft,
  { objname, objargs, args_unspecified }: ObjectWithArgs,
  isMeant: (one: SqlFunction) => boolean,
): Match {
  const names = strings(objname);
  const name = names.at(-1) ?? '';
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  const types = args_unspecified ? null : (objargs ?? []).map((node) => typeInSignature(draft, node));
  let others: readonly SqlFunction[] = [];
  for (const place of schema === null ? draft.searchPath() : [schema]) {
    const all = draft.functions(place, name).filter(isMeant);
    if (types === null && all.length > 0) return { functions: all, isMissing: false };
    const exact = all.filter((one) => types !== null && signatureOf(one) === types.join());
    if (exact.length > 0) return { functions: exact, isMissing: false };
    others = [...others, ...all];
  }
  // Whether other arguments fit is certain only where all types are known.
  const isCertain =
    others.length === 0 || (types !== null && !types.includes(null) && others.every(hasKnownSignature));
  return { functions: [], isMissing: isCertain && !mayBeElsewhere(draft, schema, name) };
}

/** Whether a function of that name may come from an extension, or be PostgreSQL's own. */
function mayBeElsewhere(draft: Draft, schema: string | null, name: string): boolean {
  if (draft.get(keys.unknownExtension) === true) return true;
  const builtins = builtinsOf(draft.version);
  if ((schema === null || schema === 'pg_catalog') && builtins.functions(null, name).length > 0) return true;
  if (schema === 'information_schema') return true;
  if (schema !== null && draft.schema(schema) === undefined) return true;
  return draft.installedExtensions().some((extension) => {
    const contents = builtins.extension(extension);
    return !contents?.complete || contents.functions.some((one) => one.name === name);
  });
}

/** Reports functions that a statement names and that there are not, with the arguments as written. */
export function reportMissingFunction(draft: Draft, { objname, args_unspecified }: ObjectWithArgs): void {
  const { source } = draft;
  const names = strings(objname);
  const name = names.at(-1) ?? '';
  const at = placeOf(draft, names);
  const open = source.tokenIndex(at.end);
  const hasArguments = !args_unspecified && source.word(open) === '(';
  const { start, end } = hasArguments ? source.range(open, source.closing(open)) : at;
  const written = hasArguments ? source.statement.text.slice(start, end).replace(/\s+/g, ' ') : '';
  reportMissing(draft, {
    what: 'function',
    name,
    shown: `${name}${written}`,
    table: null,
    at,
    sqlstate: '42883',
    candidates: [],
  });
}

/** Reports a name without arguments that several functions have; true where it was. */
export function isNotUnique(
  draft: Draft,
  { objname, args_unspecified }: ObjectWithArgs,
  functions: readonly SqlFunction[],
): boolean {
  if (!args_unspecified || functions.length < 2 || functions.some(({ kind }) => kind !== 'function'))
    return false;
  const names = strings(objname);
  refuse(draft, placeOf(draft, names), '42725', `function name "${names.at(-1)}" is not unique`);
  return true;
}

/** What statements for one kind of routine do not take: ALTER FUNCTION takes aggregates too. */
function wrongKind(objectType: string | undefined, kind: SqlFunction['kind']): string | null {
  if (objectType === 'OBJECT_AGGREGATE') return kind === 'aggregate' ? null : 'an aggregate';
  if (objectType === 'OBJECT_PROCEDURE') return kind === 'procedure' ? null : 'a procedure';
  return objectType === 'OBJECT_FUNCTION' && kind === 'procedure' ? 'a function' : null;
}

/** Reports a routine of another kind than a statement is for; true where it is of another. */
export function isOtherRoutine(
  draft: Draft,
  objectType: string | undefined,
  { kind, name, argumentTypes }: SqlFunction,
  at: SourceRange,
): boolean {
  const wrong = wrongKind(objectType, kind);
  if (wrong === null) return false;
  const types = argumentTypes.map((type) => draft.formatType(type)).join(', ');
  refuse(draft, at, '42809', `${name}(${types}) is not ${wrong}`);
  return true;
}
