import type { SourceRange } from '../syntax/statement.ts';
import type { ColumnNumber, Expression, Oid } from './model.ts';

export interface Trigger {
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[];
  readonly updateColumns: readonly string[];
  /** The columns that UPDATE OF and WHEN name; with them the trigger would lose its meaning. */
  readonly columns: readonly ColumnNumber[];
  readonly forEach: 'row' | 'statement';
  /** As written: schema (or null) and name. */
  readonly function: { readonly schema: string | null; readonly name: string };
  readonly inherited: boolean;
  readonly comment: string | null;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/** The columns of one table that a query or an expression reads; none where it reads only that there are rows. */
export interface ColumnsRead {
  readonly table: Oid;
  readonly columns: readonly ColumnNumber[];
}

export interface Policy {
  readonly name: string;
  readonly permissive: boolean;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  readonly roles: readonly string[];
  readonly using: Expression | null;
  readonly withCheck: Expression | null;
  /** What its expressions read, of its own table and of others. */
  readonly columnsRead: readonly ColumnsRead[];
  /** The functions that its expressions call, and the types that they name. */
  readonly uses: readonly Oid[];
  readonly comment: string | null;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/** What decides to which partition a row belongs: columns, and null for each expression. */
export interface PartitionKey {
  readonly strategy: 'list' | 'range' | 'hash';
  readonly columns: readonly (ColumnNumber | null)[];
}

/** A constant of a bound, in one form for each value: of values in different domains nothing is known. */
export interface BoundValue {
  readonly domain: 'null' | 'integer' | 'date' | 'local time' | 'instant' | 'uuid' | 'text';
  readonly value: string;
}

/** One value for each column of the key. */
export type RangeLimit = readonly (BoundValue | 'minvalue' | 'maxvalue')[];

/** FOR VALUES, or DEFAULT. */
export type PartitionBound = { readonly range: SourceRange } & (
  | { readonly kind: 'default' }
  | { readonly kind: 'list'; readonly values: readonly BoundValue[] }
  | { readonly kind: 'range'; readonly from: RangeLimit; readonly to: RangeLimit }
  | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number }
);
