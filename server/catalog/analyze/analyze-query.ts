import type { Node } from '@pgsql/types';
import type { TypeUse } from '../model.ts';
import type { Analysis, AnalysisContext, RowShape } from './analysis.ts';
import type { AnalysisProblem } from './analysis-problem.ts';
import { createAnalysis } from './create-analysis.ts';
import { createScope, type Scope } from './scope.ts';
import { settleUnknown, transformQuery } from './select.ts';
import { toTypeUse } from './type-facts.ts';
import type { Uses } from './uses.ts';

export interface QueryAnalysis {
  readonly problems: readonly AnalysisProblem[];
  /** What of the user's it reads. */
  readonly uses: Uses;
  /** The output columns, with null for a type that is not known; null where not even their names are. */
  readonly columns: readonly { readonly name: string; readonly type: TypeUse | null }[] | null;
}

/** The output columns of a row in the catalog's terms. */
export function toColumns(row: RowShape): QueryAnalysis['columns'] {
  if (row.open) return null;
  return row.columns.map((column) => ({ name: column.name, type: toTypeUse(column.type, column.modifiers) }));
}

/** Analyses SELECT, VALUES, INSERT, UPDATE, DELETE and MERGE as PostgreSQL's parse analysis does. */
export function analyzeQuery(context: AnalysisContext, query: Node | undefined): QueryAnalysis {
  const a = createAnalysis(context);
  const row = analyzeInto(a, null, query);
  return { problems: a.problems, columns: toColumns(row), uses: a.uses };
}

export function analyzeInto(a: Analysis, outer: Scope | null, query: Node | undefined): RowShape {
  return settleUnknown(transformQuery(a, createScope(outer, 'select'), query));
}
