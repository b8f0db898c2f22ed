import type {
  BuiltinFunction,
  BuiltinRelation,
  PostgresMajor,
} from '../../server/catalog/builtins/builtins.ts';
import { usualArray } from '../../server/catalog/builtins/decode-types.ts';
import type { Objects } from './read-objects.ts';

/** Gives a type's code; see server/catalog/builtins/codes.ts, which reads it. */
export type TypeCode = (name: string) => string;

export type ByMajor<T> = ReadonlyMap<PostgresMajor, T>;

/** A text for each run of versions that have an item: the item and, unless it is always there, ` #first-last`. */
export function withRanges(item: string, majors: readonly number[], all: readonly number[]): string[] {
  if (majors.length === all.length) return [item];
  const texts: string[] = [];
  for (const first of majors.filter((major) => !majors.includes(major - 1))) {
    let last = first;
    while (majors.includes(last + 1)) last++;
    texts.push(`${item}#${first === all[0] ? '' : first}-${last === all.at(-1) ? '' : last}`);
  }
  return texts;
}

/** Lists the items of all versions once, in order, each with its range. */
export function merge(lists: ByMajor<readonly string[]>): string[] {
  const all = [...lists.keys()];
  const seen = new Map<string, number[]>();
  for (const [major, items] of lists)
    for (const item of items) seen.set(item, [...(seen.get(item) ?? []), major]);
  return [...seen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([item, majors]) => withRanges(item, majors, all));
}

/** Like `merge`, with the items of a key in one line: `key item separator item`. */
export function mergeGroups(
  lists: ByMajor<readonly (readonly [key: string, item: string])[]>,
  separator = ' ',
): string[] {
  const keys = [...new Set([...lists.values()].flatMap((list) => list.map(([key]) => key)))].sort();
  return keys.map((key) => {
    const ofKey = mapLists(lists, (list) => list.filter(([one]) => one === key).map(([, item]) => item));
    return `${key} ${merge(ofKey).join(separator)}`;
  });
}

export function mapLists<From, To>(lists: ByMajor<From>, change: (from: From) => To): ByMajor<To> {
  return new Map([...lists].map(([major, list]) => [major, change(list)]));
}

/** A name in a schema: plain in the schema that its data is about, else with the schema. */
export function localName(home: string, object: { readonly schema: string; readonly name: string }): string {
  return object.schema === home ? object.name : `${object.schema}.${object.name}`;
}

export function encodeFunction(one: BuiltinFunction, code: TypeCode): string {
  const flags = [
    one.kind === 'function' ? '' : one.kind[0],
    one.returnsSet ? 'S' : '',
    one.volatility === 'i' ? '' : one.volatility,
    one.strict ? '' : 'n',
    one.defaults === 0 ? '' : `d${one.defaults}`,
    one.directArguments === null ? '' : `o${one.directArguments}`,
    one.variadic === null ? '' : `V${code(one.variadic)}`,
  ].join('');
  return [
    [one.result, ...one.arguments].map(code).join(''),
    flags && ` ${flags}`,
    one.argumentNames.length > 0 ? ` (${one.argumentNames.join(',')}` : '',
    one.columns ? ` =${one.columns.map(({ name, type }) => `${name}:${code(type)}`).join(',')}` : '',
  ].join('');
}

/** Array types and row types are left out: they follow from their elements and relations. */
export function encodeTypes(objects: Objects, home: string, code: TypeCode): string[] {
  const rows = new Set(
    objects.relations.map(({ schema, name }) => (schema === 'pg_catalog' ? name : `${schema}.${name}`)),
  );
  const arrays = new Set(objects.types.map((type) => type.array));
  return objects.types
    .filter((type) => !rows.has(type.name) && !arrays.has(type.name))
    .map((type) => {
      if (type.array !== null && type.array !== usualArray(type.name))
        throw new Error(`${type.name} has the array type ${type.array}.`);
      return [
        home === '' && type.name.startsWith('.') ? type.name.slice(1) : type.name,
        ` ${type.kind === 'multirange' ? 'm' : type.kind[0]}${type.category}${type.preferred ? 'p' : ''}`,
        type.array === null ? ' -' : '',
        type.element === null ? '' : ` e${code(type.element)}`,
        type.range === null ? '' : ` r${code(type.range)}`,
        type.base === null ? '' : ` b${code(type.base)}`,
      ].join('');
    });
}

/** `kind name column:code …`; a column that came or went with a version has its range. */
export function encodeRelations(
  lists: ByMajor<readonly BuiltinRelation[]>,
  home: string,
  code: TypeCode,
): string[] {
  const all = [...lists.keys()];
  const names = new Map<string, Map<PostgresMajor, string[]>>();
  for (const [major, relations] of lists)
    for (const relation of relations) {
      const key = `${relation.kind[0]} ${localName(home, relation)}`;
      const columns = relation.columns.map(({ name, type }) => `${name}:${code(type)}`);
      names.set(key, (names.get(key) ?? new Map()).set(major, columns));
    }
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, versions]) => {
      const majors = [...versions.keys()];
      return withRanges(key, majors, all).map((item) => `${item} ${mergeSequences(versions).join(' ')}`);
    });
}

/** One sequence that holds each version's as the part that has its version. */
function mergeSequences(versions: ReadonlyMap<PostgresMajor, readonly string[]>): string[] {
  const all = [...versions.keys()];
  const merged: { item: string; majors: number[] }[] = [];
  for (const [major, items] of versions) {
    let place = 0;
    for (const item of items) {
      const found = merged.findIndex((one, index) => index >= place && one.item === item);
      if (found < 0) merged.splice(place, 0, { item, majors: [major] });
      else merged[found]?.majors.push(major);
      place = (found < 0 ? place : found) + 1;
    }
  }
  return merged.flatMap(({ item, majors }) => withRanges(item, majors, all));
}
