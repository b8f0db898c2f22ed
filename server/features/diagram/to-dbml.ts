import { columnNames, isTable } from '../../catalog/catalog.ts';
import type { Index, Table } from '../../catalog/model.ts';
import type { DiagramColumn, DiagramModel, DiagramRelation, DiagramTable } from './model.ts';
import type { Schema } from './schema.ts';

/** The diagram in DBML, the language of dbdiagram.io: tables with indexes, enums, references and notes. */
export function toDbml(model: DiagramModel, schema: Schema): string {
  const relations = new Map(
    schema.tables.map(({ relation }) => [nameOf(relation.schema, relation.name), relation]),
  );
  const blocks = [
    ...model.enums.map((one) =>
      [
        `Enum ${nameOf(one.schema, one.name)} {`,
        // While someone types, a label may be there twice.
        ...[...new Set(one.labels)].map((label) => `  ${quoted(label)}`),
        '}',
      ].join('\n'),
    ),
    ...model.tables.map((table) => tableBlock(table, relations.get(nameOf(table.schema, table.name)))),
    ...referenceLines(model),
    ...groupBlocks(model),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function tableBlock(table: DiagramTable, relation: object | undefined): string {
  const source = relation && isTable(relation as Table) ? (relation as Table) : null;
  const notes = [
    table.kind === 'table' ? '' : table.kind,
    table.partitions > 0 ? `${table.partitions} partitions` : '',
    table.comment ?? '',
  ].filter((note) => note !== '');
  const lines = [`Table ${nameOf(table.schema, table.name)} {`];
  const primary = source?.constraints.find((constraint) => constraint.kind === 'primary key');
  const hasOneKey = primary?.columns.length === 1;
  // The parser of DBML wants a column in every table.
  if (table.columns.length === 0) lines.push('  "…" "…"');
  for (const column of table.columns) lines.push(`  ${columnLine(column, source, hasOneKey)}`);
  const indexes = source ? indexLines(source, new Set(table.columns.map(({ name }) => name))) : [];
  if (indexes.length > 0) lines.push('', '  indexes {', ...indexes.map((line) => `    ${line}`), '  }');
  if (notes.length > 0) lines.push('', `  Note: ${text(notes.join(': '))}`);
  return [...lines, '}'].join('\n');
}

function columnLine(column: DiagramColumn, source: Table | null, hasOneKey: boolean): string {
  const written = source?.columns.find(({ name }) => name === column.name);
  const settings: string[] = [];
  if (column.keys.includes('PK') && hasOneKey) settings.push('pk');
  if (column.keys.includes('UK')) settings.push('unique');
  if (column.notNull) settings.push('not null');
  if (written && (written.identity !== null || written.serial)) settings.push('increment');
  if (written?.default && !written.default.text.includes('`'))
    settings.push(`default: \`${written.default.text.replace(/\s+/g, ' ')}\``);
  if (column.comment !== null) settings.push(`note: ${text(column.comment)}`);
  const rest = settings.length > 0 ? ` [${settings.join(', ')}]` : '';
  return `${quoted(column.name)} ${typeName(column)}${rest}`;
}

/** A type as DBML reads it: a word, a word with numbers, an enum's name, or anything between quotes. */
function typeName({ type, labels }: DiagramColumn): string {
  if (type === null) return 'unknown';
  if (/^\w+(?:\(\d+(?:,\d+)?\))?$/.test(type)) return type;
  const [, schema, name] = labels === null ? [] : (/^(\w+)\.(\w+)$/.exec(type) ?? []);
  return schema !== undefined && name !== undefined ? nameOf(schema, name) : quoted(type);
}

function indexLines(table: Table, shown: ReadonlySet<string>): string[] {
  const keys = table.constraints.flatMap((constraint) => {
    const many = 'columns' in constraint && constraint.columns.length > 1;
    if (!many || (constraint.kind !== 'primary key' && constraint.kind !== 'unique')) return [];
    const names = columnNames(table, constraint.columns);
    if (!names.every((name) => shown.has(name))) return [];
    const kind = constraint.kind === 'primary key' ? 'pk' : 'unique';
    return [`(${names.map(quoted).join(', ')}) [${kind}, name: ${text(constraint.name)}]`];
  });
  return [...keys, ...table.indexes.flatMap((index) => indexLine(table, index, shown) ?? [])];
}

function indexLine(table: Table, index: Index, shown: ReadonlySet<string>): string | null {
  if (index.constraint) return null;
  const keys = index.keys.map(({ column, expression }) => {
    if (column === null)
      return expression && !expression.text.includes('`') ? `\`${expression.text}\`` : null;
    const [name = ''] = columnNames(table, [column]);
    return shown.has(name) ? quoted(name) : null;
  });
  if (keys.some((key) => key === null)) return null;
  const settings = [
    ...(index.unique ? ['unique'] : []),
    ...(index.method === 'btree' || index.method === 'hash' ? [`type: ${index.method}`] : []),
    `name: ${text(index.name)}`,
    ...(index.predicate ? [`note: ${text(`WHERE ${index.predicate.text}`)}`] : []),
  ];
  // PostgreSQL lets an index have a column twice, with different operator classes.
  return `(${[...new Set(keys)].join(', ')}) [${settings.join(', ')}]`;
}

/** What DBML has no words for is left out: the same key once more, a column that refers to itself, no columns at all. */
function referenceLines({ relations, tables }: DiagramModel): string[] {
  const seen = new Set<string>();
  return relations.flatMap((relation) => {
    const { parent, child, columns, parentColumns } = relation;
    const ends = JSON.stringify([child, columns, parent, parentColumns]);
    const isItself = child === parent && columns.join('\0') === parentColumns.join('\0');
    if (seen.has(ends) || isItself || parentColumns.length !== columns.length) return [];
    seen.add(ends);
    return [referenceLine(relation, tables)];
  });
}

function referenceLine(relation: DiagramRelation, tables: readonly DiagramTable[]): string {
  const end = (id: string, columns: readonly string[]) => {
    const table = tables.find((one) => one.id === id)!;
    return `${nameOf(table.schema, table.name)}.(${columns.map(quoted).join(', ')})`;
  };
  const actions = [
    ...(relation.onDelete === 'no action' ? [] : [`delete: ${relation.onDelete}`]),
    ...(relation.onUpdate === 'no action' ? [] : [`update: ${relation.onUpdate}`]),
  ];
  const settings = actions.length > 0 ? ` [${actions.join(', ')}]` : '';
  const sign = relation.childUnique ? '-' : '>';
  return `Ref ${quoted(relation.name)}: ${end(relation.child, relation.columns)} ${sign} ${end(relation.parent, relation.parentColumns)}${settings}`;
}

function groupBlocks({ groups, tables }: DiagramModel): string[] {
  return groups.map(({ id, title }) =>
    [
      `TableGroup ${quoted(title)} {`,
      ...tables.filter(({ group }) => group === id).map(({ schema, name }) => `  ${nameOf(schema, name)}`),
      '}',
    ].join('\n'),
  );
}

function nameOf(schema: string, name: string): string {
  return schema === 'public' ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** A name between double quotes, on one line. */
function quoted(name: string): string {
  return `"${escaped(name).replaceAll('"', '\\"')}"`;
}

function text(of: string): string {
  return `'${escaped(of).replaceAll("'", "\\'")}'`;
}

/** Backslashes begin escapes, and what ends a line would end the text. */
function escaped(of: string): string {
  return of
    .replaceAll('\\', '\\\\')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
