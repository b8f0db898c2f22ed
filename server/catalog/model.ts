import type { Node } from '@pgsql/types';
import type { SourceRange, StatementId } from '../syntax/statement.ts';
import type { ColumnsRead, PartitionBound, PartitionKey, Policy, Trigger } from './table-parts.ts';

/** Identifies an object through renames, like PostgreSQL's oid. `pg_catalog.int4` for built-ins, else opaque. */
export type Oid = string;

/** A column's number in its table (pg_attribute.attnum): counts from 1, kept through renames and drops. */
export type ColumnNumber = number;

/** A type as a column uses it. */
export interface TypeUse {
  /** The element type's oid; `?` plus the written name where it is unknown. */
  readonly type: Oid;
  /** The modifiers as PostgreSQL keeps them: `[255]`, `[10, 2]`, `[]`. */
  readonly modifiers: readonly number[];
  readonly array: boolean;
}

export interface Expression {
  /** libpg-query's tree; its locations are UTF-8 bytes within the statement. */
  readonly node: Node;
  /** As written. */
  readonly text: string;
  readonly range: SourceRange;
}

export interface Column {
  readonly number: ColumnNumber;
  readonly name: string;
  readonly type: TypeUse;
  /** True also for primary key and identity columns. */
  readonly notNull: boolean;
  readonly default: Expression | null;
  readonly identity: 'always' | 'by default' | null;
  readonly generated: 'stored' | 'virtual' | null;
  /** The generation expression of a generated column. */
  readonly generation: Expression | null;
  /** Written as serial, bigserial or smallserial. */
  readonly serial: boolean;
  /** Name of the sequence that the column owns (serial and identity), or null. */
  readonly ownedSequence: Oid | null;
  readonly collation: string | null;
  /** True where the column comes from a parent (INHERITS, PARTITION OF) and is not written here. */
  readonly inherited: boolean;
  readonly comment: string | null;
  /** The name where the column was created (or last renamed). */
  readonly nameRange: SourceRange;
  /** The written type, modifiers and array marks included, where it was last set. Null when it was not written (LIKE, CTAS, inherited). */
  readonly typeRange: SourceRange | null;
  /** The whole element from its name to before the comma; null where it was not written as one. */
  readonly range: SourceRange | null;
  /** The words NOT NULL, where they were written for this column. */
  readonly notNullRange: SourceRange | null;
  /** The name that was written for the NOT NULL, a constraint since PostgreSQL 18. */
  readonly notNullName: string | null;
  /** Whether children do not get its NOT NULL, which is NO INHERIT. */
  readonly notNullOnlyHere: boolean;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

interface ConstraintBase {
  readonly name: string;
  /** Whether the name was written; otherwise it is the one that PostgreSQL generates. */
  readonly named: boolean;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly validated: boolean;
  readonly enforced: boolean;
  /** True for a constraint copied from the partitioned or inheritance parent. */
  readonly inherited: boolean;
  /** True when it was written inside a column definition. */
  readonly inline: boolean;
  readonly comment: string | null;
  /** The whole constraint as written, from CONSTRAINT or its first keyword to its end. */
  readonly range: SourceRange;
  /** Its columns as written; for an inline constraint the column's name. */
  readonly columnsRange: SourceRange;
  readonly nameRange: SourceRange | null;
}

export interface KeyConstraint extends ConstraintBase {
  readonly kind: 'primary key' | 'unique';
  readonly columns: readonly ColumnNumber[];
  readonly include: readonly ColumnNumber[];
  readonly nullsNotDistinct: boolean;
  /** The index behind it; it is in the table's `indexes` under the same name. */
  readonly index: Oid;
}

export interface ForeignKey extends ConstraintBase {
  readonly kind: 'foreign key';
  readonly columns: readonly ColumnNumber[];
  /** The referenced table; null when it is not known. */
  readonly target: Oid | null;
  /** As written: schema (or null) and name. */
  readonly targetName: { readonly schema: string | null; readonly name: string };
  /** The referenced columns, the target's primary key when none are written. Empty when the target is not known. */
  readonly targetColumns: readonly ColumnNumber[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  /** Whether ON DELETE was written at all. */
  readonly onDeleteWritten: boolean;
  /** The words `ON DELETE …`, where they were written. */
  readonly onDeleteRange: SourceRange | null;
  /** Columns of `SET NULL (…)`, null for all. */
  readonly setColumns: readonly ColumnNumber[] | null;
  readonly match: 'simple' | 'full';
  /** The referenced table's name as written, with its schema. */
  readonly targetRange: SourceRange;
  /** The referenced column list as written, without parentheses; null when none is written. */
  readonly targetColumnsRange: SourceRange | null;
}

export interface CheckConstraint extends ConstraintBase {
  readonly kind: 'check';
  readonly expression: Expression;
  /** The columns that the expression uses, in order of number. */
  readonly columns: readonly ColumnNumber[];
  readonly noInherit: boolean;
}

export interface ExcludeConstraint extends ConstraintBase {
  readonly kind: 'exclude';
  readonly columns: readonly ColumnNumber[];
  readonly index: Oid;
}

export type Constraint = KeyConstraint | ForeignKey | CheckConstraint | ExcludeConstraint;

export interface IndexKey {
  /** Null for an expression. */
  readonly column: ColumnNumber | null;
  readonly expression: Expression | null;
  /** As written, null for the type's default. */
  readonly operatorClass: string | null;
  readonly collation: string | null;
  readonly descending: boolean;
  /** NULLS FIRST in effect: the default for DESC. */
  readonly nullsFirst: boolean;
}

export interface Index {
  readonly oid: Oid;
  readonly name: string;
  readonly named: boolean;
  readonly unique: boolean;
  readonly primary: boolean;
  /** Behind a primary key, unique or exclusion constraint (of the same name). */
  readonly constraint: boolean;
  readonly exclusion: boolean;
  readonly immediate: boolean;
  readonly method: string;
  readonly keys: readonly IndexKey[];
  readonly include: readonly ColumnNumber[];
  readonly predicate: Expression | null;
  readonly nullsNotDistinct: boolean;
  /** Whether it was made like that of another table, so that it is written nowhere. */
  readonly inherited: boolean;
  /** The index of the partitioned table of which it is a part. */
  readonly parent: Oid | null;
  readonly comment: string | null;
  /** Where it is written: the CREATE INDEX statement, or the constraint. */
  readonly range: SourceRange;
  readonly nameRange: SourceRange | null;
  /** The keys between the parentheses. */
  readonly keysRange: SourceRange | null;
}

interface NamedObject {
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  /** The statement that created it. */
  readonly statement: StatementId;
  /** Its name where it was created or last renamed, without the schema. */
  readonly nameRange: SourceRange;
}

export interface Table extends NamedObject {
  readonly kind: 'table' | 'partitioned table' | 'foreign table';
  readonly persistence: 'permanent' | 'unlogged' | 'temporary';
  /** In order of their numbers. */
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly rowSecurity: boolean;
  /** Parents by INHERITS. */
  readonly inherits: readonly Oid[];
  /** The partitioned table of which it is a partition. */
  readonly partitionOf: Oid | null;
  /** The rows it takes of that table; null where its values are not known here. */
  readonly partitionBound: PartitionBound | null;
  readonly partitionKey: PartitionKey | null;
  /** The composite type of a typed table. */
  readonly ofType: Oid | null;
  /** How it came about; only `create` has written column definitions. */
  readonly origin: 'create' | 'create as' | 'partition of' | 'of type';
  /** False when columns may be missing: a damaged definition, LIKE or INHERITS of an unknown table, an unknown query. */
  readonly complete: boolean;
  /** The largest column number ever given; the next column gets one more. */
  readonly lastColumnNumber: ColumnNumber;
}

export interface View extends NamedObject {
  readonly kind: 'view' | 'materialized view';
  /** Names as far as they are known statically; null where `*` of something unknown is selected. */
  readonly columns: readonly { readonly name: string; readonly type: TypeUse | null }[] | null;
  /** The relations that its query reads. */
  readonly reads: readonly Oid[];
  /** The columns of tables that it reads, as far as they are known. */
  readonly columnsRead: readonly ColumnsRead[];
  /** The functions that it calls, and the types that it names or that its columns have. */
  readonly uses: readonly Oid[];
  /** The tables whose primary key it needs to be sound. */
  readonly groupedByKey: readonly Oid[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
}

export interface Sequence extends NamedObject {
  readonly kind: 'sequence';
  readonly ownedBy: { readonly table: Oid; readonly column: ColumnNumber } | null;
}

export interface EnumType extends NamedObject {
  readonly kind: 'enum';
  readonly labels: readonly string[];
}

export interface Domain extends NamedObject {
  readonly kind: 'domain';
  readonly base: TypeUse;
  readonly notNull: boolean;
  /** The name of its NOT NULL, which is a constraint since PostgreSQL 17. */
  readonly notNullName: string | null;
  readonly default: Expression | null;
  readonly checks: readonly { readonly name: string; readonly expression: Expression }[];
}

export interface CompositeType extends NamedObject {
  readonly kind: 'composite type';
  readonly columns: readonly { readonly name: string; readonly type: TypeUse }[];
}

/** A range type, a base type or a shell type: known by name only. */
export interface OpaqueType extends NamedObject {
  readonly kind: 'range type' | 'base type';
  readonly subtype: TypeUse | null;
  /** Of a range type, which takes it along when it is dropped. */
  readonly multirange: Oid | null;
}

export interface SqlFunction extends NamedObject {
  readonly kind: 'function' | 'procedure' | 'aggregate';
  readonly argumentTypes: readonly TypeUse[];
  readonly argumentNames: readonly (string | null)[];
  readonly returns: TypeUse | null;
  readonly returnsSet: boolean;
  readonly language: string;
  /** The body as written between its quotes, null for BEGIN ATOMIC and C functions. */
  readonly body: string | null;
  /** Under which what calls it may have been written. */
  readonly formerNames: readonly { readonly schema: string; readonly name: string }[];
}

/** An index's entry in the namespace of relations; the index itself is in its table. */
export interface IndexEntry {
  readonly kind: 'index';
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
  readonly table: Oid;
}

export interface Extension {
  readonly kind: 'extension';
  readonly name: string;
  readonly schema: string | null;
  readonly nameRange: SourceRange;
}

export interface Schema {
  readonly kind: 'schema';
  readonly name: string;
  readonly comment: string | null;
  readonly nameRange: SourceRange | null;
}

/** What shares one namespace per schema (pg_class). */
export type Relation = Table | View | Sequence | IndexEntry | CompositeType;
export type UserType = EnumType | Domain | CompositeType | OpaqueType;
export type CatalogObject = Relation | UserType | SqlFunction | Schema | Extension;
