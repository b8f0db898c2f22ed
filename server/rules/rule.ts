import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog.ts';
import type { Table, View } from '../catalog/model.ts';
import type { Problem, ProblemKind } from '../catalog/problem.ts';
import type { SourceRange, Statement, StatementId } from '../syntax/statement.ts';
import type { Token } from '../syntax/token.ts';

/** `error` is kept for what PostgreSQL of the target version rejects. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What a finding is about, with PostgreSQL's names, as in the command line's JSON. */
export interface ObjectReference {
  readonly kind:
    | 'table'
    | 'partitioned table'
    | 'foreign table'
    | 'view'
    | 'materialized view'
    | 'column'
    | 'primary key'
    | 'unique'
    | 'foreign key'
    | 'check'
    | 'exclude'
    | 'index'
    | 'sequence'
    | 'trigger'
    | 'policy'
    | 'type'
    | 'function'
    | 'role';
  readonly schema?: string;
  /** For everything inside a table. */
  readonly table?: string;
  readonly name: string;
  readonly columns?: readonly string[];
}

/** Replaces the text of a range; an empty range inserts. */
export interface Edit {
  readonly at: SourceRange;
  /** Lines end with \n; they become the file's own line ends when it is applied. */
  readonly newText: string;
}

export interface Fix {
  /** An imperative sentence without a full stop: `Create an index on orders (customer_id)`. */
  readonly title: string;
  /** `safe`: the one right edit, may be applied in bulk. `suggestion`: a person has to choose. */
  readonly safety: 'safe' | 'suggestion';
  readonly edits: readonly Edit[];
  /** True where `newText` is an LSP snippet with `${1:placeholder}`; `$`, `}` and `\` are escaped in the rest. */
  readonly snippet?: boolean;
}

/** What a rule reports; the engine adds the rule's id and severity. */
export interface Report {
  /** The offending words only. */
  readonly at: SourceRange;
  /** What is wrong, why it matters, what to do, in one to three sentences. */
  readonly message: string;
  readonly object?: ObjectReference;
  /** Where one rule has two severities. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly at: SourceRange; readonly message: string }[];
  /** What is amiss, where one remedy serves all places that say the same here: only the first is shown. */
  readonly once?: string;
  /** Called when fixes are asked for. The context, this one and the check's own, then reads the state of that moment. */
  readonly fixes?: (context: RuleContext) => readonly Fix[];
}

export type PostgresVersion = 13 | 14 | 15 | 16 | 17 | 18;

/** Everything a rule may read. Pure: no files, no clock. */
export interface RuleContext {
  /** The final catalog for design rules. */
  readonly catalog: Catalog;
  readonly version: PostgresVersion;
  readonly source: SourceReader;
  /** Names that the files define anywhere (and, of types and functions, the built-in ones) that are spelled like this one, the nearest first. */
  similarNames(kind: 'relation' | 'type' | 'schema' | 'function', name: string): readonly string[];
  /** Whether the files define such a name anywhere, in bodies of functions too, whatever its schema is. */
  isDefined(kind: 'relation' | 'function', name: string): boolean;
}

/** Reads the statements' text. */
export interface SourceReader {
  statement(id: StatementId): Statement | undefined;
  /** The text of a range. */
  text(range: SourceRange): string;
  /** The statement's tokens, white space left out, comments kept. */
  tokens(id: StatementId): readonly Token[];
  /** libpg-query's tree of a valid statement, null for a damaged one. */
  tree(id: StatementId): Node | null;
  /** Whether the first statement runs before the second. */
  isBefore(first: StatementId, second: StatementId): boolean;
  /** Whether both statements stand in the same file. */
  isInSameFile(first: StatementId, second: StatementId): boolean;
  /** True when the statement belongs to a migration that is known to be applied. */
  isApplied(id: StatementId): boolean;
  /**
   * An edit that puts SQL on its own lines after the statement, with a blank line before it, adding the
   * statement's missing semicolon. `sql` is complete, with semicolons.
   */
  insertAfter(id: StatementId, sql: string): Edit;
  /** An edit that puts SQL on its own lines before the statement (and the comments that belong to it). */
  insertBefore(id: StatementId, sql: string): Edit;
}

/** Takes what a check found. */
export type ReportTo = (report: Report) => void;

/** A rule is one value in one file; its kind of check decides when it runs again. */
export interface Rule {
  /** The fault in kebab-case, and the file's name. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what it flags. */
  readonly summary: string;
  /** Why it matters, in Markdown; the reader is a backend developer. */
  readonly why: string;
  /** Where the fact stands: a chapter of the PostgreSQL manual, a measured behaviour. */
  readonly source: string;
  /** Complete scripts. `bad` raises exactly one finding of this rule, `good` none; both are run as tests. */
  readonly example: { readonly bad: string; readonly good: string };
  /** When it is right to ignore it, in Markdown; optional. */
  readonly exceptions?: string;
  /** Rules whose findings in the same place say less than this one's, and are left out there. */
  readonly replaces?: readonly string[];
  /** A design rule: one table in its final state. */
  readonly table?: (table: Table, context: RuleContext, report: ReportTo) => void;
  /** A design rule on a view in its final state. */
  readonly view?: (view: View, context: RuleContext, report: ReportTo) => void;
  /** One statement by itself, in whatever state the catalog is. `tree` is null for a damaged statement. */
  readonly statement?: (statement: Statement, context: RuleContext, report: ReportTo) => void;
  /** A validity rule: words a problem that the catalog found, as PostgreSQL would reject it. */
  readonly problem?: {
    readonly kind: ProblemKind;
    /** Null where the rest of the files shows that it is none. */
    readonly report: (problem: Problem, context: RuleContext) => Report | null;
  };
}

/** Declares a rule. Type-checks it and returns it. */
export function defineRule<const T extends Rule>(rule: T): Rule {
  return rule;
}
