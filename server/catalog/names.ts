import type { Node } from '@pgsql/types';

/** NAMEDATALEN - 1: names are cut to this many UTF-8 bytes. */
const longestName = 63;

function byteLength(text: string): number {
  let ascii = 0;
  while (ascii < text.length && text.charCodeAt(ascii) < 0x80) ascii++;
  if (ascii === text.length) return ascii;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Cuts a text to at most so many UTF-8 bytes, at a character's end. */
export function clipName(name: string, bytes = longestName): string {
  if (byteLength(name) <= bytes) return name;
  let result = '';
  let used = 0;
  for (const character of name) {
    used += byteLength(character);
    if (used > bytes) break;
    result += character;
  }
  return result;
}

/** PostgreSQL's makeObjectName: `name1_name2_label`, the longer of the two names shortened to fit 63 bytes. */
export function makeObjectName(name1: string, name2: string | null, label: string): string {
  const overhead = (name2 === null ? 0 : 1) + (label === '' ? 0 : byteLength(label) + 1);
  let bytes1 = byteLength(name1);
  let bytes2 = name2 === null ? 0 : byteLength(name2);
  while (bytes1 + bytes2 > longestName - overhead) {
    if (bytes1 > bytes2) bytes1--;
    else bytes2--;
  }
  const parts = [clipName(name1, bytes1)];
  if (name2 !== null) parts.push(clipName(name2, bytes2));
  if (label !== '') parts.push(label);
  return parts.join('_');
}

/** The first of `label`, `label1`, `label2` … that gives a free name, as PostgreSQL numbers collisions. */
export function chooseName(
  name1: string,
  name2: string | null,
  label: string,
  isTaken: (name: string) => boolean,
): string {
  for (let pass = 0; ; pass++) {
    const name = makeObjectName(name1, name2, pass === 0 ? label : `${label}${pass}`);
    if (!isTaken(name)) return name;
  }
}

/** Joins column names with underscores up to 63 bytes, for the names of indexes and foreign keys. */
export function joinColumnNames(names: readonly string[]): string {
  let result = '';
  for (const name of names) {
    if (byteLength(result) >= longestName) break;
    result = clipName(result === '' ? name : `${result}_${name}`);
  }
  return result;
}

/** PostgreSQL's names for the columns of an index: repeated ones get a number. */
export function indexColumnNames(names: readonly (string | null)[]): string[] {
  const result: string[] = [];
  for (const name of names) {
    const base = name ?? 'expr';
    let unique = base;
    for (let number = 1; result.includes(unique); number++) {
      unique = clipName(base, longestName - String(number).length) + number;
    }
    result.push(unique);
  }
  return result;
}

interface Figured {
  readonly name: string;
  /** 2 for a certain name, 1 for one that a better may replace. */
  readonly strength: 1 | 2;
}

function lastName(names: readonly Node[] | undefined): string | null {
  const last = names?.at(-1);
  return last && 'String' in last ? (last.String.sval ?? null) : null;
}

function certain(name: string | null): Figured | null {
  return name === null ? null : { name, strength: 2 };
}

/** PostgreSQL's FigureColname: the name of an output column without AS; null where it has none. */
export function figureColumnName(node: Node | undefined): string | null {
  return figure(node)?.name ?? null;
}

function figure(node: Node | undefined): Figured | null {
  if (!node) return null;
  if ('ColumnRef' in node) return certain(lastName(node.ColumnRef.fields));
  if ('A_Indirection' in node)
    return certain(lastName(node.A_Indirection.indirection)) ?? figure(node.A_Indirection.arg);
  if ('FuncCall' in node) return certain(lastName(node.FuncCall.funcname));
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? certain('nullif') : null;
  if ('TypeCast' in node) {
    const inner = figure(node.TypeCast.arg);
    if (inner?.strength === 2) return inner;
    const name = lastName(node.TypeCast.typeName?.names);
    return name === null ? inner : { name, strength: 1 };
  }
  if ('CollateClause' in node) return figure(node.CollateClause.arg);
  if ('GroupingFunc' in node) return certain('grouping');
  if ('CaseExpr' in node) {
    const inner = figure(node.CaseExpr.defresult);
    return inner?.strength === 2 ? inner : { name: 'case', strength: 1 };
  }
  if ('CoalesceExpr' in node) return certain('coalesce');
  if ('MinMaxExpr' in node) return certain(node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest');
  if ('A_ArrayExpr' in node) return certain('array');
  if ('RowExpr' in node) return certain('row');
  if ('SubLink' in node) return figureSubLink(node.SubLink);
  if ('SQLValueFunction' in node) {
    const name = node.SQLValueFunction.op?.replace('SVFOP_', '').replace(/_N$/, '').toLowerCase() ?? null;
    return certain(name);
  }
  if ('XmlExpr' in node) return certain(node.XmlExpr.op?.replace('IS_', '').toLowerCase() ?? null);
  if ('JsonFuncExpr' in node) return certain(node.JsonFuncExpr.op?.replace('_OP', '').toLowerCase() ?? null);
  return null;
}

function figureSubLink(link: Extract<Node, { SubLink: unknown }>['SubLink']): Figured | null {
  if (link.subLinkType === 'EXISTS_SUBLINK') return certain('exists');
  if (link.subLinkType === 'ARRAY_SUBLINK') return certain('array');
  if (link.subLinkType !== 'EXPR_SUBLINK') return null;
  const query = link.subselect;
  const first = query && 'SelectStmt' in query ? query.SelectStmt.targetList?.[0] : undefined;
  if (!first || !('ResTarget' in first)) return null;
  return first.ResTarget.name === undefined ? figure(first.ResTarget.val) : certain(first.ResTarget.name);
}
