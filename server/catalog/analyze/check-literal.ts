import type { Node } from '@pgsql/types';
import { keys } from '../keys.ts';
import type { NewLabel } from '../new-labels.ts';
import type { Analysis } from './analysis.ts';
import { rejectsLiteral } from './literal.ts';
import { placeOf } from './operand.ts';
import { findRelation, reportMissingRelation } from './relation.ts';
import { mayExistUnseen, report } from './report.ts';
import { visibleRoutines } from './routine.ts';
import { baseType, formatType, type TypeId, typeFacts } from './type-facts.ts';

/** The parts of a qualified name in a string; null for what is none. */
export function splitName(text: string): string[] | null {
  const parts: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")+)"|([^\s".]+))\s*(\.|$)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return null;
    parts.push(match[1] === undefined ? match[2]!.toLowerCase() : match[1].replaceAll('""', '"'));
    if (match[3] === '') return parts;
  }
  return null;
}

/** Reports a literal that cannot be of the type that its place asks for. */
export function checkLiteral(a: Analysis, target: TypeId, text: string, node: Node | null): void {
  const type = baseType(a, target);
  if (type === 'regclass') return checkRelation(a, text, node);
  if (type === 'regproc') return checkFunction(a, text, node);
  const sqlstate = rejectsLiteral(a, type, text);
  if (sqlstate === null) return checkNewLabel(a, type, text, node);
  const name = formatType(a, type);
  report(a, sqlstate, placeOf(a, node), literalMessage(a, sqlstate, type, name, text), {
    kind: 'invalid-literal',
    type: name,
    value: text,
  });
}

/** The label is there, but not for those who would use it before the transaction that added it is committed. */
function checkNewLabel(a: Analysis, type: TypeId, text: string, node: Node | null): void {
  if (!type.startsWith('#')) return;
  const added = (a.catalog.get(keys.newLabels) as readonly NewLabel[] | undefined)?.find(
    (one) => one.label === text && `#${one.type}` === type,
  );
  if (!added) return;
  const name = formatType(a, type);
  report(a, '55P04', placeOf(a, node), `unsafe use of new value "${text}" of enum type ${name}`, {
    kind: 'new-label',
    label: text,
    type: name,
    added: added.at,
    begin: added.begin,
  });
}

function literalMessage(a: Analysis, sqlstate: string, type: TypeId, name: string, text: string): string {
  if (sqlstate === '22003') return `value "${text}" is out of range for type ${name}`;
  if (typeFacts(a, type).kind === 'range') return `malformed range literal: "${text}"`;
  if (typeFacts(a, type).kind === 'composite') return `malformed record literal: "${text}"`;
  if (type.startsWith('#') && !type.endsWith('[]')) return `invalid input value for enum ${name}: "${text}"`;
  if (type === 'bit' || type === 'varbit') {
    const [, digits = ''] = /^[xXbB]?(.*)$/s.exec(text) ?? [];
    const isHexadecimal = /^x/i.test(text);
    const wrong = [...digits].find((digit) => !(isHexadecimal ? /[\da-f]/i : /[01]/).test(digit));
    return `"${wrong}" is not a valid ${isHexadecimal ? 'hexadecimal' : 'binary'} digit`;
  }
  if (name.endsWith('[]'))
    return /^\s*\{/.test(text)
      ? `invalid element in array literal: "${text}"`
      : `malformed array literal: "${text}"`;
  return `invalid input syntax for type ${name}${text === '' || !name.startsWith('json') ? `: "${text}"` : ''}`;
}

/** A regclass is looked up as soon as the literal is read, so `nextval('…')` needs its sequence. */
function checkRelation(a: Analysis, text: string, node: Node | null): void {
  if (text === '-' || /^\d+$/.test(text)) return;
  const parts = splitName(text);
  // Nothing but signs is no name; what else there may be is left to PostgreSQL.
  if (!parts && !/[\p{L}_"]/u.test(text))
    return report(a, '42602', placeOf(a, node), 'invalid name syntax', { kind: 'invalid-query', what: text });
  if (!parts || parts.length > 2) return;
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? (parts[0] ?? null) : null;
  if (findRelation(a, schema, name) === null) reportMissingRelation(a, { schema, name }, placeOf(a, node));
}

function checkFunction(a: Analysis, text: string, node: Node | null): void {
  if (text === '-' || /^\d+$/.test(text)) return;
  const parts = splitName(text);
  if (!parts || parts.length > 2 || a.sees.functions) return;
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? (parts[0] ?? null) : null;
  if (visibleRoutines(a, schema, name).length > 0 || mayExistUnseen(a, schema, name)) return;
  report(a, '42883', placeOf(a, node), `function "${text}" does not exist`, {
    kind: 'undefined-function',
    name: { schema, name },
    argumentTypes: [],
    otherSignatures: false,
  });
}
