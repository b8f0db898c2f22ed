import type { Statement } from '../syntax/statement.ts';
import { identifierValue } from './source.ts';

const nothing: readonly string[] = [];
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
export function clearedNames(statement: Statement): readonly string[] {
  const { kind, text } = statement;
  if (kind !== 'sql' || !/^(?:drop|alter)\s/i.test(text)) return nothing;
  const known = cleared.get(statement);
  if (known) return known;
  const list = (dropping.exec(text) ?? moving.exec(text))?.[1];
  const names = list === undefined ? nothing : lastParts(list);
  cleared.set(statement, names);
  return names;
}

/** The names of a list without their schemas, as PostgreSQL folds them. */
function lastParts(list: string): string[] {
  const parts = [...list.matchAll(new RegExp(`(${identifier})\\s*(\\.?)`, 'g'))];
  return parts.flatMap(([, word = '', dot]) => (dot ? [] : [identifierValue(word)]));
}

const creating = new RegExp(
  String.raw`\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|unlogged|materialized)\s+)*(table|view|sequence|function|procedure)\s+(?:if\s+not\s+exists\s+)?(?:${identifier}\s*\.\s*)?(${identifier})`,
  'gi',
);
const created = new WeakMap<Statement, readonly BodyName[]>();

const nothingInBody: readonly BodyName[] = [];

interface BodyName {
  readonly kind: 'relation' | 'function';
  readonly name: string;
}

const hasBody = /^(?:do\b|create\s+(?:or\s+replace\s+)?(?:function|procedure)\b)/i;
const isTrigger = /^create\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b/i;
const transition = new RegExp(String.raw`\b(?:old|new)\s+table\s+(?:as\s+)?(${identifier})`, 'gi');

/**
 * What the body of a function or of DO creates when it runs, temporary tables above all, and the transition tables that
 * a trigger's function sees.
 */
export function namesInBody(statement: Statement): readonly BodyName[] {
  const { kind, text } = statement;
  if (kind !== 'sql' || !(hasBody.test(text) || isTrigger.test(text))) return nothingInBody;
  const known = created.get(statement);
  if (known) return known;
  if (isTrigger.test(text)) {
    const tables = [...text.matchAll(transition)].map(
      ([, name = '']): BodyName => ({ kind: 'relation', name: identifierValue(name) }),
    );
    created.set(statement, tables);
    return tables;
  }
  const found = [...text.matchAll(creating)].map(([, what = '', name = '']): BodyName => {
    const isFunction = /^(?:function|procedure)$/i.test(what);
    return { kind: isFunction ? 'function' : 'relation', name: identifierValue(name) };
  });
  created.set(statement, found);
  return found;
}
