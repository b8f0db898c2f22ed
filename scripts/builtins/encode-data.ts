import type { PostgresMajor } from '../../server/catalog/builtins/builtins.ts';
import { codeAt } from '../../server/catalog/builtins/codes.ts';
import {
  type ByMajor,
  encodeFunction,
  encodeRelations,
  encodeTypes,
  localName,
  mapLists,
  merge,
  mergeGroups,
  type TypeCode,
} from './encode.ts';
import type { Objects } from './read-objects.ts';
import type { ExtensionObjects, Snapshot } from './snapshot.ts';

/** The texts of the generated module by their names; each is a list of lines. */
export type Texts = Readonly<Record<string, readonly string[]>>;

/** Encodes all versions; the types that occur most have the shortest codes. */
export function encodeData(snapshots: ByMajor<Snapshot>): Texts {
  const uses = new Map<string, number>();
  encodeAll(snapshots, (name) => {
    uses.set(name, (uses.get(name) ?? 0) + 1);
    return '';
  });
  const names = [...uses].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const codes = new Map(names.map((name, place) => [name, codeAt(place)]));
  return { codes: names, ...encodeAll(snapshots, (name) => codes.get(name) ?? '') };
}

function encodeAll(snapshots: ByMajor<Snapshot>, code: TypeCode): Texts {
  const objects = mapLists(snapshots, (snapshot) => snapshot.objects);
  const parts = encodeObjects(objects, 'pg_catalog', code);
  return {
    types: parts.T,
    functions: parts.F,
    operators: parts.O,
    casts: parts.C,
    operatorClasses: parts.P,
    relations: parts.R,
    accessMethods: parts.A,
    languages: parts.L,
    collations: merge(mapLists(objects, (one) => one.collations)),
    settings: mergeGroups(mapLists(snapshots, (one) => one.settings.map(({ name, type }) => [type, name]))),
    keywords: mergeGroups(
      mapLists(snapshots, (one) =>
        one.keywords.map(({ name, category, bareLabel }) => [`${category}${bareLabel ? '' : '-'}`, name]),
      ),
    ),
    extensions: encodeExtensions(snapshots, code),
  };
}

const sections = 'TFOCPRALWS';

/** One line for each object or group of them, by the letter that marks the line in an extension's text. */
function encodeObjects(lists: ByMajor<Objects>, home: string, code: TypeCode) {
  return {
    T: merge(mapLists(lists, (one) => encodeTypes(one, home, code))),
    F: mergeGroups(
      mapLists(lists, (one) =>
        one.functions.map((each) => [localName(home, each), encodeFunction(each, code)]),
      ),
      '|',
    ),
    O: mergeGroups(
      mapLists(lists, (one) =>
        one.operators.map((each) => [
          localName(home, each),
          `${each.left === null ? '-' : code(each.left)}${code(each.right)}${code(each.result)}`,
        ]),
      ),
    ),
    C: mergeGroups(
      mapLists(lists, (one) =>
        one.casts.map((each) => [
          code(each.source),
          `${code(each.target)}:${each.context}${each.binary ? 'b' : ''}`,
        ]),
      ),
    ),
    P: mergeGroups(
      mapLists(lists, (one) =>
        one.operatorClasses.map((each) => [
          each.method,
          `${localName(home, each)}:${code(each.type)}${each.default ? ':d' : ''}`,
        ]),
      ),
    ),
    R: encodeRelations(
      mapLists(lists, (one) => one.relations),
      home,
      code,
    ),
    A: merge(mapLists(lists, (one) => one.accessMethods)),
    L: merge(mapLists(lists, (one) => one.languages)),
    W: merge(mapLists(lists, (one) => one.foreignDataWrappers)),
    S: merge(mapLists(lists, (one) => one.schemas)),
  };
}

/** An extension is a line `@name#range requirement …`, then lines with the letter of their section before them. */
function encodeExtensions(snapshots: ByMajor<Snapshot>, code: TypeCode): string[] {
  const names = new Set([...snapshots.values()].flatMap((one) => one.extensions.map(({ name }) => name)));
  return [...names].sort().flatMap((name) => {
    const versions = new Map<PostgresMajor, ExtensionObjects>();
    for (const [major, { extensions }] of snapshots) {
      const found = extensions.find((one) => one.name === name);
      if (found) versions.set(major, found);
    }
    const requires = [...new Set([...versions.values()].flatMap((one) => one.requires))];
    const range = merge(
      new Map([...snapshots.keys()].map((major) => [major, versions.has(major) ? [name] : []])),
    );
    const parts = encodeObjects(versions, '', code);
    return [
      `@${range[0]}${requires.map((one) => ` ${one}`).join('')}`,
      ...[...sections].flatMap((section) =>
        parts[section as keyof typeof parts].map((line) => section + line),
      ),
    ];
  });
}
