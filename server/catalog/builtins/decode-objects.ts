// Reads the lines of data.generated.ts, which scripts/builtins/encode.ts writes. Types are codes (codes.ts), items
// that not every version has end in a range (versions.ts). Names are local to a home schema, pg_catalog or, in
// extensions, the one that the extension is created in; others have their schema before them.
import type {
  BuiltinCast,
  BuiltinColumn,
  BuiltinFunction,
  BuiltinOperator,
  BuiltinOperatorClass,
  BuiltinRelation,
  CastContext,
  PostgresMajor,
} from './builtins.ts';
import { splitCodes, typeOfCode } from './codes.ts';
import { itemOf, itemsOf } from './versions.ts';

const functionKinds = { a: 'aggregate', w: 'window', p: 'procedure' } as const;

/** `schema.name` or a name of the home schema. Operators may have dots in neither. */
export function splitName(home: string, text: string): { schema: string; name: string } {
  const dot = text.indexOf('.');
  return dot < 0 ? { schema: home, name: text } : { schema: text.slice(0, dot), name: text.slice(dot + 1) };
}

function decodeColumns(texts: readonly string[]): BuiltinColumn[] {
  return texts.map((text) => {
    const colon = text.lastIndexOf(':');
    return { name: text.slice(0, colon), type: typeOfCode(text.slice(colon + 1)) };
  });
}

/** Functions of a name: `overload|overload`, each `codes flags (names =columns`. */
export function decodeFunctions(
  home: string,
  key: string,
  overloads: string,
  version: PostgresMajor,
): BuiltinFunction[] {
  const name = splitName(home, key);
  return itemsOf(overloads.split('|'), version).map((overload) => {
    const [types = '', ...parts] = overload.split(' ');
    const flags = parts.find((part) => part[0] !== '(' && part[0] !== '=') ?? '';
    const variadic = /V(.+)$/.exec(flags)?.[1];
    const plain = flags.replace(/V.+$/, '');
    const [result = '', ...inputs] = splitCodes(types).map(typeOfCode);
    const columns = parts.find((part) => part[0] === '=')?.slice(1);
    const direct = /o(\d+)/.exec(plain)?.[1];
    return {
      ...name,
      kind: functionKinds[(/[awp]/.exec(plain)?.[0] ?? '') as keyof typeof functionKinds] ?? 'function',
      arguments: inputs,
      argumentNames:
        parts
          .find((part) => part[0] === '(')
          ?.slice(1)
          .split(',') ?? [],
      defaults: Number(/d(\d+)/.exec(plain)?.[1] ?? 0),
      variadic: variadic === undefined ? null : typeOfCode(variadic),
      result,
      returnsSet: plain.includes('S'),
      columns: columns === undefined ? null : decodeColumns(columns.split(',')),
      volatility: plain.includes('v') ? 'v' : plain.includes('s') ? 's' : 'i',
      strict: !plain.includes('n'),
      directArguments: direct === undefined ? null : Number(direct),
    };
  });
}

/** Operators of a name: the codes of left (`-` for none), right and result, separated by blanks. */
export function decodeOperators(
  home: string,
  key: string,
  texts: string,
  version: PostgresMajor,
): BuiltinOperator[] {
  return itemsOf(texts.split(' '), version).map((text) => {
    const [left = '-', right = '', result = ''] = splitCodes(text);
    return {
      schema: home,
      name: key,
      left: left === '-' ? null : typeOfCode(left),
      right: typeOfCode(right),
      result: typeOfCode(result),
    };
  });
}

/** Casts from a type: `target:context`, with a `b` after it where no function is needed. */
export function decodeCasts(source: string, texts: string, version: PostgresMajor): BuiltinCast[] {
  return itemsOf(texts.split(' '), version).map((text) => {
    const [target = '', how = ''] = text.split(':');
    return {
      source,
      target: typeOfCode(target),
      context: how[0] as CastContext,
      binary: how[1] === 'b',
    };
  });
}

/** Operator classes of an access method: `name:type`, with `:d` after it for the default ones. */
export function decodeOperatorClasses(
  home: string,
  method: string,
  texts: string,
  version: PostgresMajor,
): BuiltinOperatorClass[] {
  return itemsOf(texts.split(' '), version).map((text) => {
    const [name = '', type = '', isDefault] = text.split(':');
    return { ...splitName(home, name), method, type: typeOfCode(type), default: isDefault === 'd' };
  });
}

/** A line `v name#range column:type …` (v for a view, t for a table) without its columns. */
export function relationKey(line: string, version: PostgresMajor): string | null {
  return itemOf(line.slice(2).split(' ', 1)[0] ?? '', version);
}

export function decodeRelation(home: string, line: string, version: PostgresMajor): BuiltinRelation | null {
  const [kind, key = '', ...columns] = line.split(' ');
  const name = itemOf(key, version);
  if (name === null) return null;
  return {
    ...splitName(home, name),
    kind: kind === 'v' ? 'view' : 'table',
    columns: decodeColumns(itemsOf(columns, version)),
  };
}
