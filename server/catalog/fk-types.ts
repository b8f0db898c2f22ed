import { builtinsOf } from './builtins/builtins.ts';
import type { Catalog } from './catalog.ts';
import type { TypeUse } from './model.ts';
import { builtinName, unknownPrefix } from './types.ts';

const numberRank: Readonly<Record<string, number>> = {
  int2: 1,
  int4: 1,
  int8: 1,
  numeric: 2,
  float4: 3,
  float8: 3,
};
const families: readonly (readonly string[])[] = [
  ['text', 'varchar', 'bpchar', 'name', 'char'],
  ['date', 'timestamp', 'timestamptz'],
  ['inet', 'cidr'],
  ['bit', 'varbit'],
  ['macaddr', 'macaddr8'],
];

/** The type below any domains. */
export function baseType(catalog: Catalog, use: TypeUse): TypeUse {
  let current = use;
  for (let depth = 0; depth < 32; depth++) {
    const type = catalog.userType(current.type);
    if (type?.kind !== 'domain' || current.array) return current;
    current = type.base;
  }
  return current;
}

/**
 * Whether a foreign key from one type to another is accepted: the key's operator family has an equality for both,
 * or the referencing type is cast implicitly. Executed on 15 and 18; null where it is not known.
 */
export function canReference(catalog: Catalog, key: TypeUse, referencing: TypeUse): boolean | null {
  const target = baseType(catalog, key);
  const from = baseType(catalog, referencing);
  if (target.type.startsWith(unknownPrefix) || from.type.startsWith(unknownPrefix)) return null;
  if (target.array !== from.array) return false;
  if (target.type === from.type) return true;
  const a = builtinName(target.type);
  const b = builtinName(from.type);
  const ofExtension = extensionTypeOf(target) ?? extensionTypeOf(from);
  if (ofExtension && !target.array) return isCastBy(catalog, ofExtension.extension, target, from);
  if (a === null || b === null)
    return isEnumOrComposite(catalog, target) || isEnumOrComposite(catalog, from) ? false : null;
  if (target.array) return families[0]!.includes(a) && families[0]!.includes(b) ? null : false;
  const rankA = numberRank[a];
  const rankB = numberRank[b];
  if (rankA !== undefined && rankB !== undefined) return rankB <= rankA;
  if (a === 'oid') return b === 'int2' || b === 'int4' || b === 'int8' || b.startsWith('reg') ? true : null;
  if (families.some((family) => family.includes(a) && family.includes(b))) return true;
  if (b === 'time' && (a === 'timetz' || a === 'interval')) return true;
  return isPlain(a) && isPlain(b) ? false : null;
}

function extensionTypeOf(use: TypeUse): { readonly extension: string; readonly name: string } | null {
  const found = /^extension ([^.]+)\.(.+)$/.exec(use.type);
  return found ? { extension: found[1]!, name: found[2]! } : null;
}

/** Extensions' operator families have no operators between types, so that only an implicit cast helps. */
function isCastBy(catalog: Catalog, extension: string, target: TypeUse, from: TypeUse): boolean | null {
  const contents = builtinsOf(catalog.version).extension(extension);
  if (!contents?.complete) return null;
  const id = (use: TypeUse) => {
    const own = extensionTypeOf(use);
    return own ? `.${own.name}` : builtinName(use.type);
  };
  const [source, wanted] = [id(from), id(target)];
  if (source === null || wanted === null) return false;
  return contents.casts.some(
    (cast) => cast.context === 'i' && cast.source === source && isSameKey(cast.target, wanted),
  );
}

/** The index of a varchar or a name column is one of text. */
function isSameKey(a: string, b: string): boolean {
  return a === b || (families[0]!.includes(a) && families[0]!.includes(b));
}

function isEnumOrComposite(catalog: Catalog, use: TypeUse): boolean {
  const kind = catalog.userType(use.type)?.kind;
  return kind === 'enum' || kind === 'composite type';
}

const plain = new Set([
  'bool',
  'name',
  'char',
  'int2',
  'int4',
  'int8',
  'numeric',
  'float4',
  'float8',
  'text',
  'varchar',
  'bpchar',
  'uuid',
  'date',
  'timestamp',
  'timestamptz',
  'time',
  'timetz',
  'interval',
  'bytea',
  'inet',
  'cidr',
  'macaddr',
  'macaddr8',
  'bit',
  'varbit',
  'jsonb',
  'money',
  'json',
  'xml',
  'tsvector',
  'tsquery',
  'point',
  'line',
  'lseg',
  'box',
  'path',
  'polygon',
  'circle',
  'pg_lsn',
  'int4range',
  'int8range',
  'numrange',
  'tsrange',
  'tstzrange',
  'daterange',
  'int4multirange',
  'int8multirange',
  'nummultirange',
  'tsmultirange',
  'tstzmultirange',
  'datemultirange',
]);

/** Types between which only the conversions above exist. */
function isPlain(name: string): boolean {
  return plain.has(name);
}
