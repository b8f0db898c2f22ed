import type {
  BuiltinCast,
  BuiltinExtension,
  BuiltinFunction,
  BuiltinKeyword,
  BuiltinOperator,
  BuiltinOperatorClass,
  BuiltinRelation,
  Builtins,
  BuiltinType,
  PostgresMajor,
  SettingType,
} from './builtins.ts';
import { typeOfCode } from './codes.ts';
import { hasDefaultOperatorClass, isBinaryCoercible } from './coercion.ts';
import * as data from './data.generated.ts';
import { decodeExtension } from './decode-extension.ts';
import {
  decodeCasts,
  decodeFunctions,
  decodeOperatorClasses,
  decodeOperators,
  decodeRelation,
  relationKey,
} from './decode-objects.ts';
import { readTypes } from './decode-types.ts';
import { groupsOf, itemsOf, linesOf } from './versions.ts';

const home = 'pg_catalog';

/** Computes a value when it is asked for the first time. */
function lazy<Value>(compute: () => Value): () => Value {
  let box: { readonly value: Value } | undefined;
  return () => {
    box ??= { value: compute() };
    return box.value;
  };
}

/** Computes a value for a key when it is asked for the first time. Keys without a value leave no trace. */
function lazyByKey<Value>(compute: (key: string) => Value | undefined): (key: string) => Value | undefined {
  const values = new Map<string, Value>();
  return (key) => {
    let value = values.get(key);
    if (value === undefined) {
      value = compute(key);
      if (value !== undefined) values.set(key, value);
    }
    return value;
  };
}

/** Lists of objects by the key of their line; an empty one where there is no line. */
function decodeGroups<One>(
  groups: () => ReadonlyMap<string, string>,
  decode: (key: string, texts: string) => readonly One[],
): (key: string) => readonly One[] {
  const none: readonly One[] = [];
  const read = lazyByKey((key) => {
    const texts = groups().get(key);
    return texts === undefined ? undefined : decode(key, texts);
  });
  return (key) => read(key) ?? none;
}

const typeLines = lazy(() => linesOf(data.types));
const relationLines = lazy(() => linesOf(data.relations));
const functionGroups = lazy(() => groupsOf(linesOf(data.functions)));
const operatorGroups = lazy(() => groupsOf(linesOf(data.operators)));
const operatorClassGroups = lazy(() => groupsOf(linesOf(data.operatorClasses)));
const castGroups = lazy(() => {
  const bySource = new Map<string, string>();
  for (const [code, casts] of groupsOf(linesOf(data.casts))) bySource.set(typeOfCode(code), casts);
  return bySource;
});

/** What a version has, read from the generated data by name. */
export function readBuiltins(version: PostgresMajor): Builtins {
  const types = lazy(() => readTypes(home, typeLines(), relationLines(), version));
  const type = lazyByKey((name): BuiltinType | undefined => types().read(name));
  const typeNames = lazy(() => types().names());
  const relations = lazy((): ReadonlyMap<string, string> => {
    const lines = new Map<string, string>();
    for (const line of relationLines()) {
      const key = relationKey(line, version);
      if (key !== null) lines.set(key.includes('.') ? key : `${home}.${key}`, line);
    }
    return lines;
  });
  const functions = decodeGroups<BuiltinFunction>(functionGroups, (key, texts) =>
    decodeFunctions(home, key, texts, version),
  );
  const operators = decodeGroups<BuiltinOperator>(operatorGroups, (key, texts) =>
    decodeOperators(home, key, texts, version),
  );
  const operatorClasses = decodeGroups<BuiltinOperatorClass>(operatorClassGroups, (key, texts) =>
    decodeOperatorClasses(home, key, texts, version),
  );
  const casts = decodeGroups<BuiltinCast>(castGroups, (source, texts) => decodeCasts(source, texts, version));
  const relation = lazyByKey((key): BuiltinRelation | undefined => {
    const line = relations().get(key);
    return line === undefined ? undefined : (decodeRelation(home, line, version) ?? undefined);
  });
  const extension = lazyByKey(
    (name): BuiltinExtension | undefined => decodeExtension(name, version) ?? undefined,
  );
  const functionNames = lazy(() => [...functionGroups().keys()].filter((key) => functions(key).length > 0));
  const operatorNames = lazy(() => [...operatorGroups().keys()].filter((key) => operators(key).length > 0));
  const lists = readLists(version);
  const builtins: Builtins = {
    version,
    type,
    functions: (schema, name) => functions(schema === null || schema === home ? name : `${schema}.${name}`),
    operators,
    casts,
    cast: (source, target) => casts(source).find((one) => one.target === target)?.context,
    isBinaryCoercible: (source, target) => isBinaryCoercible(builtins, source, target),
    relation: (schema, name) => relation(`${schema}.${name}`),
    operatorClasses,
    operatorClass: (method, name) => operatorClasses(method).find((one) => one.name === name),
    hasDefaultOperatorClass: (method, type) => hasDefaultOperatorClass(builtins, method, type),
    get typeNames() {
      return typeNames();
    },
    get plainTypeNames() {
      return types().plainNames();
    },
    get functionNames() {
      return functionNames();
    },
    get operatorNames() {
      return operatorNames();
    },
    get relationNames() {
      return [...relations().keys()];
    },
    get accessMethods() {
      return lists.accessMethods();
    },
    get settings() {
      return lists.settings();
    },
    get collations() {
      return lists.collations();
    },
    get languages() {
      return lists.languages();
    },
    get keywords() {
      return lists.keywords();
    },
    extension: (name) => extension(name) ?? null,
  };
  return builtins;
}

/** The parts that are lists of names. */
function readLists(version: PostgresMajor) {
  return {
    accessMethods: lazy(() => itemsOf(linesOf(data.accessMethods), version)),
    languages: lazy((): ReadonlySet<string> => new Set(itemsOf(linesOf(data.languages), version))),
    collations: lazy((): ReadonlySet<string> => new Set(itemsOf(linesOf(data.collations), version))),
    settings: lazy((): ReadonlyMap<string, SettingType> => {
      const found = new Map<string, SettingType>();
      for (const [type, names] of groupsOf(linesOf(data.settings)))
        for (const name of itemsOf(names.split(' '), version))
          found.set(name.toLowerCase(), type as SettingType);
      return found;
    }),
    keywords: lazy((): ReadonlyMap<string, BuiltinKeyword> => {
      const found = new Map<string, BuiltinKeyword>();
      for (const [kind, words] of groupsOf(linesOf(data.keywords)))
        for (const word of itemsOf(words.split(' '), version))
          found.set(word, {
            category: kind[0] as BuiltinKeyword['category'],
            bareLabel: !kind.endsWith('-'),
          });
      return found;
    }),
  };
}
