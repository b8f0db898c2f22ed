import type { SelectStmt } from '@pgsql/types';
import type { SourceRange } from '../../syntax/statement.ts';
import type { BuiltinExtension, Builtins } from '../builtins/builtins.ts';
import type { Relation, TypeUse } from '../model.ts';
import type { WrittenName } from '../problem.ts';
import type { Reader } from '../reader.ts';
import type { Source } from '../source.ts';
import type { AnalysisProblem } from './analysis-problem.ts';
import type { RoutineFacts } from './routine.ts';
import type { Scope } from './scope.ts';
import type { TypeFacts, TypeId } from './type-facts.ts';
import type { UsesBeingRead } from './uses.ts';

/** Where the nodes of a tree stand. Locations are the tree's own. */
export interface Places {
  /** The token at a location. */
  token(location: number | undefined): SourceRange;
  /** The qualified name that starts at a location. */
  name(location: number | undefined): SourceRange;
  /** One part of the qualified name that starts at a location, counted from 0. */
  part(location: number | undefined, index: number): SourceRange;
  /** The place of a name at or after a location. */
  find(name: string, from: number | undefined): SourceRange;
  /** The token that ends the statement. */
  end(): SourceRange;
}

export interface AnalysisContext {
  readonly catalog: Reader;
  readonly builtins: Builtins;
  readonly places: Places;
  /** The statement's words, in which the bodies of functions are found; null where there are none. */
  readonly source: Source | null;
  /** Whether a name exists outside the files that are being read. */
  readonly isExternal: (name: WrittenName) => boolean;
  /** The names of the extensions that are installed. */
  readonly extensions: readonly string[];
  /** Whether only problems are asked for, not what is used: what was sound before need not be analysed again. */
  readonly isOnlyChecked: boolean;
}

/** An extension and the schema it was created in. */
export interface InstalledExtension {
  readonly schema: string;
  readonly contents: BuiltinExtension;
}

/** A column that a query puts out. */
export interface OutputColumn {
  readonly name: string;
  readonly type: TypeId;
  readonly modifiers: TypeUse['modifiers'];
  /** The text of a literal whose type is still unknown, null for NULL. */
  readonly literal?: string | null;
}

/** The columns of a row; `open` where there may be more of them, or others, than we know. */
export interface RowShape {
  readonly columns: readonly OutputColumn[];
  readonly open: boolean;
}

/** What a reference to a column means: a column of an item of a scope. */
export interface ColumnTarget {
  readonly scope: Scope;
  readonly item: number;
  /** -1 for the whole row. */
  readonly column: number;
}

/** One analysis of one statement or expression: what is read and what was found. */
export interface Analysis extends AnalysisContext {
  readonly problems: AnalysisProblem[];
  readonly types: Map<TypeId, TypeFacts>;
  /** The columns of the relations that its expressions see. */
  readonly rows: Map<Relation, RowShape>;
  readonly routines: Map<string, readonly RoutineFacts[]>;
  /** Items of scopes are numbered over the whole analysis. */
  itemCount: number;
  /** What the references to columns mean, by their nodes, for the checks of GROUP BY and immutability. */
  readonly references: Map<object, ColumnTarget>;
  /** Calls of aggregates, by their nodes, with the scope that they belong to. */
  readonly aggregates: Map<object, Scope>;
  /** Queries out of which no rows of tables come, with PostgreSQL's word for the reason. */
  readonly rowless: Map<SelectStmt, string>;
  /** Calls and other nodes whose result may change while their arguments do not, by their nodes. */
  readonly mutable: Map<object, 's' | 'v'>;
  /** The extensions, read when they are first needed. */
  installed: readonly InstalledExtension[] | null;
  readonly uses: UsesBeingRead;
  /** Where names that are not found may still exist. */
  readonly sees: { readonly functions: boolean; readonly partial: boolean };
}

/** The extensions that are installed and whose contents are known. */
export function installedExtensions(a: Analysis): readonly InstalledExtension[] {
  if (a.installed) return a.installed;
  const found: InstalledExtension[] = [];
  for (const name of a.extensions) {
    const contents = a.builtins.extension(name);
    if (contents) found.push({ schema: a.catalog.extension(name)?.schema ?? 'public', contents });
  }
  a.installed = found;
  return found;
}

/** Whether an installed extension is not known in full, so that anything may exist. */
export function hasUnknownExtension(a: Analysis): boolean {
  return a.extensions.some((name) => a.builtins.extension(name)?.complete !== true);
}
