import { quoteIdentifier } from '../../../server/syntax/quote-identifier.ts';
import { walkTree } from '../../../server/syntax/walk-tree.ts';
import { convertOffsets } from '../../../server/text/byte-offsets.ts';
import type { Random } from '../random-source.ts';
import type { Ground, Site } from './ground.ts';
import { type Edits, type Mutator, replace } from './mutation.ts';

interface Place {
  readonly tag: string;
  /** The index of the token that the tree's location names. */
  readonly token: number;
}

const expressionTags = new Set(['A_Expr', 'ColumnRef', 'FuncCall', 'A_Const', 'TypeCast']);
const places = new WeakMap<Site, readonly Place[]>();

/** Where the parts of a statement's expressions begin; modifiers of types are none. */
function placesOf(site: Site): readonly Place[] {
  const known = places.get(site);
  if (known) return known;
  const offsets = convertOffsets(site.placed.statement.text);
  const found: Place[] = [];
  walkTree(site.tree, (tag, fields) => {
    if (tag === 'TypeName') return false;
    if (!expressionTags.has(tag) || typeof fields.location !== 'number') return undefined;
    const offset = offsets.fromBytes(fields.location);
    const token = site.tokens.findIndex(({ start }) => start === offset);
    if (token >= 0) found.push({ tag, token });
    return undefined;
  });
  places.set(site, found);
  return found;
}

const operators = '+ - * / % || = <> < >= ~ ~~* @> <@ ? -> ->> && ## like and or'.split(' ');
const functions =
  'lower now length coalesce sum abs date_trunc jsonb_build_object array_length to_char count nextval no_such_function gen_random_uuid'.split(
    ' ',
  );
const literals = [
  "'abc'",
  '42',
  'true',
  'null',
  "'{}'",
  "'2020-01-01'",
  '1.5',
  "''",
  '-1',
  "array['a']",
  'default',
];

function pickColumnName(ground: Ground, random: Random): string {
  const column = random.pick(random.pick(ground.analysis.catalog.tables)?.columns ?? []);
  return column && random.chance(0.7) ? quoteIdentifier(column.name) : 'no_such_column';
}

function mutatePlace(ground: Ground, site: Site, { tag, token }: Place, random: Random): Edits | null {
  const { start, statement } = site.placed;
  const text = (index: number) => {
    const one = site.tokens[index];
    return one ? statement.text.slice(one.start, one.end) : '';
  };
  /** The last token of a name with dots. */
  const nameEnd = () => {
    let last = token;
    while (text(last + 1) === '.') last += 2;
    return last;
  };
  const put = (index: number, newText: string): Edits | null => {
    const one = site.tokens[index];
    if (!one || text(index) === newText) return null;
    return [replace({ start: start + one.start, end: start + one.end }, newText)];
  };
  // An operand goes: the operator, or what stands before it, is left alone.
  if (random.chance(0.15)) return put(token, ' ');
  if (tag === 'A_Expr') return put(token, ` ${random.pick(operators)} `);
  if (tag === 'FuncCall') return put(nameEnd(), random.pick(functions)!);
  if (tag === 'ColumnRef') {
    const name = random.chance(0.75) ? pickColumnName(ground, random) : random.pick(literals)!;
    return put(nameEnd(), name);
  }
  return put(token, random.pick(literals)!);
}

/** Another operator, operand, function or literal, or one less, in some expression. */
export const breakExpression: Mutator = (ground, random) => {
  const site = random.pick(ground.sites.filter((one) => placesOf(one).length > 0));
  const place = site && random.pick(placesOf(site));
  return site && place ? mutatePlace(ground, site, place, random) : null;
};
