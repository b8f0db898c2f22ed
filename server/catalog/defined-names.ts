import { definedName } from '../syntax/defined-name.ts';
import type { Statement } from '../syntax/statement.ts';
import { builtinsOf } from './builtins/builtins.ts';
import { CountedNames } from './counted-names.ts';
import { similarNames } from './similar-names.ts';
import { builtinTypeNames, isBuiltinType } from './types.ts';

type NameKind = 'relation' | 'type' | 'schema' | 'function';

/** The names that the statements define, for suggestions: the same whatever was computed before. Immutable. */
export interface DefinedNames extends Readonly<Record<NameKind, CountedNames>> {
  /** The relations that some statement creates, not only where there is none yet. */
  readonly created: CountedNames;
}

const noNames: DefinedNames = {
  created: CountedNames.empty,
  relation: CountedNames.empty,
  type: CountedNames.empty,
  schema: CountedNames.empty,
  function: CountedNames.empty,
};

/** Whether a CREATE is without IF NOT EXISTS. */
function isUnconditional({ text }: Statement): boolean {
  return !/\bif\s+not\s+exists\b/i.test(text.slice(0, headLength));
}

/** IF NOT EXISTS stands within so many characters, if at all. */
const headLength = 80;

export function collectNames(statements: readonly Statement[]): DefinedNames {
  return changeNames(noNames, [], statements);
}

/** The names after some statements have given way to others; the same value where no name is another. */
export function changeNames(
  names: DefinedNames,
  gone: readonly Statement[],
  come: readonly Statement[],
): DefinedNames {
  const changes: Record<keyof DefinedNames, Map<string, number>> = {
    created: new Map(),
    relation: new Map(),
    type: new Map(),
    schema: new Map(),
    function: new Map(),
  };
  const count = (statement: Statement, by: 1 | -1) => {
    const defined = definedName(statement);
    if (!defined || defined.kind === 'other') return;
    const { kind, name } = defined;
    changes[kind].set(name, (changes[kind].get(name) ?? 0) + by);
    if (kind === 'relation' && isUnconditional(statement))
      changes.created.set(name, (changes.created.get(name) ?? 0) + by);
  };
  for (const statement of gone) count(statement, -1);
  for (const statement of come) count(statement, 1);
  const changed: DefinedNames = {
    created: names.created.changed(changes.created),
    relation: names.relation.changed(changes.relation),
    type: names.type.changed(changes.type),
    schema: names.schema.changed(changes.schema),
    function: names.function.changed(changes.function),
  };
  const isSame = (Object.keys(changed) as (keyof DefinedNames)[]).every((key) => changed[key] === names[key]);
  return isSame ? names : changed;
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

function* candidates(names: DefinedNames, kind: NameKind): Iterable<string> {
  if (kind === 'type') {
    for (const one of builtinTypeNames()) if (!one.startsWith('_')) yield one;
  }
  // Functions of the catalogs are hardly ever meant.
  if (kind === 'function') {
    for (const one of builtinsOf(18).functionNames)
      if (!one.startsWith('pg_') && !isBuiltinType(one)) yield one;
  }
  yield* names[kind];
}
