import type { ForeignKey, Table } from '../../../server/catalog/model.ts';
import { quoteIdentifier } from '../../../server/syntax/quote-identifier.ts';
import type { Random } from '../random-source.ts';
import { fileRange, type Ground, type Site } from './ground.ts';
import { type Edits, type Mutator, replace } from './mutation.ts';

const otherTypes =
  'int,bigint,smallint,text,varchar(40),char(3),uuid,boolean,date,timestamptz,time,interval,numeric(10,2),double precision,json,jsonb,bytea,inet,text[],int[],int4range,name,oid,xml,tsvector,money,point,bit(4),serial,nosuchtype,public.nosuchtype,varchar(0),numeric(4,9999)'.split(
    ',',
  );

/** The type after a cast's colons in some statement. */
function pickCast(ground: Ground, random: Random): Edits | null {
  const isCast = (site: Site, index: number) => {
    const token = site.tokens[index]!;
    return site.placed.statement.text.slice(token.start, token.end) === '::';
  };
  const casting = ground.sites.filter((site) => site.tokens.some((_, index) => isCast(site, index)));
  const site = random.pick(casting);
  const at = site && random.pick([...site.tokens.keys()].filter((index) => isCast(site, index)));
  if (!site || at === undefined) return null;
  const { start, statement } = site.placed;
  let last = at + 1;
  while (statement.text[site.tokens[last + 1]?.start ?? -1] === '.') last += 2;
  const [from, to] = [site.tokens[at + 1], site.tokens[last]];
  return from && to
    ? [replace({ start: start + from.start, end: start + to.end }, random.pick(otherTypes)!)]
    : null;
}

/** Another type for a column or in a cast. */
export const changeType: Mutator = (ground, random) => {
  if (random.chance(0.2)) return pickCast(ground, random);
  const { tables, types } = ground.analysis.catalog;
  const column = random.pick(random.pick(tables)?.columns ?? []);
  const range = column && fileRange(ground, column.typeRange);
  if (!range) return null;
  const type = random.pick(types);
  const name =
    type && random.chance(0.2)
      ? `${quoteIdentifier(type.schema)}.${quoteIdentifier(type.name)}`
      : random.pick(otherTypes)!;
  return ground.script.text.slice(range.start, range.end).toLowerCase() === name
    ? null
    : [replace(range, name)];
};

function someColumns(table: Table | undefined, random: Random): string {
  const names: string[] = [];
  const count = random.pick([1, 1, 1, 2])!;
  while (table && names.length < count && names.length < table.columns.length) {
    const { name } = random.pick(table.columns)!;
    if (!names.includes(name)) names.push(name);
  }
  return names.map(quoteIdentifier).join(', ');
}

function changed(ground: Ground, range: { start: number; end: number } | null, text: string): Edits | null {
  if (!range || text === '' || ground.script.text.slice(range.start, range.end) === text) return null;
  return [replace(range, text)];
}

/** Other columns on either side of a foreign key, or another table. */
export const changeKeyColumns: Mutator = (ground, random) => {
  const { catalog } = ground.analysis;
  const table = random.pick(
    catalog.tables.filter(({ constraints }) => constraints.some(({ kind }) => kind === 'foreign key')),
  );
  const key = random.pick(
    table?.constraints.filter((one): one is ForeignKey => one.kind === 'foreign key') ?? [],
  );
  if (!table || !key) return null;
  const target = key.target === null ? undefined : catalog.table(key.target);
  const targetColumns = fileRange(ground, key.targetColumnsRange);
  switch (random.below(key.inline ? 2 : 4)) {
    case 0: {
      const other = random.pick(catalog.tables);
      const name = other ? `${quoteIdentifier(other.schema)}.${quoteIdentifier(other.name)}` : '';
      return changed(ground, fileRange(ground, key.targetRange), name);
    }
    case 1: {
      const columns = someColumns(target, random);
      if (targetColumns) return changed(ground, targetColumns, columns);
      const name = fileRange(ground, key.targetRange);
      return name && columns !== '' ? [replace({ start: name.end, end: name.end }, ` (${columns})`)] : null;
    }
    default:
      return changed(ground, fileRange(ground, key.columnsRange), someColumns(table, random));
  }
};
