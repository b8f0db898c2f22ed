import type { FinalCatalog } from '../catalog/catalog.ts';
import type { ObjectReference, PostgresVersion, Severity } from '../rules/rule.ts';
import type { Script } from '../syntax/script.ts';
import type { SourceRange } from '../syntax/statement.ts';
import type { Range, TextEdit } from '../text/range.ts';

/** A file of a database. The name is a path or a URI; it is only compared and handed back. */
export interface DatabaseFile {
  readonly name: string;
  readonly script: Script;
  /** False where bytes were not UTF-8; where it is not known, a replacement character tells. */
  readonly isUtf8?: boolean;
  /** Whether a migration tool has applied it; safe fixes leave applied files alone. */
  readonly applied?: 'applied' | 'new' | 'unknown';
}

export interface AnalysisOptions {
  readonly version: PostgresVersion;
  /** A rule's severity instead of its own; `off` turns it off. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Names (`table` or `schema.table`, folded) that exist outside these files. */
  readonly externals: ReadonlySet<string>;
  /** Called when a rule throws; its other findings stay. */
  readonly onCrash: (rule: string, error: unknown) => void;
}

export interface Place {
  readonly file: string;
  /** Offsets in the file. */
  readonly range: Range;
}

export interface FileEdit extends TextEdit {
  readonly file: string;
}

export interface FileFix {
  readonly title: string;
  readonly safety: 'safe' | 'suggestion';
  /** Sorted by file and offset, not overlapping; line ends are those of the file. */
  readonly edits: readonly FileEdit[];
  readonly snippet: boolean;
}

/** One finding in one file, with offsets in that file. */
export interface Finding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly object: ObjectReference | null;
  readonly related: readonly (Place & { readonly message: string })[];
  /** Computed on each call. */
  readonly fixes: () => readonly FileFix[];
}

/** The analysis of one database at one moment. Immutable; the next one reuses what did not change. */
export interface Analysis {
  readonly files: readonly DatabaseFile[];
  readonly options: AnalysisOptions;
  /** The names that exist outside of the files: those of the options, and those that the files tell of. */
  readonly externals: ReadonlySet<string>;
  readonly catalog: FinalCatalog;
  /** A file's findings in the order of their places, ignored ones left out. */
  findings(file: string): readonly Finding[];
  /** At most so many of a file's findings, the most severe first, and how many more there are. */
  worst(file: string, most: number): { readonly findings: readonly Finding[]; readonly hidden: number };
  /** How many statements of the file PostgreSQL cannot parse. */
  damaged(file: string): number;
  /** The states before a file's first statement and after its last; null where it has none. */
  states(file: string): { readonly before: FinalCatalog; readonly after: FinalCatalog } | null;
  /** Where a range of a statement stands now; null when the statement is gone. */
  place(range: SourceRange): Place | null;
  readonly statements: number;
}
