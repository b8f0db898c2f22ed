import type { CreateFunctionStmt } from '@pgsql/types';
import type { AnalysisProblem } from './analyze/analysis-problem.ts';
import type { Draft } from './draft.ts';
import { extensionOfFunction } from './extension-contents.ts';
import type { Problem } from './problem.ts';
import { similarNames } from './similar-names.ts';
import { strings } from './types.ts';

type Missing = Extract<Problem, { kind: 'unresolved-in-body' }>['missing'];

/**
 * Reports names in a PL/pgSQL body that resolve to nothing where the function is created. Types and operators depend on
 * what its variables hold, so nothing is said of them.
 */
export function reportInBody(
  draft: Draft,
  { returnType }: CreateFunctionStmt,
  problems: readonly AnalysisProblem[],
): void {
  const isTrigger = strings(returnType?.names).at(-1) === 'trigger';
  for (const problem of problems) {
    const missing = problem.certainty === 'runtime' ? missingOf(problem) : null;
    if (!missing || (isTrigger && isTransitionTable(missing))) continue;
    const { at, sqlstate, message } = problem;
    const candidates = 'candidates' in problem ? problem.candidates : [];
    const name = missing.what === 'column' ? missing.column : missing.name.name;
    draft.report({
      kind: 'unresolved-in-body',
      at,
      sqlstate,
      message,
      missing,
      similar: similarNames(name, candidates),
    });
  }
}

/** A trigger that another tool creates may give its function tables of the old and the new rows. */
function isTransitionTable(missing: Missing): boolean {
  return (
    missing.what === 'relation' && missing.name.schema === null && transitionTable.test(missing.name.name)
  );
}

const transitionTable =
  /^(?:old|new|inserted|updated|deleted|changed)(?:_?(?:rows?|tables?|records?|data))?$/i;

function missingOf(problem: AnalysisProblem): Missing | null {
  if (problem.kind === 'unresolved-relation' && problem.what === 'relation')
    return { what: 'relation', name: problem.name };
  if (problem.kind === 'unresolved-column' && problem.table !== null)
    return { what: 'column', column: problem.column, table: problem.table };
  // What an extension brings may be there by other means.
  if (problem.kind === 'undefined-function' && !problem.otherSignatures)
    return extensionOfFunction(problem.name.name) ? null : { what: 'function', name: problem.name };
  return null;
}
