import type { BuiltinType, PostgresMajor } from './builtins.ts';
import { typeOfCode } from './codes.ts';
import { relationKey } from './decode-objects.ts';
import { itemsOf } from './versions.ts';

const kinds: Readonly<Record<string, BuiltinType['kind']>> = {
  b: 'base',
  c: 'composite',
  d: 'domain',
  e: 'enum',
  m: 'multirange',
  p: 'pseudo',
  r: 'range',
};

const plain = { preferred: false, element: null, array: null, range: null, base: null };

/** The array type that PostgreSQL makes for a type, if nothing has its name. */
export function usualArray(name: string): string {
  const dot = name.indexOf('.') + 1;
  return `${name.slice(0, dot)}_${name.slice(dot)}`;
}

/** A line `name kind-and-category …`: `-` for no array type, eCODE, rCODE and bCODE for the types that belong to it. */
function decodeType(name: string, line: string): BuiltinType {
  const [, kind = '', ...parts] = line.split(' ');
  const typeOf = (mark: string) => {
    const part = parts.find((one) => one[0] === mark);
    return part === undefined ? null : typeOfCode(part.slice(1));
  };
  return {
    name,
    kind: kinds[kind[0] ?? ''] ?? 'base',
    category: kind[1] ?? '',
    preferred: kind[2] === 'p',
    element: typeOf('e'),
    array: parts[0] === '-' ? null : usualArray(name),
    range: typeOf('r'),
    base: typeOf('b'),
  };
}

export interface TypeReader {
  read(name: string): BuiltinType | undefined;
  names(): string[];
  /** Those that are neither arrays nor row types. */
  plainNames(): string[];
}

/** Types are those of the lines, the row types of relations, and the array types over both; each is read by itself. */
export function readTypes(
  home: 'pg_catalog' | '',
  typeLines: readonly string[],
  relationLines: readonly string[],
  version: PostgresMajor,
): TypeReader {
  const prefix = home === '' ? '.' : '';
  // Relations of initdb have no array types before PostgreSQL 14.
  const hasRowArrays = home === '' || version >= 14;
  const nameOf = (local: string) => (local.includes('.') ? local : prefix + local);
  const lines = new Map<string, string>();
  for (const line of itemsOf(typeLines, version)) lines.set(nameOf(line.slice(0, line.indexOf(' '))), line);
  let rowNames: ReadonlySet<string> | undefined;
  const rows = () => {
    rowNames ??= new Set(relationLines.flatMap((line) => relationKey(line, version) ?? []).map(nameOf));
    return rowNames;
  };
  const readOwn = (name: string): BuiltinType | undefined => {
    const line = lines.get(name);
    if (line !== undefined) return decodeType(name, line);
    if (!rows().has(name)) return undefined;
    const array = hasRowArrays ? usualArray(name) : null;
    return { ...plain, name, kind: 'composite', category: 'C', array };
  };
  const readArray = (name: string): BuiltinType | undefined => {
    const start = name.indexOf('.') + 1;
    if (name[start] !== '_') return undefined;
    const element = name.slice(0, start) + name.slice(start + 1);
    if (!readOwn(element)?.array) return undefined;
    // record is the only pseudo-type with an array type, which is one as well.
    const kind = element === 'record' ? 'pseudo' : 'base';
    return { ...plain, name, kind, category: kind === 'base' ? 'A' : 'P', element };
  };
  return {
    read: (name) => readOwn(name) ?? readArray(name),
    plainNames: () => [...lines.keys()],
    names: () => [...lines.keys(), ...rows()].flatMap((name) => [name, readOwn(name)?.array ?? []].flat()),
  };
}
