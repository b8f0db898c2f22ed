import type { Analysis } from './analysis.ts';
import { baseType, type TypeId, typeFacts } from './type-facts.ts';

const integerLimits: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int2: [-32768n, 32767n],
  int4: [-2147483648n, 2147483647n],
  int8: [-9223372036854775808n, 9223372036854775807n],
};

const digits = '(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|\\d+(?:_\\d+)*)';
const integerPattern = new RegExp(`^[ \\t\\n\\v\\f\\r]*([+-]?)(${digits})[ \\t\\n\\v\\f\\r]*$`);
const numberPattern =
  /^\s*[+-]?(?:(?:\d+(?:_\d+)*)?\.?\d*(?:_\d+)*(?:[eE][+-]?\d+(?:_\d+)*)?|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|nan|inf(?:inity)?)\s*$/i;
const uuidPattern = /^(?:\{[0-9a-f]{4}(?:-?[0-9a-f]{4}){7}\}|[0-9a-f]{4}(?:-?[0-9a-f]{4}){7})$/i;
const booleanPattern = /^\s*(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0)\s*$/i;

const specialDates = /^\s*(?:now|today|tomorrow|yesterday|epoch|infinity)\s*$/i;

/** Neither a letter nor a digit. */
const onlySigns = /^[^\p{L}\d]*$/u;

const rangePattern = /^\s*(?:empty|[[(].*,.*[\])])\s*$/is;

/**
 * The SQLSTATE with which a type certainly refuses a text; null where it takes it, or where only the server can tell.
 */
export function rejectsLiteral(a: Analysis, target: TypeId, text: string): string | null {
  const type = baseType(a, target);
  const { kind, labels, element, category } = typeFacts(a, type);
  if (labels) return labels.includes(text) ? null : '22P02';
  switch (type) {
    case 'bool':
      return booleanPattern.test(text) ? null : '22P02';
    case 'int2':
    case 'int4':
    case 'int8':
      return rejectsInteger(integerLimits[type]!, text);
    case 'numeric':
    case 'float4':
    case 'float8':
      return numberPattern.test(text) && /[\d\w]/.test(text) ? null : '22P02';
    case 'uuid':
      return uuidPattern.test(text) ? null : '22P02';
    case 'bit':
    case 'varbit':
      return /^(?:[bB]?[01]*|[xX][\da-fA-F]*)$/.test(text) ? null : '22P02';
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      // Of all else only the server can tell: what it reads depends on DateStyle and on names of time zones.
      return (/^\s*[a-z]*\s*$/i.test(text) && !specialDates.test(text)) || onlySigns.test(text)
        ? '22007'
        : null;
    case 'time':
    case 'timetz':
    case 'interval':
      return onlySigns.test(text) ? '22007' : null;
    case 'point':
    case 'line':
    case 'lseg':
    case 'box':
    case 'path':
    case 'polygon':
    case 'circle':
      return /\d|inf|nan/i.test(text) ? null : '22P02';
    case 'inet':
    case 'cidr':
      return /[\da-f]/i.test(text) ? null : '22P02';
    case 'json':
    case 'jsonb':
      return isJson(text) ? null : '22P02';
    default:
      break;
  }
  if (kind === 'composite') return /^\s*\(.*\)\s*$/s.test(text) ? null : '22P02';
  if (kind === 'range') return rangePattern.test(text) ? null : '22P02';
  if (element !== null && category === 'A' && type !== 'int2vector' && type !== 'oidvector')
    return /^\s*[{[]/.test(text) ? rejectsElements(a, element, text) : '22P02';
  return null;
}

/** An array of one dimension without quotes and escapes is read element by element. */
function rejectsElements(a: Analysis, element: TypeId, text: string): string | null {
  const inside = /^\s*\{([^{}"\\]*)\}\s*$/.exec(text)?.[1];
  // Boxes alone are parted by semicolons.
  if (inside === undefined || inside.trim() === '' || element === 'box') return null;
  for (const one of inside.split(',')) {
    const value = one.trim();
    if (value === '') return '22P02';
    const sqlstate = /^null$/i.test(value) ? null : rejectsLiteral(a, element, value);
    if (sqlstate) return sqlstate;
  }
  return null;
}

function rejectsInteger(limits: readonly [bigint, bigint], text: string): string | null {
  const match = integerPattern.exec(text);
  if (!match) return '22P02';
  const written = (match[2] ?? '0').replaceAll('_', '');
  // BigInt reads a leading zero as decimal, as PostgreSQL does.
  const value = (match[1] === '-' ? -1n : 1n) * BigInt(written);
  return value < limits[0] || value > limits[1] ? '22003' : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
