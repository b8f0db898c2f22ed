import type { AnalysisProblem } from '../../catalog/analyze/analysis-problem.ts';
import type { QueryAnalysis } from '../../catalog/analyze/analyze-query.ts';
import { analyzeStatement } from '../../catalog/analyze/analyze-statement.ts';
import { extensionsOf, placesOf } from '../../catalog/analyze/create-analysis.ts';
import { emptyUses, type Uses } from '../../catalog/analyze/uses.ts';
import { builtinsOf } from '../../catalog/builtins/builtins.ts';
import type { History } from '../../catalog/history.ts';
import { Reader } from '../../catalog/reader.ts';
import { createSource } from '../../catalog/source.ts';
import { parseStatement } from '../../syntax/parse-statement.ts';

export interface Inspection {
  /** Also what PostgreSQL finds only when a function runs. */
  readonly problems: readonly AnalysisProblem[];
  readonly uses: Uses;
}

const nothing: Inspection = { problems: [], uses: emptyUses() };

/**
 * What a statement of a history reads, and what is wrong with it. A function is looked at in the final state, in which
 * it will run.
 */
export function inspectStatement(history: History, index: number): Inspection {
  const { statement } = history.steps[index]!;
  const parsed = parseStatement(statement);
  const { tree } = parsed;
  if (!tree) return nothing;
  const isFunction = 'CreateFunctionStmt' in tree;
  const definesQuery = 'ViewStmt' in tree || 'CreateTableAsStmt' in tree;
  const stateAt = (count: number) => {
    const state = isFunction ? history.final : history.timeline.state(count);
    return new Reader((key) => state.get(key), history.version);
  };
  const before = stateAt(index);
  const catalog = definesQuery ? before : stateAt(index + 1);
  const source = createSource(statement, parsed);
  const analysis: QueryAnalysis = analyzeStatement(
    {
      catalog,
      builtins: builtinsOf(history.version),
      places: placesOf(source),
      source,
      isExternal: history.isExternal,
      isOnlyChecked: false,
      extensions: extensionsOf(catalog),
    },
    tree,
    before,
  );
  return analysis;
}
