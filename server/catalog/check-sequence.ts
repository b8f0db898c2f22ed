import type { Node } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { resolveType } from './resolve-type.ts';
import { builtinName, unknownPrefix } from './types.ts';

/** The largest value of each type that a sequence can have; the least one is one further from zero. */
const largest: Readonly<Record<string, bigint>> = {
  smallint: 32_767n,
  integer: 2_147_483_647n,
  bigint: 9_223_372_036_854_775_807n,
};

const typeNames: Readonly<Record<string, string>> = { int2: 'smallint', int4: 'integer', int8: 'bigint' };

interface WrittenOption {
  readonly location: number | undefined;
  /** Null for NO MINVALUE and the like. */
  readonly value: bigint | null;
}

function numberOf(node: Node | undefined): bigint | null {
  if (!node) return null;
  if ('Integer' in node) return BigInt(node.Integer.ival ?? 0);
  return 'Float' in node && /^[-+]?\d+$/.test(node.Float.fval ?? '') ? BigInt(node.Float.fval!) : null;
}

/** From an option's word to its number. */
function placeOf(draft: Draft, location: number | undefined): SourceRange {
  const { source } = draft;
  const first = source.tokenIndex(source.offset(location));
  let last = first + 1;
  while (['with', 'by', '-', '+'].includes(source.value(last))) last++;
  return source.range(first, last);
}

/**
 * Reports options with which PostgreSQL makes no new sequence (init_params). `type` is the internal name of an identity
 * column's type.
 */
export function checkNewSequence(draft: Draft, options: readonly Node[] = [], type = 'int8'): void {
  if (options.length === 0) return;
  const written = new Map<string, WrittenOption>();
  let typeName = typeNames[type];
  let isWrongType = false;
  for (const one of options) {
    if (!('DefElem' in one)) continue;
    const { defname = '', arg, location } = one.DefElem;
    written.set(defname, { location, value: numberOf(arg) });
    if (defname !== 'as' || !arg || !('TypeName' in arg)) continue;
    const use = resolveType(draft, arg.TypeName);
    typeName = use.array ? undefined : typeNames[builtinName(use.type) ?? ''];
    isWrongType = typeName === undefined && !use.type.startsWith(unknownPrefix);
  }
  const report = (option: string, message: string, sqlstate = '22023') =>
    draft.report({
      kind: 'invalid-query',
      at: placeOf(draft, written.get(option)?.location),
      sqlstate,
      message,
      similar: [],
    });
  if (isWrongType) return report('as', 'sequence type must be smallint, integer, or bigint');
  const most = typeName && largest[typeName];
  if (!most) return;
  for (const [option, { value }] of written)
    if (value !== null && BigInt.asIntN(64, value) !== value)
      return report(option, `value "${value}" is out of range for type bigint`, '22003');
  const given = (option: string) => written.get(option)?.value ?? null;
  const increment = given('increment');
  if (increment === 0n) return report('increment', 'INCREMENT must not be zero');
  const isDescending = increment !== null && increment < 0n;
  const max = given('maxvalue') ?? (isDescending ? -1n : most);
  const min = given('minvalue') ?? (isDescending ? -most - 1n : 1n);
  for (const [option, value] of [
    ['maxvalue', max],
    ['minvalue', min],
  ] as const)
    if (value > most || value < -most - 1n)
      return report(
        option,
        `${option.toUpperCase()} (${value}) is out of range for sequence data type ${typeName}`,
      );
  if (min >= max)
    return report(
      given('minvalue') === null ? 'maxvalue' : 'minvalue',
      `MINVALUE (${min}) must be less than MAXVALUE (${max})`,
    );
  const start = given('start');
  if (start !== null && start < min)
    return report('start', `START value (${start}) cannot be less than MINVALUE (${min})`);
  if (start !== null && start > max)
    return report('start', `START value (${start}) cannot be greater than MAXVALUE (${max})`);
  const cache = given('cache');
  if (cache !== null && cache <= 0n) report('cache', `CACHE (${cache}) must be greater than zero`);
}
