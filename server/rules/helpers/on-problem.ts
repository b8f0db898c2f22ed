import type { Problem, ProblemKind } from '../../catalog/problem.ts';
import type { Report, Rule, RuleContext } from '../rule.ts';

/** The check of a validity rule: words each problem of this kind. */
export function onProblem<Kind extends ProblemKind>(
  kind: Kind,
  report: (problem: Extract<Problem, { kind: Kind }>, context: RuleContext) => Report | null,
): NonNullable<Rule['problem']> {
  const isOfKind = (problem: Problem): problem is Extract<Problem, { kind: Kind }> => problem.kind === kind;
  return {
    kind,
    report: (problem, context) =>
      isOfKind(problem) ? report(problem, context) : { at: problem.at, message: problem.kind },
  };
}
