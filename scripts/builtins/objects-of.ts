import type { Builtins } from '../../server/catalog/builtins/builtins.ts';
import type { Objects } from './read-objects.ts';

/** Everything that a version's data holds, asked for name by name. */
export function objectsOf(builtins: Builtins): Omit<Objects, 'schemas' | 'foreignDataWrappers'> {
  return {
    types: builtins.typeNames.flatMap((name) => builtins.type(name) ?? []),
    functions: builtins.functionNames.flatMap((name) => {
      const dot = name.indexOf('.');
      return dot < 0
        ? builtins.functions(null, name)
        : builtins.functions(name.slice(0, dot), name.slice(dot + 1));
    }),
    operators: builtins.operatorNames.flatMap((name) => builtins.operators(name)),
    casts: builtins.typeNames.flatMap((name) => builtins.casts(name)),
    operatorClasses: builtins.accessMethods.flatMap((method) => builtins.operatorClasses(method)),
    relations: builtins.relationNames.flatMap((name) => {
      const dot = name.indexOf('.');
      return builtins.relation(name.slice(0, dot), name.slice(dot + 1)) ?? [];
    }),
    accessMethods: builtins.accessMethods,
    languages: [...builtins.languages],
    collations: [...builtins.collations],
  };
}
