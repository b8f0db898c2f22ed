import { isTable } from '../../catalog/catalog.ts';
import type { Oid } from '../../catalog/model.ts';
import { compareKeys } from './compare-keys.ts';
import { describeColumn } from './describe-change.ts';
import { hashText } from './hash-text.ts';
import type { DiagramChange, DiagramColumn, DiagramDifference } from './model.ts';
import { qualifiedName, type Schema, type SchemaTable } from './schema.ts';

export interface SchemaComparison {
  /** The schema after, with what is gone, each change marked. */
  readonly schema: Schema;
  readonly differences: readonly DiagramDifference[];
}

const isView = ({ relation }: SchemaTable) =>
  relation.kind === 'view' || relation.kind === 'materialized view';

/**
 * What is different between two states of a database. Tables are the same by their names, keys by table and name; where
 * both states come from one reading, tables and columns are also followed through renaming.
 */
export function compareSchemas(before: Schema, after: Schema): SchemaComparison {
  const differences: DiagramDifference[] = [];
  const pairs = pairTables(before, after);
  const keys = compareKeys(before, after, pairs);
  const tables = after.tables.map((table) => {
    const was = pairs.get(table);
    if (!was) return note(differences, table, 'added');
    const changed = compareTable(was, table, differences);
    // A table of which nothing but a key has changed has changed as well.
    return changed.change === null && keys.touched.has(table.oid) ? marked(changed, 'changed') : changed;
  });
  const left = new Set(pairs.values());
  const gone = before.tables.filter((table) => !left.has(table));
  for (const table of gone) tables.push(note(differences, table, 'removed'));
  const afterOids = new Map([...pairs].map(([is, was]) => [was.oid, is.oid]));
  const toAfter = (oid: Oid): Oid => afterOids.get(oid) ?? oid;
  const relations = [
    ...keys.relations,
    ...keys.gone.map(({ key, parent, child }) => ({
      key: { ...key, id: `gone ${key.id}`, change: 'removed' as const },
      parent: toAfter(parent),
      child: toAfter(child),
    })),
  ];
  const schema: Schema = {
    ...after,
    tables,
    byOid: new Map(tables.map((table) => [table.oid, table])),
    relations,
  };
  return { schema, differences: [...differences, ...keys.differences, ...compareEnums(before, after)] };
}

/** Each table after with what it was before. */
function pairTables(before: Schema, after: Schema): ReadonlyMap<SchemaTable, SchemaTable> {
  const old = new Map(before.tables.map((table) => [qualifiedName(table), table]));
  const pairs = new Map<SchemaTable, SchemaTable>();
  for (const table of after.tables) {
    const was = old.get(qualifiedName(table));
    if (was) pairs.set(table, was);
  }
  const taken = new Set(pairs.values());
  for (const table of after.tables) {
    const was = before.byOid.get(table.oid);
    if (was && !pairs.has(table) && !taken.has(was)) pairs.set(table, was);
  }
  return pairs;
}

function marked(table: SchemaTable, change: DiagramChange): SchemaTable {
  return { ...table, change, hash: hashText(`${change} ${table.hash}`) };
}

function note(differences: DiagramDifference[], table: SchemaTable, change: DiagramChange): SchemaTable {
  const { schema, name, nameRange } = table.relation;
  differences.push({
    change,
    kind: isView(table) ? 'view' : 'table',
    name: qualifiedName(table),
    detail: '',
    table: { schema, name },
    range: nameRange,
  });
  return marked(table, change);
}

/** The table after, with its columns that are gone where they stood. */
function compareTable(was: SchemaTable, is: SchemaTable, differences: DiagramDifference[]): SchemaTable {
  if (was.hash === is.hash) return is;
  const { schema, name, kind, comment, nameRange } = is.relation;
  const found: DiagramDifference[] = [];
  const common = { table: { schema, name } };
  const facts = [
    qualifiedName(was) === qualifiedName(is) ? '' : `was ${qualifiedName(was)}`,
    was.relation.kind === kind ? '' : `${was.relation.kind} → ${kind}`,
    was.relation.comment === comment ? '' : 'another comment',
  ].filter((fact) => fact !== '');
  if (facts.length > 0)
    found.push({
      ...common,
      change: 'changed',
      kind: isView(is) ? 'view' : 'table',
      name: qualifiedName(is),
      detail: facts.join(', '),
      range: nameRange,
    });
  const note = (column: DiagramColumn, change: DiagramChange, detail: string): DiagramColumn => {
    found.push({
      ...common,
      change,
      kind: 'column',
      name: `${qualifiedName(is)}.${column.name}`,
      detail,
      range: column.nameRange ?? nameRange,
    });
    return { ...column, change };
  };
  const pairs = pairColumns(was, is);
  const columns = is.columns.map((column) => {
    const before = pairs.get(column);
    if (!before) return note(column, 'added', '');
    const detail = describeColumn(before, column);
    return detail === '' ? column : note(column, 'changed', detail);
  });
  const places = new Map([...pairs].map(([now, before]) => [before, now.name]));
  for (const [at, column] of was.columns.entries()) {
    if (places.has(column)) continue;
    const left = was.columns.slice(0, at).findLast((one) => places.has(one));
    let place = left ? columns.findIndex((one) => one.name === places.get(left)) + 1 : 0;
    while (columns[place]?.change === 'removed') place++;
    columns.splice(place, 0, note(column, 'removed', ''));
  }
  differences.push(...found);
  // Only the order of its columns is another one: nothing to tell.
  return found.length === 0 ? is : { ...marked(is, 'changed'), columns, hash: hashText(is.hash + was.hash) };
}

/** Each column after with what it was before: by name, in the same table also by number. */
function pairColumns(was: SchemaTable, is: SchemaTable): ReadonlyMap<DiagramColumn, DiagramColumn> {
  const old = new Map(was.columns.map((column) => [column.name, column]));
  const pairs = new Map<DiagramColumn, DiagramColumn>();
  for (const column of is.columns) {
    const before = old.get(column.name);
    if (before) pairs.set(column, before);
  }
  if (was.oid !== is.oid || !isTable(was.relation) || !isTable(is.relation)) return pairs;
  const taken = new Set(pairs.values());
  const byNumber = new Map(was.relation.columns.map(({ number }, at) => [number, was.columns[at]]));
  for (const [at, { number }] of is.relation.columns.entries()) {
    const [column, before] = [is.columns[at], byNumber.get(number)];
    if (column && before && !pairs.has(column) && !taken.has(before)) pairs.set(column, before);
  }
  return pairs;
}

function compareEnums(before: Schema, after: Schema): DiagramDifference[] {
  const differences: DiagramDifference[] = [];
  const name = (one: { schema: string; name: string }) => `${one.schema}.${one.name}`;
  const old = new Map(before.enums.map((one) => [name(one), one.labels]));
  const note = (change: DiagramChange, of: string, detail: string) =>
    differences.push({ change, kind: 'enum', name: of, detail, table: null, range: null });
  for (const one of after.enums) {
    const was = old.get(name(one));
    old.delete(name(one));
    if (!was) note('added', name(one), '');
    else if (was.join('\0') !== one.labels.join('\0')) {
      const added = one.labels.filter((label) => !was.includes(label)).map((label) => `+ ${label}`);
      const removed = was.filter((label) => !one.labels.includes(label)).map((label) => `− ${label}`);
      note('changed', name(one), [...added, ...removed].join(', ') || 'another order');
    }
  }
  for (const gone of old.keys()) note('removed', gone, '');
  return differences;
}
