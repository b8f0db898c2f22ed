import { builtinsOf, type PostgresMajor } from './builtins/builtins.ts';
import { extensionNames } from './builtins/decode-extension.ts';

/** Newest first: an extension that a version no longer has still says what it brought. */
const versions: readonly PostgresMajor[] = [18, 17, 16, 15, 14, 13];

/** The types that an extension defines, without arrays and row types of its views; null when it is not known. */
export function extensionTypes(name: string): readonly string[] | null {
  for (const version of versions) {
    const extension = builtinsOf(version).extension(name);
    if (!extension) continue;
    const rows = new Set(extension.relations.map((relation) => `.${relation.name}`));
    return extension.types
      .filter((type) => type.category !== 'A' && type.name.startsWith('.') && !rows.has(type.name))
      .map((type) => type.name.slice(1));
  }
  return null;
}

let byType: ReadonlyMap<string, string> | undefined;

/** The well-known extension that defines a type. */
export function extensionOfType(type: string): string | null {
  byType ??= new Map(
    extensionNames().flatMap((extension) =>
      (extensionTypes(extension) ?? []).map((one) => [one, extension] as const),
    ),
  );
  return byType.get(type) ?? null;
}

let byFunction: ReadonlyMap<string, string> | undefined;

/** The well-known extension that defines a function. */
export function extensionOfFunction(name: string): string | null {
  byFunction ??= new Map(
    extensionNames().flatMap((extension) => functionsOf(extension).map((one) => [one, extension])),
  );
  return byFunction.get(name) ?? null;
}

function functionsOf(name: string): readonly string[] {
  for (const version of versions) {
    const extension = builtinsOf(version).extension(name);
    if (extension) return [...extension.functions.map((one) => one.name), ...extension.functionNames];
  }
  return [];
}
