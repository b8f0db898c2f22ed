import { definedName } from '../syntax/defined-name.ts';
import type { Statement } from '../syntax/statement.ts';
import { builtinsOf } from './builtins/builtins.ts';
import { similarNames } from './similar-names.ts';
import { builtinTypeNames, isBuiltinType } from './types.ts';

/** The names that the statements define, for suggestions: the same whatever was computed before. */
export interface DefinedNames {
  /** The relations that some statement creates, not only where there is none yet. */
  readonly created: ReadonlySet<string>;
  readonly relation: readonly string[];
  readonly type: readonly string[];
  readonly schema: readonly string[];
  readonly function: readonly string[];
}

type NameKind = Exclude<keyof DefinedNames, 'created'>;

/** Whether a CREATE is without IF NOT EXISTS. */
export function isUnconditional({ text }: Statement): boolean {
  return !/\bif\s+not\s+exists\b/i.test(text.slice(0, headLength));
}

/** IF NOT EXISTS stands within so many characters, if at all. */
const headLength = 80;

export function collectNames(statements: readonly Statement[]): DefinedNames {
  const created = new Set<string>();
  const names = {
    created,
    relation: [] as string[],
    type: [] as string[],
    schema: [] as string[],
    function: [] as string[],
  };
  for (const statement of statements) {
    const defined = definedName(statement);
    if (!defined || defined.kind === 'other') continue;
    names[defined.kind].push(defined.name);
    if (defined.kind === 'relation' && isUnconditional(statement)) created.add(defined.name);
  }
  return names;
}

/** Answers given for one set of names: one misspelled name mostly stands in many places. */
const answers = new WeakMap<DefinedNames, Map<string, readonly string[]>>();

/** The names that are spelled like this one, built-in types included. */
export function suggestNames(names: DefinedNames, kind: NameKind, name: string): readonly string[] {
  const given = answers.get(names) ?? new Map<string, readonly string[]>();
  answers.set(names, given);
  const key = `${kind} ${name}`;
  const answer = given.get(key) ?? similarNames(name, candidates(names, kind));
  given.set(key, answer);
  return answer;
}

function candidates(names: DefinedNames, kind: NameKind): readonly string[] {
  if (kind === 'type') return [...builtinTypeNames().filter((one) => !one.startsWith('_')), ...names.type];
  // Functions of the catalogs are hardly ever meant.
  if (kind === 'function')
    return [
      ...builtinsOf(18).functionNames.filter((one) => !one.startsWith('pg_') && !isBuiltinType(one)),
      ...names.function,
    ];
  return names[kind];
}
