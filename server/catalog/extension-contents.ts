import type { BuiltinExtension } from './builtins/builtins.ts';
import { builtinsOf, type PostgresMajor } from './builtins/builtins.ts';
import { extensionNames } from './builtins/decode-extension.ts';
import type { Reader } from './reader.ts';

/** Newest first: an extension that a version no longer has still says what it brought. */
const versions: readonly PostgresMajor[] = [18, 17, 16, 15, 14, 13];

function contentsOf(name: string): BuiltinExtension | null {
  for (const version of versions) {
    const extension = builtinsOf(version).extension(name);
    if (extension) return extension;
  }
  return null;
}

/** The types that an extension defines, without arrays and row types of its views; null when it is not known. */
export function extensionTypes(name: string): readonly string[] | null {
  const extension = contentsOf(name);
  if (!extension) return null;
  const rows = new Set(extension.relations.map((relation) => `.${relation.name}`));
  return extension.types
    .filter((type) => type.category !== 'A' && type.name.startsWith('.') && !rows.has(type.name))
    .map((type) => type.name.slice(1));
}

/** A look-up from what extensions bring to the first well-known one that brings it, made when it is first asked for. */
function lookUp(bring: (name: string) => readonly string[]): (wanted: string) => string | null {
  let found: Map<string, string> | undefined;
  return (wanted) => {
    if (!found) {
      found = new Map();
      for (const name of extensionNames())
        for (const one of bring(name)) if (!found.has(one)) found.set(one, name);
    }
    return found.get(wanted) ?? null;
  };
}

/** The well-known extension that defines a type. */
export const extensionOfType = lookUp((name) => extensionTypes(name) ?? []);

/** The well-known extension that defines a function. */
export const extensionOfFunction = lookUp((name) => {
  const contents = contentsOf(name);
  return contents ? functionsOf(contents) : [];
});

function functionsOf({ functions, functionNames }: BuiltinExtension): readonly string[] {
  return [...functions.map((one) => one.name), ...functionNames];
}

/** The well-known extension that brings an access method. */
export const extensionOfMethod = lookUp((name) => contentsOf(name)?.accessMethods ?? []);

const ofClass = lookUp((name) =>
  (contentsOf(name)?.operatorClasses ?? []).map((one) => `${one.method} ${one.name}`),
);
const ofDefaultClass = lookUp((name) =>
  (contentsOf(name)?.operatorClasses ?? [])
    .filter((one) => one.default)
    .map((one) => `${one.method} ${one.type}`),
);

/** The well-known extension that brings an operator class of an access method. */
export function extensionOfClass(method: string, name: string): string | null {
  return ofClass(`${method} ${name}`);
}

/** The well-known extension that brings an operator class for a type which a key of it gets without saying so. */
export function extensionOfDefaultClass(method: string, type: string): string | null {
  return ofDefaultClass(`${method} ${type}`);
}

/** The names that an extension brings: of types, functions, operator classes and access methods. */
export function extensionMembers(name: string): readonly string[] {
  const contents = contentsOf(name);
  if (!contents) return [];
  const classes = contents.operatorClasses.map((one) => one.name);
  return [...(extensionTypes(name) ?? []), ...functionsOf(contents), ...classes, ...contents.accessMethods];
}

/** The extension, unless it is installed already. */
export function uninstalled(
  state: Pick<Reader, 'installedExtensions'>,
  extension: string | null,
): string | null {
  return extension !== null && !state.installedExtensions().includes(extension) ? extension : null;
}
