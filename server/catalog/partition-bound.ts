import type { A_Const, Node, PartitionBoundSpec } from '@pgsql/types';
import { isOpaqueName } from '../syntax/placeholders.ts';
import { columnOf } from './catalog.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Table } from './model.ts';
import type { BoundValue, PartitionBound, RangeLimit } from './table-parts.ts';
import { strings } from './types.ts';

const integers = new Set(['smallint', 'integer', 'bigint', 'numeric']);

/** format_type's names of the types whose constants are read, by the names that a cast has for them. */
const castNames: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  numeric: 'numeric',
  date: 'date',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  uuid: 'uuid',
  text: 'text',
  varchar: 'character varying',
};

const time =
  /^(\d{4}-\d\d-\d\d)(?:[ T]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)? ?(z|utc|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** A constant as a value of the type, in the one form that it has for equal ones; null where that is not known. */
function boundValue(type: string, written: string): BoundValue | null {
  const text = written.trim();
  if (integers.has(type.replace(/\(.*/, '')))
    return /^[-+]?\d+$/.test(text)
      ? { domain: 'integer', value: BigInt(text.replace('+', '')).toString() }
      : null;
  if (type === 'uuid')
    return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
      ? { domain: 'uuid', value: text.toLowerCase() }
      : null;
  if (type === 'text' || /^character varying(\(\d+\))?$/.test(type))
    return { domain: 'text', value: written };
  const [, day, minute = '00:00', second = '00', fraction = '0', zone] = time.exec(text) ?? [];
  if (day === undefined) return null;
  if (type === 'date') return { domain: 'date', value: day };
  const local = `${day}T${minute}:${second}.${fraction.padEnd(3, '0')}`;
  if (type === 'timestamp without time zone') return { domain: 'local time', value: local };
  if (type !== 'timestamp with time zone') return null;
  if (zone === undefined) return { domain: 'local time', value: local };
  const offset = /^[+-]/.test(zone)
    ? zone.replace(/^(.\d\d)(?::?(\d\d))?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`)
    : 'Z';
  const instant = new Date(local + offset);
  return Number.isNaN(instant.getTime()) ? null : { domain: 'instant', value: instant.toISOString() };
}

function constantText({ ival, fval, sval }: A_Const): string | null {
  if (ival) return String(ival.ival ?? 0);
  return fval?.fval ?? sval?.sval ?? null;
}

function readValue(draft: Draft, parent: Table, place: number, node: Node): BoundValue | null {
  const number = parent.partitionKey?.columns[place];
  const column = number ? columnOf(parent, number) : undefined;
  if (!column) return null;
  const type = draft.formatType(column.type);
  if ('TypeCast' in node) {
    const cast = strings(node.TypeCast.typeName?.names).at(-1) ?? '';
    const { arg, typeName } = node.TypeCast;
    // A length or precision may change the value.
    return arg && castNames[cast] === type && !typeName?.typmods
      ? readValue(draft, parent, place, arg)
      : null;
  }
  if (!('A_Const' in node)) return null;
  if (node.A_Const.isnull) return { domain: 'null', value: '' };
  const text = constantText(node.A_Const);
  return text === null ? null : boundValue(type, text);
}

function readLimit(draft: Draft, parent: Table, nodes: readonly Node[]): RangeLimit | null {
  const values = nodes.map((node, place): RangeLimit[number] | null => {
    if (!('ColumnRef' in node)) return readValue(draft, parent, place, node);
    const [name] = strings(node.ColumnRef.fields);
    return name === 'minvalue' || name === 'maxvalue' ? name : null;
  });
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  return known.length === parent.partitionKey?.columns.length ? known : null;
}

/** What rows a partition takes, as far as constants say it; null where that, or whether it is there, is not known. */
export function partitionBound(draft: Draft, parent: Table, spec: PartitionBoundSpec): PartitionBound | null {
  const { partitionKey } = parent;
  if (
    !partitionKey ||
    !parent.complete ||
    draft.isDamaged ||
    draft.isPart ||
    draft.get(keys.unseenDrops) === true
  )
    return null;
  const first = draft.source.tokenIndex(draft.source.offset(spec.location));
  if (spec.is_default) return { kind: 'default', range: draft.source.range(first, first) };
  const to = spec.upperdatums ? draft.source.find('TO', first) : -1;
  const range = draft.source.range(first, draft.source.closing(Math.max(first, to) + 1));
  if (isOpaqueName(draft.source.statement.text.slice(range.start, range.end))) return null;
  if (partitionKey.strategy === 'hash' && spec.strategy === 'h')
    return { kind: 'hash', range, modulus: spec.modulus ?? 0, remainder: spec.remainder ?? 0 };
  if (partitionKey.strategy === 'list' && spec.strategy === 'l') {
    const values = (spec.listdatums ?? []).flatMap((node) => readValue(draft, parent, 0, node) ?? []);
    return { kind: 'list', range, values };
  }
  if (partitionKey.strategy !== 'range' || spec.strategy !== 'r') return null;
  const from = readLimit(draft, parent, spec.lowerdatums ?? []);
  const end = readLimit(draft, parent, spec.upperdatums ?? []);
  return from && end ? { kind: 'range', range, from, to: end } : null;
}

/** Below 0, 0 or above 0, as one value is before, equal to or after the other; null where that is not known. */
function compareValues(a: RangeLimit[number], b: RangeLimit[number]): number | null {
  const [first, second] = [rank(a), rank(b)];
  if (first !== 0 || second !== 0) return first - second;
  if (typeof a === 'string' || typeof b === 'string' || a.domain !== b.domain) return null;
  if (a.value === b.value) return 0;
  if (a.domain === 'integer') return BigInt(a.value) < BigInt(b.value) ? -1 : 1;
  // How words are ordered depends on their collation.
  return a.domain === 'text' ? null : a.value < b.value ? -1 : 1;
}

const rank = (value: RangeLimit[number]): number =>
  value === 'minvalue' ? -1 : value === 'maxvalue' ? 1 : 0;

/** The same for limits, which the first column that differs decides. */
export function compareLimits(a: RangeLimit, b: RangeLimit): number | null {
  for (const [place, value] of a.entries()) {
    const other = b[place];
    const order = other === undefined ? null : compareValues(value, other);
    if (order !== 0) return order;
  }
  return 0;
}
