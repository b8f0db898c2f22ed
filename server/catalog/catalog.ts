import type { StatementId } from '../syntax/statement.ts';
import type { PostgresMajor } from './builtins/builtins.ts';
import type {
  CatalogObject,
  Column,
  ColumnNumber,
  Extension,
  IndexEntry,
  Oid,
  Relation,
  Schema,
  Sequence,
  SqlFunction,
  Table,
  TypeUse,
  UserType,
  View,
} from './model.ts';

/**
 * What PostgreSQL would hold at one statement boundary. Reads may be recorded,
 * so that work is repeated only when something that it read has changed.
 */
export interface Catalog {
  /** The PostgreSQL whose built-in objects it has. */
  readonly version: PostgresMajor;
  /** Any object by its oid; built-in types are not objects. */
  object(oid: Oid): CatalogObject | undefined;
  table(oid: Oid): Table | undefined;
  view(oid: Oid): View | undefined;
  sequence(oid: Oid): Sequence | undefined;
  /** A user-defined type; undefined for built-in ones. */
  userType(oid: Oid): UserType | undefined;
  /** Resolves a relation's name; a null schema follows the search_path, then pg_catalog. */
  relation(schema: string | null, name: string): Relation | undefined;
  schema(name: string): Schema | undefined;
  extension(name: string): Extension | undefined;
  functions(schema: string | null, name: string): readonly SqlFunction[];
  /** The tables that have a foreign key to this one. */
  referencing(table: Oid): readonly Table[];
  /** The tables that inherit from this one by INHERITS, and its partitions. */
  children(table: Oid): readonly Table[];
  /** Whether a relation of this name is free in the schema (tables, indexes, views and sequences share names). */
  isRelationNameFree(schema: string, name: string): boolean;
  /** As PostgreSQL's format_type prints it: `character varying(255)`, `numeric(10,2)`, `app.status[]`. */
  formatType(type: TypeUse): string;
  /** How many statements use the sequence by a nextval, currval or setval other than as its owner's default. */
  sequenceUses(name: string): number;
}

/** The catalog after the last statement, which can also be listed. Lists are in the order of creation. */
export interface FinalCatalog extends Catalog {
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly sequences: readonly Sequence[];
  readonly types: readonly UserType[];
  readonly allFunctions: readonly SqlFunction[];
  readonly schemas: readonly Schema[];
  readonly extensions: readonly Extension[];
  /** Objects whose creating statement is this one. */
  createdBy(statement: StatementId): readonly CatalogObject[];
}

/** The column of that number. A constraint's column numbers are always in its table. */
export function columnOf(table: Table, number: ColumnNumber): Column | undefined {
  return table.columns.find((column) => column.number === number);
}

/** The names of columns by number. */
export function columnNames(table: Table, numbers: readonly ColumnNumber[]): string[] {
  return numbers.map((number) => columnOf(table, number)?.name ?? `?${number}`);
}

export function isTable(relation: CatalogObject | undefined): relation is Table {
  return (
    relation?.kind === 'table' || relation?.kind === 'partitioned table' || relation?.kind === 'foreign table'
  );
}

export function isView(relation: CatalogObject | undefined): relation is View {
  return relation?.kind === 'view' || relation?.kind === 'materialized view';
}

export function isIndexEntry(relation: CatalogObject | undefined): relation is IndexEntry {
  return relation?.kind === 'index';
}
