import type { Statement } from './statement.ts';

/** The name that a CREATE statement defines, read from its first words; works for broken statements too. */
export interface DefinedName {
  readonly kind: 'relation' | 'type' | 'schema' | 'function' | 'other';
  readonly schema: string | null;
  readonly name: string;
}

const identifier = String.raw`(?:"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const pattern = new RegExp(
  String.raw`^create\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|unlogged|foreign|materialized|recursive|unique|constraint)\s+)*(table|view|sequence|index|type|domain|schema|function|procedure|trigger)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(${identifier})(?:\s*\.\s*(${identifier}))?`,
  'i',
);
const relations = new Set(['table', 'view', 'sequence', 'index']);
const cache = new WeakMap<Statement, DefinedName | null>();

function value(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
}

export function definedName(statement: Statement): DefinedName | null {
  const known = cache.get(statement);
  if (known !== undefined) return known;
  const match = statement.kind === 'sql' ? pattern.exec(statement.text) : null;
  const kind = match?.[1]?.toLowerCase() ?? '';
  const first = match?.[2];
  const second = match?.[3];
  const result: DefinedName | null =
    first === undefined
      ? null
      : {
          kind: relations.has(kind)
            ? 'relation'
            : kind === 'schema'
              ? 'schema'
              : kind === 'type' || kind === 'domain'
                ? 'type'
                : kind === 'function'
                  ? 'function'
                  : 'other',
          schema: second === undefined ? null : value(first),
          name: value(second ?? first),
        };
  cache.set(statement, result);
  return result;
}
