import { columnNames } from '../../catalog/catalog.ts';
import { canReference } from '../../catalog/fk-types.ts';
import type { Column, Table } from '../../catalog/model.ts';
import { freeRelationName } from '../../rules/helpers/relation-name.ts';
import { quoteIdentifier } from '../../syntax/quote-identifier.ts';
import { say, type Wording } from '../wording.ts';
import { addStatements } from './add-statements.ts';
import {
  type EditedDatabase,
  type EditOutcome,
  isAccepted,
  sourceOf,
  toFileEdits,
} from './edited-database.ts';
import { findColumn, findTable, type TableReference } from './find-table.ts';
import { insertElement } from './table-list.ts';
import { creationOf, keywordsLike, nameOf } from './written-style.ts';

export type DeleteAction = 'no action' | 'restrict' | 'cascade' | 'set null';

export interface ForeignKeyToAdd {
  readonly table: TableReference;
  readonly column: string;
  readonly parent: TableReference;
  readonly parentColumn: string;
  readonly onDelete: DeleteAction;
}

/** Adds a foreign key from a column to another table's, with an index where none begins with the column. */
export function addForeignKey(database: EditedDatabase, key: ForeignKeyToAdd): EditOutcome {
  const [child, parent] = [findTable(database, key.table), findTable(database, key.parent)];
  if ('problem' in child) return child;
  if ('problem' in parent) return parent;
  const column = findColumn(child.table, key.column);
  const target = findColumn(parent.table, key.parentColumn);
  if (!column) return { problem: say('{0} has no column {1} any more.', child.table.name, key.column) };
  if (!target)
    return { problem: say('{0} has no column {1} any more.', parent.table.name, key.parentColumn) };
  const problem = refusal(database, child.table, column, parent.table, target, key.onDelete);
  return problem === null
    ? write(database, child.table, column, parent.table, target, key.onDelete)
    : { problem };
}

/** Why PostgreSQL would reject the foreign key, or nobody can want it; null where neither is so. */
function refusal(
  { analysis: { catalog } }: EditedDatabase,
  child: Table,
  column: Column,
  parent: Table,
  target: Column,
  onDelete: DeleteAction,
): Wording | null {
  const from = `${child.name}.${column.name}`;
  const to = `${parent.name}.${target.name}`;
  if (child.oid === parent.oid && column.number === target.number)
    return say('{0} would refer to itself. Choose another column.', column.name);
  const isThere = child.constraints.some(
    (one) =>
      one.kind === 'foreign key' &&
      one.target === parent.oid &&
      one.columns.join() === String(column.number) &&
      one.targetColumns.join() === String(target.number),
  );
  if (isThere) return say('{0} already refers to {1}.', from, to);
  if (parent.kind === 'foreign table' || child.kind === 'foreign table')
    return say('A foreign table can have no foreign keys, and none can refer to it.');
  if (canReference(catalog, target.type, column.type) === false)
    return say(
      '{0} is {1}, but {2} is {3}: PostgreSQL cannot compare them. Give both the same type.',
      from,
      catalog.formatType(column.type),
      to,
      catalog.formatType(target.type),
    );
  if (!isUnique(parent, target)) {
    const primary = parent.constraints.find(({ kind }) => kind === 'primary key');
    const isPart = primary?.columns.includes(target.number) ?? false;
    return isPart
      ? say(
          '{0} is only a part of the primary key ({1}) of {2}, so it is not unique by itself, and PostgreSQL rejects a foreign key to it.',
          target.name,
          columnNames(parent, primary?.columns ?? []).join(', '),
          parent.name,
        )
      : say(
          'Nothing makes {0} unique, so PostgreSQL rejects a foreign key to it. Give it a primary key or a UNIQUE constraint first.',
          to,
        );
  }
  if (onDelete === 'set null' && column.notNull)
    return say('{0} is NOT NULL, so ON DELETE SET NULL would fail.', from);
  if (onDelete === 'set null' && column.generated)
    return say('{0} is generated, so nothing can set it to NULL.', from);
  return null;
}

function isUnique(parent: Table, target: Column): boolean {
  return parent.indexes.some(
    ({ unique, immediate, predicate, keys }) =>
      unique && immediate && predicate === null && keys.length === 1 && keys[0]!.column === target.number,
  );
}

function write(
  database: EditedDatabase,
  child: Table,
  column: Column,
  parent: Table,
  target: Column,
  onDelete: DeleteAction,
): EditOutcome {
  const { catalog } = database.analysis;
  const source = sourceOf(database);
  const keywords = keywordsLike(creationOf(database, child));
  const name = quoteIdentifier(column.name);
  const action = onDelete === 'no action' ? '' : ` ${keywords(`ON DELETE ${onDelete.toUpperCase()}`)}`;
  const constraint = `${keywords('FOREIGN KEY')} (${name}) ${keywords('REFERENCES')} ${nameOf(database, parent)} (${quoteIdentifier(target.name)})${action}`;
  const indexName = freeRelationName(catalog, child.schema, child.name, [column.name], 'idx');
  const index = isIndexed(child, column)
    ? null
    : `${keywords('CREATE INDEX')} ${quoteIdentifier(indexName)} ${keywords('ON')} ${nameOf(database, child)} (${name});`;
  const title = say(
    'Add a foreign key from {0} to {1}',
    `${child.name}.${column.name}`,
    `${parent.name}.${target.name}`,
  );
  const statement = source.statement(child.statement);
  const inside =
    database.migrations.length === 0 && child.origin === 'create' && statement
      ? insertElement(statement, 'at the end', constraint)
      : null;
  if (inside) {
    const edits = [...inside, ...(index === null ? [] : [source.insertAfter(child.statement, index)])];
    if (isAccepted(database, edits)) return { title, edits: toFileEdits(database, edits) };
  }
  const alter = `${keywords('ALTER TABLE')} ${nameOf(database, child)} ${keywords('ADD')} ${constraint};`;
  const place = database.analysis.place(child.nameRange)?.file ?? null;
  return addStatements(database, place, title, index === null ? alter : `${alter}\n${index}`);
}

/** Whether the rule fk-without-index would be content. */
function isIndexed(child: Table, column: Column): boolean {
  return child.indexes.some(
    ({ method, predicate, keys }) =>
      (method === 'btree' || (method === 'hash' && keys.length === 1)) &&
      predicate === null &&
      keys[0]?.column === column.number,
  );
}
