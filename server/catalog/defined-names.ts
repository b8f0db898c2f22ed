import { definedName } from '../syntax/defined-name.ts';
import type { Statement } from '../syntax/statement.ts';
import { builtinsOf, type PostgresMajor } from './builtins/builtins.ts';
import { isEqual } from './equal.ts';
import { similarNames } from './similar-names.ts';
import { builtinTypeNames, isBuiltinType } from './types.ts';

/** The names that the statements define, for suggestions: the same whatever was computed before. */
export interface DefinedNames {
  /**
   * The relations that some statement creates, not only where there is none yet, and that none drops, renames or moves
   * before, unless by IF EXISTS: what a script must clear away first was there before it.
   */
  readonly created: ReadonlySet<string>;
  readonly relation: readonly string[];
  readonly type: readonly string[];
  readonly schema: readonly string[];
  readonly function: readonly string[];
  /** What bodies create when they run, as `relation name`. */
  readonly inBodies: ReadonlySet<string>;
}

type NameKind = Exclude<keyof DefinedNames, 'created' | 'inBodies'>;

/** Whether a CREATE is without IF NOT EXISTS. */
function isUnconditional({ text }: Statement): boolean {
  return !/\bif\s+not\s+exists\b/i.test(text.slice(0, headLength));
}

const noNames: readonly string[] = [];
const identifier = String.raw`(?:"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const qualified = String.raw`(?:${identifier}\s*\.\s*)?${identifier}`;
const relation = String.raw`(?:table|view|index|sequence|materialized\s+view|foreign\s+table)\s+`;
const dropping = new RegExp(
  String.raw`^drop\s+${relation}(?:concurrently\s+)?(?!if\s+exists\b)(${qualified}(?:\s*,\s*${qualified})*)`,
  'i',
);
const moving = new RegExp(
  String.raw`^alter\s+${relation}(?!if\s+exists\b)(?:only\s+)?(${qualified})\s+(?:rename\s+to|set\s+schema)\b`,
  'i',
);
const cleared = new WeakMap<Statement, readonly string[]>();

/** The relations that a statement drops, renames or moves away, and that must therefore be there before it. */
function clearedNames(statement: Statement): readonly string[] {
  const { kind, text } = statement;
  if (kind !== 'sql' || !/^(?:drop|alter)\s/i.test(text)) return noNames;
  const known = cleared.get(statement);
  if (known) return known;
  const list = (dropping.exec(text) ?? moving.exec(text))?.[1];
  const names = list === undefined ? noNames : lastParts(list);
  cleared.set(statement, names);
  return names;
}

/** The names of a list without their schemas, as PostgreSQL folds them. */
function lastParts(list: string): string[] {
  const parts = [...list.matchAll(new RegExp(`(${identifier})\\s*(\\.?)`, 'g'))];
  return parts.flatMap(([, word = '', dot]) =>
    dot ? [] : [word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase()],
  );
}

/** Whether two statements give the same names, so that those collected with one hold with the other. */
export function haveSameNames(a: Statement, b: Statement): boolean {
  return (
    a === b ||
    (isEqual(definedName(a), definedName(b)) &&
      isUnconditional(a) === isUnconditional(b) &&
      isEqual(clearedNames(a), clearedNames(b)) &&
      isEqual(createdInBody(a), createdInBody(b)))
  );
}

/** IF NOT EXISTS stands within so many characters, if at all. */
const headLength = 80;

export function collectNames(statements: readonly Statement[]): DefinedNames {
  const created = new Set<string>();
  const cleared = new Set<string>();
  const names = {
    created,
    inBodies: new Set<string>(),
    relation: [] as string[],
    type: [] as string[],
    schema: [] as string[],
    function: [] as string[],
  };
  for (const statement of statements) {
    for (const name of clearedNames(statement)) cleared.add(name);
    for (const name of createdInBody(statement)) names.inBodies.add(name);
    const defined = definedName(statement);
    if (!defined || defined.kind === 'other') continue;
    names[defined.kind].push(defined.name);
    if (defined.kind === 'relation' && isUnconditional(statement) && !cleared.has(defined.name))
      created.add(defined.name);
  }
  return names;
}

const createdInside =
  /\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|unlogged|materialized)\s+)*(table|view|sequence|function|procedure)\s+(?:if\s+not\s+exists\s+)?(?:"?[\w$\u0080-\uffff]+"?\s*\.\s*)?"?([\w$\u0080-\uffff]+)/gi;
const inside = new WeakMap<Statement, readonly string[]>();

/** What the body of a function or of DO creates when it runs, temporary tables above all: `relation name`. */
function createdInBody(statement: Statement): readonly string[] {
  const { kind, text } = statement;
  if (kind !== 'sql' || !/^(?:do\b|create\s+(?:or\s+replace\s+)?(?:function|procedure)\b)/i.test(text))
    return noNames;
  const known = inside.get(statement);
  if (known) return known;
  const found = [...text.matchAll(createdInside)].map(
    ([, what = '', name = '']) =>
      `${/^(?:function|procedure)$/i.test(what) ? 'function' : 'relation'} ${name.toLowerCase()}`,
  );
  inside.set(statement, found);
  return found;
}

/** Whether a statement defines a relation or function of that name, or may do so when it runs. */
export function isDefinedName(names: DefinedNames, kind: 'relation' | 'function', name: string): boolean {
  return names[kind].includes(name) || names.inBodies.has(`${kind} ${name.toLowerCase()}`);
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

function candidates(names: DefinedNames, kind: NameKind, version: PostgresMajor): readonly string[] {
  if (kind === 'type')
    return [...builtinTypeNames(version).filter((one) => !one.startsWith('_')), ...names.type];
  // Functions of the catalogs are hardly ever meant.
  if (kind === 'function')
    return [
      ...builtinsOf(version).functionNames.filter(
        (one) => !one.startsWith('pg_') && !isBuiltinType(one, version),
      ),
      ...names.function,
    ];
  return names[kind];
}
