import { definedName } from '../syntax/defined-name.ts';
import type { Statement } from '../syntax/statement.ts';
import { builtinsOf, type PostgresMajor } from './builtins/builtins.ts';
import { CountedNames } from './counted-names.ts';
import { clearedNames, namesInBody } from './mentioned-names.ts';
import { similarNames } from './similar-names.ts';
import { builtinTypeNames, isBuiltinType } from './types.ts';

type NameKind = 'relation' | 'type' | 'schema' | 'function';

interface Counts extends Readonly<Record<NameKind, CountedNames>> {
  /** The relations that some statement creates, not only where there is none yet. */
  readonly unconditional: CountedNames;
  /** Those that some statement drops, renames or moves. */
  readonly cleared: CountedNames;
  /** What bodies create when they run. */
  readonly bodyRelation: CountedNames;
  readonly bodyFunction: CountedNames;
}

/** The names that the statements define, for suggestions: the same whatever was computed before. Immutable. */
export interface DefinedNames extends Counts {
  /**
   * The relations that some statement creates, not only where there is none yet, and that none drops, renames or moves,
   * unless by IF EXISTS: what a script clears away may have been there before it.
   */
  readonly created: Pick<ReadonlySet<string>, 'has'>;
}

const kinds: readonly (keyof Counts)[] = [
  'relation',
  'type',
  'schema',
  'function',
  'unconditional',
  'cleared',
  'bodyRelation',
  'bodyFunction',
];

function fromCounts(of: (kind: keyof Counts) => CountedNames): DefinedNames {
  const counts: Counts = {
    relation: of('relation'),
    type: of('type'),
    schema: of('schema'),
    function: of('function'),
    unconditional: of('unconditional'),
    cleared: of('cleared'),
    bodyRelation: of('bodyRelation'),
    bodyFunction: of('bodyFunction'),
  };
  const { unconditional, cleared } = counts;
  return { ...counts, created: { has: (name) => unconditional.has(name) && !cleared.has(name) } };
}

/** Whether a CREATE is without IF NOT EXISTS. */
function isUnconditional({ text }: Statement): boolean {
  return !/\bif\s+not\s+exists\b/i.test(text.slice(0, headLength));
}

/** IF NOT EXISTS stands within so many characters, if at all. */
const headLength = 80;

type CountsByKind = Readonly<Record<keyof Counts, Map<string, number>>>;

function noCounts(): CountsByKind {
  return {
    relation: new Map(),
    type: new Map(),
    schema: new Map(),
    function: new Map(),
    unconditional: new Map(),
    cleared: new Map(),
    bodyRelation: new Map(),
    bodyFunction: new Map(),
  };
}

/** Adds what a statement defines to the counts, or takes it away. */
function count(statement: Statement, by: 1 | -1, counts: CountsByKind): void {
  const add = (kind: keyof Counts, name: string) => {
    const known = counts[kind];
    known.set(name, (known.get(name) ?? 0) + by);
  };
  for (const name of clearedNames(statement)) add('cleared', name);
  for (const { kind, name } of namesInBody(statement))
    add(kind === 'relation' ? 'bodyRelation' : 'bodyFunction', name);
  const defined = definedName(statement);
  if (!defined || defined.kind === 'other') return;
  add(defined.kind, defined.name);
  if (defined.kind === 'relation' && isUnconditional(statement)) add('unconditional', defined.name);
}

export function collectNames(statements: readonly Statement[]): DefinedNames {
  const counts = noCounts();
  for (const statement of statements) count(statement, 1, counts);
  return fromCounts((kind) => CountedNames.of(counts[kind]));
}

/** The names after some statements have given way to others; the same value where no name is another. */
export function changeNames(
  names: DefinedNames,
  gone: readonly Statement[],
  come: readonly Statement[],
): DefinedNames {
  const changes = noCounts();
  for (const statement of gone) count(statement, -1, changes);
  for (const statement of come) count(statement, 1, changes);
  const changed = fromCounts((kind) => names[kind].changed(changes[kind]));
  return kinds.every((kind) => changed[kind] === names[kind]) ? names : changed;
}

/** Whether a statement defines a relation or function of that name, or may do so when it runs. */
export function isDefinedName(names: DefinedNames, kind: 'relation' | 'function', name: string): boolean {
  const inBodies = kind === 'relation' ? names.bodyRelation : names.bodyFunction;
  return names[kind].has(name) || inBodies.has(name);
}

/** Answers given for one set of names: one misspelled name mostly stands in many places. */
const answers = new WeakMap<DefinedNames, Map<string, readonly string[]>>();

/** The names that are spelled like this one, built-in types included. */
export function suggestNames(
  names: DefinedNames,
  kind: NameKind,
  name: string,
  version: PostgresMajor,
): readonly string[] {
  const given = answers.get(names) ?? new Map<string, readonly string[]>();
  answers.set(names, given);
  const key = `${kind} ${version} ${name}`;
  const answer = given.get(key) ?? similarNames(name, candidates(names, kind, version));
  given.set(key, answer);
  return answer;
}

function* candidates(names: DefinedNames, kind: NameKind, version: PostgresMajor): Iterable<string> {
  if (kind === 'type') {
    for (const one of builtinTypeNames(version)) if (!one.startsWith('_')) yield one;
  }
  // Functions of the catalogs are hardly ever meant.
  if (kind === 'function') {
    for (const one of builtinsOf(version).functionNames)
      if (!one.startsWith('pg_') && !isBuiltinType(one, version)) yield one;
  }
  yield* names[kind];
}
