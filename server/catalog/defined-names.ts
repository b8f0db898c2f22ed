import { definedName } from '../syntax/defined-name.ts';
import type { Statement } from '../syntax/statement.ts';
import { builtinTypes } from './builtins.generated.ts';
import { similarNames } from './similar-names.ts';

/** The names that the statements define, for suggestions: the same whatever was computed before. */
export interface DefinedNames {
  readonly relation: readonly string[];
  readonly type: readonly string[];
  readonly schema: readonly string[];
}

export function collectNames(statements: readonly Statement[]): DefinedNames {
  const names = { relation: [] as string[], type: [] as string[], schema: [] as string[] };
  for (const statement of statements) {
    const defined = definedName(statement);
    if (defined && defined.kind !== 'other') names[defined.kind].push(defined.name);
  }
  return names;
}

/** The names that are spelled like this one, built-in types included. */
export function suggestNames(names: DefinedNames, kind: keyof DefinedNames, name: string): readonly string[] {
  if (kind !== 'type') return similarNames(name, names[kind]);
  const builtins = Object.keys(builtinTypes.pg_catalog ?? {}).filter((one) => !one.startsWith('_'));
  return similarNames(name, [...builtins, ...names.type]);
}
