import type { DiagramColumn } from './model.ts';
import type { SchemaRelation } from './schema.ts';

/** How a column differs from what it was, in words; empty where it does not. */
export function describeColumn(was: DiagramColumn, is: DiagramColumn): string {
  const facts: string[] = [];
  if (was.name !== is.name) facts.push(`was ${was.name}`);
  if (was.type !== is.type) facts.push(`${was.type ?? 'unknown'} → ${is.type ?? 'unknown'}`);
  if (was.notNull !== is.notNull) facts.push(is.notNull ? 'now NOT NULL' : 'no longer NOT NULL');
  for (const key of is.keys) if (!was.keys.includes(key)) facts.push(`now ${key}`);
  for (const key of was.keys) if (!is.keys.includes(key)) facts.push(`no longer ${key}`);
  if (was.comment !== is.comment) facts.push('another comment');
  return facts.join(', ');
}

/** A foreign key with the name of the table that it references. */
interface Reference extends SchemaRelation {
  readonly target: { readonly schema: string; readonly name: string };
}

/** How a foreign key differs from what it was, in words; empty where it does not. */
export function describeRelation(was: Reference, is: Reference): string {
  const facts: string[] = [];
  const target = ({ key, target: { schema, name } }: Reference) =>
    `${schema}.${name} (${key.parentColumns.join(', ')})`;
  const [old, now] = [target(was), target(is)];
  if (old !== now) facts.push(`${old} → ${now}`);
  const columns = [was, is].map(({ key }) => key.columns.join(', '));
  if (columns[0] !== columns[1]) facts.push(`(${columns[0]}) → (${columns[1]})`);
  if (was.key.onDelete !== is.key.onDelete) facts.push(`ON DELETE ${was.key.onDelete} → ${is.key.onDelete}`);
  if (was.key.onUpdate !== is.key.onUpdate) facts.push(`ON UPDATE ${was.key.onUpdate} → ${is.key.onUpdate}`);
  if (was.key.parentOptional !== is.key.parentOptional)
    facts.push(is.key.parentOptional ? 'now optional' : 'now mandatory');
  if (was.key.childUnique !== is.key.childUnique)
    facts.push(is.key.childUnique ? 'now one to one' : 'now one to many');
  if (was.key.identifying !== is.key.identifying)
    facts.push(is.key.identifying ? 'now identifying' : 'no longer identifying');
  return facts.join(', ');
}
