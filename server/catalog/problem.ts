import type { SourceRange, StatementId } from '../syntax/statement.ts';
import type { Oid } from './model.ts';

/** A name as written: the schema is null when none was. */
export interface WrittenName {
  readonly schema: string | null;
  readonly name: string;
}

/** Something that would be left without what it needs. */
export interface Dependent {
  /** With its kind: `view report`. */
  readonly name: string;
  readonly at: SourceRange | null;
}

/**
 * Why PostgreSQL rejects a statement, found while it is applied to the state before it.
 * A rule of the same name turns each into a finding.
 */
export type Problem = {
  readonly at: SourceRange;
  /** PostgreSQL's code for the rejection. */
  readonly sqlstate: string;
  /** An extension that is not installed and would bring what is missing. */
  readonly extension?: string | null;
} & (
  | {
      readonly kind: 'unresolved-relation';
      readonly name: WrittenName;
      readonly what: 'relation' | 'table' | 'view' | 'index' | 'sequence' | 'schema';
      /** False where the schema that is written before the name does not exist either. */
      readonly isSchemaKnown: boolean;
    }
  | {
      readonly kind: 'unresolved-column';
      readonly column: string;
      readonly table: Oid | null;
      readonly tableName: string;
      readonly similar: readonly string[];
    }
  | {
      readonly kind: 'undefined-type';
      readonly name: WrittenName;
      /** Labels to offer for a new enum: from the column's DEFAULT and CHECK. */
      readonly labels: readonly string[];
    }
  | {
      readonly kind: 'duplicate-object';
      readonly what:
        | 'relation'
        | 'column'
        | 'constraint'
        | 'type'
        | 'schema'
        | 'function'
        | 'trigger'
        | 'policy'
        | 'extension'
        | 'rule'
        | 'statistics object'
        | 'publication'
        | 'enum label';
      readonly name: string;
      /** The earlier definition. */
      readonly first: SourceRange | null;
      /** What the earlier one is: `table`, `index`, … */
      readonly firstKind: string;
      /** A free name in its place. */
      readonly suggestion: string | null;
      readonly table: Oid | null;
    }
  | {
      readonly kind: 'undefined-object';
      readonly what:
        | 'constraint'
        | 'trigger'
        | 'policy'
        | 'rule'
        | 'index'
        | 'statistics object'
        | 'function'
        | 'schema'
        | 'extension'
        | 'language'
        | 'setting'
        | 'access method'
        | 'storage parameter';
      readonly name: string;
      /** The table in which it was looked for. */
      readonly table: WrittenName | null;
      readonly similar: readonly string[];
    }
  | {
      readonly kind: 'invalid-setting';
      readonly name: string;
      readonly value: string;
      /** What the parameter takes, with its article. */
      readonly expected: string;
    }
  | {
      readonly kind: 'undefined-function';
      /** PostgreSQL's words. */
      readonly message: string;
      readonly name: WrittenName;
      /** Whether functions of that name exist, for other arguments. */
      readonly otherSignatures: boolean;
    }
  | {
      readonly kind: 'undefined-operator' | 'type-mismatch' | 'invalid-literal';
      readonly message: string;
    }
  | {
      readonly kind: 'invalid-query';
      readonly message: string;
      /** Names that may be meant. */
      readonly similar: readonly string[];
    }
  | {
      /** What a PL/pgSQL body names and the catalog lacks: PostgreSQL finds out when the body runs. */
      readonly kind: 'unresolved-in-body';
      /** PostgreSQL's words. */
      readonly message: string;
      readonly missing:
        | { readonly what: 'relation' | 'function'; readonly name: WrittenName }
        | { readonly what: 'column'; readonly column: string; readonly table: Oid };
      readonly similar: readonly string[];
    }
  | {
      readonly kind: 'inheritance-conflict';
      /** What is wrong, as a sentence without a full stop. */
      readonly message: string;
      readonly parent: SourceRange | null;
    }
  | {
      readonly kind: 'dependent-objects';
      /** The type of a column that a view reads cannot be changed either. */
      readonly action: 'drop' | 'change type';
      /** What is to be dropped or changed, with its kind: `table orders`. */
      readonly dropped: string;
      readonly dependents: readonly Dependent[];
      /** False for what PostgreSQL drops only with its owner: the index of a constraint, the sequence of an identity. */
      readonly isCascadable: boolean;
    }
  | {
      readonly kind: 'enum-value-used-same-transaction';
      readonly label: string;
      readonly type: string;
      /** Where ALTER TYPE names the label. */
      readonly added: SourceRange;
      /** The statement that began the transaction. */
      readonly begin: StatementId;
    }
  | {
      readonly kind: 'concurrently-in-transaction';
      readonly command: string;
      /** The statement that began the transaction. */
      readonly begin: StatementId;
    }
  | {
      readonly kind: 'multiple-primary-keys';
      readonly table: WrittenName;
      readonly first: SourceRange | null;
    }
  | {
      readonly kind: 'fk-target-not-unique';
      readonly table: WrittenName;
      readonly columns: readonly string[];
      readonly target: Oid;
      readonly targetColumns: readonly string[];
      readonly reason: 'no key' | 'no primary key' | 'deferrable' | 'column count';
    }
  | {
      readonly kind: 'fk-type-mismatch';
      readonly table: WrittenName;
      readonly column: string;
      readonly columnType: string;
      /** The written type of the column to replace, when it is in the same statement. */
      readonly columnTypeRange: SourceRange | null;
      readonly target: Oid;
      readonly targetColumn: string;
      readonly targetType: string;
    }
);

export type ProblemKind = Problem['kind'];
