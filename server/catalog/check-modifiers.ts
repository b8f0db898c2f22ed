import type { Node, TypeName } from '@pgsql/types';
import type { Draft } from './draft.ts';
import { strings } from './types.ts';

/** The built-in types that take numbers in parentheses (pg_type.typmodin). */
const taking = new Set([
  'bpchar',
  'varchar',
  'bit',
  'varbit',
  'numeric',
  'time',
  'timetz',
  'timestamp',
  'timestamptz',
  'interval',
]);

const lengthNames: Readonly<Record<string, string>> = { bpchar: 'char', varbit: 'varbit' };
/** MaxAttrSize of varchar.c, and VARBITMAXLEN of varbit.c. */
const longest: Readonly<Record<string, number>> = {
  bpchar: 10485760,
  varchar: 10485760,
  bit: 83886080,
  varbit: 83886080,
};

/** Reports a length or precision that a built-in type does not take. */
export function checkModifiers(
  draft: Draft,
  type: TypeName,
  name: string,
  modifiers: readonly number[],
): void {
  const given = type.typmods?.length ?? 0;
  if (given === 0) return;
  if (!taking.has(name))
    return report(draft, type, '42601', `type modifier is not allowed for type "${name}"`);
  const wrong = type.typmods?.map(wrongModifier).find((one) => one !== null);
  if (wrong) return report(draft, type, wrong.sqlstate, wrong.message);
  if (modifiers.length < given) return;
  const message = name === 'numeric' ? wrongPrecision(draft, modifiers) : wrongLength(name, modifiers);
  if (message !== null) report(draft, type, '22023', message);
}

/** Modifiers are constants or words, and those of the built-in types are integers. */
function wrongModifier(node: Node): { readonly sqlstate: string; readonly message: string } | null {
  if ('ColumnRef' in node) return notInteger(strings(node.ColumnRef.fields).at(-1) ?? '');
  if (!('A_Const' in node))
    return { sqlstate: '42601', message: 'type modifiers must be simple constants or identifiers' };
  const text = node.A_Const.sval?.sval ?? node.A_Const.fval?.fval;
  return text === undefined || /^\s*[+-]?\d+\s*$/.test(text) ? null : notInteger(text);
}

function notInteger(text: string) {
  return { sqlstate: '22P02', message: `invalid input syntax for type integer: "${text}"` };
}

function wrongLength(name: string, modifiers: readonly number[]): string | null {
  const most = longest[name];
  const [length = 1] = modifiers;
  if (most === undefined) return null;
  const called = lengthNames[name] ?? name;
  if (length < 1) return `length for type ${called} must be at least 1`;
  return length > most ? `length for type ${called} cannot exceed ${most}` : null;
}

function wrongPrecision(
  { version }: Draft,
  [precision = 1, scale = 0, ...more]: readonly number[],
): string | null {
  if (more.length > 0) return 'invalid NUMERIC type modifier';
  if (precision < 1 || precision > 1000) return `NUMERIC precision ${precision} must be between 1 and 1000`;
  // Since PostgreSQL 15 a scale may be negative, or larger than the precision.
  if (version >= 15)
    return scale < -1000 || scale > 1000 ? `NUMERIC scale ${scale} must be between -1000 and 1000` : null;
  return scale < 0 || scale > precision
    ? `NUMERIC scale ${scale} must be between 0 and precision ${precision}`
    : null;
}

function report(draft: Draft, type: TypeName, sqlstate: string, message: string): void {
  const { source } = draft;
  const first = source.tokenIndex(source.offset(type.location));
  const open = source.find('(', first);
  const isNear = open > first && open <= first + 6;
  const at = isNear ? source.range(open, source.closing(open)) : source.range(first, source.nameEnd(first));
  draft.report({ kind: 'invalid-query', at, sqlstate, message, similar: [] });
}
