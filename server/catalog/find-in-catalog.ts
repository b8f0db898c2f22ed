import { isTable, isView } from './catalog.ts';
import { constraintNameCount } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Oid, Relation, Table } from './model.ts';

/** `column = 'value'` in a query of the system's catalogs. */
export interface Restriction {
  readonly column: string;
  readonly value: string;
}

/** Null where it is not known. */
type Truth = boolean | null;

/** What a query asks for, by column, and the schemas in which it may be. */
interface Question {
  readonly draft: Draft;
  readonly relations: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly schemas: readonly string[];
}

const schemaColumns =
  'table_schema schemaname nspname constraint_schema trigger_schema event_object_schema routine_schema sequence_schema typnamespace relnamespace connamespace pronamespace schema_name'.split(
    ' ',
  );
/** Columns with the name of what belongs to a table, or its oid. */
const tableColumns =
  'table_name tablename relname event_object_table attrelid conrelid tgrelid polrelid indrelid'.split(' ');
/** They only say what kind of object is meant. */
const kindColumns = new Set('relkind typtype contype constraint_type table_type typcategory'.split(' '));

/** The columns that name what is looked for, the parts of something first; each with how it is looked up. */
const lookUps: readonly (readonly [string, (question: Question, name: string) => Truth])[] = [
  ['enumlabel', findLabel],
  ['column_name', findColumn],
  ['attname', findColumn],
  ['tgname', (question, name) => findPart(question, name, 'triggers')],
  ['trigger_name', (question, name) => findPart(question, name, 'triggers')],
  ['policyname', (question, name) => findPart(question, name, 'policies')],
  ['polname', (question, name) => findPart(question, name, 'policies')],
  ['conname', findConstraint],
  ['constraint_name', findConstraint],
  ['proname', findFunction],
  ['routine_name', findFunction],
  ['extname', ({ draft }, name) => name === 'plpgsql' || draft.extension(name) !== undefined],
  ['indexname', (question, name) => findRelation(question, name, (one) => one.kind === 'index')],
  ['sequence_name', (question, name) => findRelation(question, name, (one) => one.kind === 'sequence')],
  ['sequencename', (question, name) => findRelation(question, name, (one) => one.kind === 'sequence')],
  ['viewname', (question, name) => findRelation(question, name, (one) => one.kind === 'view')],
  [
    'matviewname',
    (question, name) => findRelation(question, name, (one) => one.kind === 'materialized view'),
  ],
  ['tablename', (question, name) => findRelation(question, name, isTable)],
  ['table_name', findTableOrView],
  ['relname', (question, name) => findRelation(question, name, () => true)],
  ['typname', findType],
  ['oid', findByName],
  ['nspname', findSchema],
  ['schema_name', findSchema],
];

/**
 * Whether a query of the system's catalogs finds a row in the draft. Without `isExact` it asks for more than the
 * restrictions say, so that it is known only where there is none.
 */
export function existsInCatalog(
  draft: Draft,
  relations: readonly string[],
  restrictions: readonly Restriction[],
  isExact: boolean,
): Truth {
  if (draft.get(keys.partial) === true || relations.length === 0 || !relations.every(isSystem)) return null;
  const values = new Map(restrictions.map(({ column, value }) => [column, value]));
  const [column, find] = lookUps.find(([one]) => values.has(one)) ?? [];
  if (column === undefined || !find) return null;
  const name = values.get(column)!;
  if (draft.get(keys.damaged(name)) === true || draft.isExternal({ schema: null, name })) return null;
  const found = find({ draft, relations, values, schemas: schemasOf(draft, values) }, name);
  if (found !== true) return found;
  const isUnderstood = [...values.keys()].every(
    (one) =>
      one === column || schemaColumns.includes(one) || tableColumns.includes(one) || isOfType(one, column),
  );
  return isExact && isUnderstood ? true : null;
}

function isSystem(relation: string): boolean {
  return /^(?:pg_(?!stat|roles|user|database|settings|available)|information_schema\.)/.test(relation);
}

/** The type of an enum's label; kinds of objects are mostly given beside a name that only one object has. */
function isOfType(column: string, named: string): boolean {
  return (
    (named === 'enumlabel' && (column === 'typname' || column === 'enumtypid')) || kindColumns.has(column)
  );
}

function schemasOf(draft: Draft, values: ReadonlyMap<string, string>): readonly string[] {
  const written = schemaColumns.map((one) => values.get(one)).find((one) => one !== undefined);
  if (written !== undefined) return [written === 'current schema' ? draft.creationSchema(null) : written];
  const created = (draft.get(keys.schemaNames) as readonly string[] | undefined) ?? [];
  return [...new Set(['public', 'pg_temp', ...draft.searchPath(), ...created])];
}

function findRelation(
  { draft, schemas }: Question,
  name: string,
  isMeant: (relation: Relation) => boolean,
): Truth {
  return schemas.some((schema) => {
    const oid = draft.get(keys.relation(schema, name)) as Oid | undefined;
    const relation = oid === undefined ? undefined : (draft.object(oid) as Relation | undefined);
    return relation !== undefined && isMeant(relation);
  });
}

function findTableOrView(question: Question, name: string): Truth {
  const isViewOnly = question.relations.includes('information_schema.views');
  return findRelation(question, name, (one) => isView(one) || (!isViewOnly && isTable(one)));
}

/** The table that a part belongs to: null where there is none, undefined where it is not said. */
function tableOf({ draft, values, schemas }: Question): Table | null | undefined {
  const written = tableColumns.map((one) => values.get(one)).find((one) => one !== undefined);
  if (written === undefined) return undefined;
  const parts = written.split('.').map((part) => part.replaceAll('"', ''));
  const [name, schema] = [parts.at(-1) ?? '', parts.length > 1 ? (parts.at(-2) ?? null) : null];
  for (const one of schema === null ? schemas : [schema]) {
    const oid = draft.get(keys.relation(one, name)) as Oid | undefined;
    const table = oid === undefined ? undefined : draft.table(oid);
    if (table) return table;
  }
  return draft.get(keys.damaged(name)) === true ? undefined : null;
}

function findColumn(question: Question, name: string): Truth {
  const table = tableOf(question);
  if (!table) return table === null ? false : null;
  return table.columns.some((column) => column.name === name) || (table.complete ? false : null);
}

function findPart(question: Question, name: string, part: 'triggers' | 'policies'): Truth {
  const table = tableOf(question);
  if (!table) return table === null ? false : null;
  const parts: readonly { readonly name: string }[] = table[part];
  return parts.some((one) => one.name === name);
}

function findConstraint(question: Question, name: string): Truth {
  const table = tableOf(question);
  // Those of NOT NULL are constraints since PostgreSQL 18, by names that are not all kept.
  if (/_not_null\d*$/.test(name)) return null;
  if (table) return table.constraints.some((one) => one.name === name) || (table.complete ? false : null);
  if (table === null) return false;
  return question.schemas.some((schema) => constraintNameCount(question.draft, schema, name) > 0);
}

function findFunction({ draft, schemas }: Question, name: string): Truth {
  return (
    schemas.some((schema) => draft.functions(schema, name).length > 0) ||
    (draft.get(keys.unknownExtension) === true ? null : false)
  );
}

function findType({ draft, schemas }: Question, name: string): Truth {
  if (draft.typeOid('pg_catalog', name) !== undefined) return null;
  return (
    schemas.some((schema) => draft.get(keys.type(schema, name)) !== undefined) ||
    (draft.get(keys.unknownExtension) === true ? null : false)
  );
}

function findLabel({ draft, values, schemas }: Question, label: string): Truth {
  const name = (values.get('typname') ?? values.get('enumtypid'))?.split('.').at(-1)?.replaceAll('"', '');
  if (name === undefined) return null;
  for (const schema of schemas) {
    const oid = draft.get(keys.type(schema, name)) as Oid | undefined;
    const type = oid === undefined ? undefined : draft.userType(oid);
    if (type) return type.kind === 'enum' && type.labels.includes(label);
  }
  return false;
}

function findSchema({ draft }: Question, name: string): Truth {
  return draft.schema(name) !== undefined || /^(?:pg_|information_schema$)/.test(name);
}

/** What to_regclass and to_regtype are asked. */
function findByName(question: Question, written: string): Truth {
  const { draft, relations } = question;
  const parts = written.split('.').map((part) => part.replaceAll('"', ''));
  const [name, schema] = [parts.at(-1) ?? '', parts.length > 1 ? (parts.at(-2) ?? null) : null];
  if (draft.get(keys.damaged(name)) === true) return null;
  if (relations.includes('pg_type')) return draft.typeOid(schema, name) !== undefined;
  return draft.relationOid(schema, name) !== undefined || draft.isSystemRelation(schema, name);
}
