import type { BuiltinExtension, PostgresMajor } from './builtins.ts';
import { typeOfCode } from './codes.ts';
import { extensions } from './data.generated.ts';
import {
  decodeCasts,
  decodeFunctions,
  decodeOperatorClasses,
  decodeOperators,
  decodeRelation,
} from './decode-objects.ts';
import { readTypes } from './decode-types.ts';
import { documentedExtension, documentedNames } from './documented-extensions.ts';
import { groupsOf, itemOf, itemsOf, linesOf } from './versions.ts';

interface ExtensionText {
  /** `name#range requirement …` */
  readonly head: string;
  /** Lines by the letter that stands before them. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
}

let texts: ReadonlyMap<string, ExtensionText> | undefined;

function readTexts(): ReadonlyMap<string, ExtensionText> {
  const found = new Map<string, ExtensionText>();
  let sections = new Map<string, string[]>();
  for (const line of linesOf(extensions)) {
    const mark = line[0] ?? '';
    const rest = line.slice(1);
    if (mark === '@') {
      sections = new Map();
      found.set(rest.split(/[# ]/, 1)[0] ?? '', { head: rest, sections });
    } else {
      const section = sections.get(mark);
      if (section) section.push(rest);
      else sections.set(mark, [rest]);
    }
  }
  return found;
}

/** The extensions of any version of which something is known. */
export function extensionNames(): readonly string[] {
  texts ??= readTexts();
  return [...texts.keys(), ...documentedNames()];
}

/** What an extension brings; null where the version does not have it or nothing is known of it. */
export function decodeExtension(name: string, version: PostgresMajor): BuiltinExtension | null {
  texts ??= readTexts();
  const text = texts.get(name);
  if (!text) return documentedExtension(name);
  const [key = '', ...requires] = text.head.split(' ');
  if (itemOf(key, version) === null) return null;
  const lines = (section: string) => text.sections.get(section) ?? [];
  const groups = <One>(section: string, decode: (key: string, rest: string) => readonly One[]) =>
    [...groupsOf(lines(section))].flatMap(([one, rest]) => decode(one, rest));
  const types = readTypes('', lines('T'), lines('R'), version);
  return {
    name,
    complete: true,
    requires,
    types: types.names().flatMap((one) => types.read(one) ?? []),
    functions: groups('F', (one, rest) => decodeFunctions('', one, rest, version)),
    functionNames: [],
    operators: groups('O', (one, rest) => decodeOperators('', one, rest, version)),
    casts: groups('C', (one, rest) => decodeCasts(typeOfCode(one), rest, version)),
    operatorClasses: groups('P', (one, rest) => decodeOperatorClasses('', one, rest, version)),
    relations: lines('R').flatMap((line) => decodeRelation('', line, version) ?? []),
    accessMethods: itemsOf(lines('A'), version),
    languages: itemsOf(lines('L'), version),
    foreignDataWrappers: itemsOf(lines('W'), version),
    schemas: itemsOf(lines('S'), version),
  };
}
