import type { SourceRange, StatementId } from '../../syntax/statement.ts';
import type { Oid } from '../model.ts';
import type { WrittenName } from '../problem.ts';

/**
 * Why PostgreSQL rejects an expression or a query. Types are spelled as format_type does.
 * `runtime` marks what PostgreSQL finds only when a function runs.
 */
export type AnalysisProblem = {
  readonly at: SourceRange;
  readonly sqlstate: string;
  /** PostgreSQL's words. */
  readonly message: string;
  readonly certainty: 'certain' | 'runtime';
  /** A well-known extension that would bring what is missing. */
  readonly extension?: string | null;
} & AnalysisFacts;

export type AnalysisFacts =
  | {
      readonly kind: 'unresolved-column';
      readonly column: string;
      /** The table that lacks it, where it is one table. */
      readonly table: Oid | null;
      readonly tableName: string | null;
      /** The names that could be meant. */
      readonly candidates: readonly string[];
    }
  | {
      readonly kind: 'unresolved-relation';
      readonly name: WrittenName;
      /** A relation of the catalog, or a name of the FROM clause, whose names are the candidates. */
      readonly what: 'relation' | 'from item';
      readonly candidates: readonly string[];
    }
  | { readonly kind: 'undefined-type'; readonly name: WrittenName }
  | {
      readonly kind: 'undefined-function';
      readonly name: WrittenName;
      readonly argumentTypes: readonly string[];
      /** Whether functions of that name exist, with other arguments. */
      readonly otherSignatures: boolean;
    }
  | {
      readonly kind: 'undefined-operator';
      readonly operator: string;
      readonly left: string | null;
      readonly right: string;
    }
  | {
      readonly kind: 'ambiguous-name';
      readonly what: 'column' | 'function' | 'operator' | 'relation';
      readonly name: string;
    }
  | { readonly kind: 'type-mismatch'; readonly expected: string; readonly actual: string }
  | { readonly kind: 'invalid-literal'; readonly type: string; readonly value: string }
  | {
      /** A label of an enum before the transaction that added it is committed. */
      readonly kind: 'new-label';
      readonly label: string;
      readonly type: string;
      readonly added: SourceRange;
      readonly begin: StatementId;
    }
  | { readonly kind: 'grouping'; readonly column: string }
  | { readonly kind: 'duplicate-name'; readonly name: string }
  | {
      /** A part of SQL where it may not stand: an aggregate in WHERE, a subquery in CHECK. */
      readonly kind: 'misplaced';
      readonly what: string;
    }
  | { readonly kind: 'invalid-query'; readonly what: string };
