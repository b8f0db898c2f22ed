import type { History, Step } from '../catalog/build-catalog.ts';
import type { Table, View } from '../catalog/model.ts';
import type { Report, Rule, RuleContext } from '../rules/rule.ts';
import type { StatementId } from '../syntax/statement.ts';
import type { AnalysisOptions } from './analysis.ts';
import { createLiveContext, type LiveContext, type Reads } from './live-context.ts';
import type { Places } from './source-reader.ts';

/** A rule's report, before its severity and places are looked up. */
export interface RuleReport {
  readonly rule: Rule;
  readonly report: Report;
}

/** What one object or statement gave, and all that was read for it. */
interface Unit {
  readonly subject: unknown;
  readonly reads: Reads;
  readonly reports: readonly RuleReport[];
}

/** The reports of all rules, kept by object and statement. Immutable. */
export interface RuleRun {
  readonly live: LiveContext;
  readonly units: ReadonlyMap<string, Unit>;
  readonly reports: readonly RuleReport[];
}

interface RunInput {
  readonly history: History;
  readonly places: Places;
  readonly rules: readonly Rule[];
  readonly options: AnalysisOptions;
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  /** Statements of files that are too large for design rules. */
  readonly isLarge: (statement: StatementId) => boolean;
}

/** Runs the rules over a database; what read nothing that changed keeps its reports. */
export function runRules(input: RunInput, previous: RuleRun | null): RuleRun {
  const { history, places } = input;
  const units = new Map<string, Unit>();
  const reports: RuleReport[] = [];
  const isFresh = (unit: Unit, subject: unknown): boolean => {
    if (unit.subject !== subject) return false;
    for (const [key, value] of unit.reads.catalog) if (history.final.get(key) !== value) return false;
    for (const [id, statement] of unit.reads.source) if (places.statement(id) !== statement) return false;
    return true;
  };
  const live = previous?.live ?? createLiveContext(input.options.version);
  live.aim(history, places);
  /** Takes over the unit of this key, or makes it anew. One rule's crash costs its findings here, and nothing else. */
  const run = <T>(key: string, subject: unknown, value: T, checks: readonly Check<T>[]) => {
    const old = previous?.units.get(key);
    let unit = old && isFresh(old, subject) ? old : null;
    if (!unit) {
      const found: RuleReport[] = [];
      const reads = live.record(() => {
        for (const { rule, check } of checks) {
          try {
            for (const report of check(value, live.context)) found.push({ rule, report });
          } catch (error) {
            input.options.onCrash(rule.id, error);
          }
        }
      });
      unit = { subject, reads, reports: found.length === 0 ? noReports : found };
    }
    units.set(key, unit);
    for (const report of unit.reports) reports.push(report);
  };

  const checks = checksOf(input.rules);
  for (const step of history.steps) {
    run(
      `s${step.statement.id}`,
      subjectOf(step),
      step,
      step.effect.problems.length === 0 ? checks.statement : checks.step,
    );
  }
  for (const table of input.tables) {
    if (!input.isLarge(table.statement)) run(`o${table.oid}`, table, table, checks.table);
  }
  for (const view of input.views) {
    if (!input.isLarge(view.statement)) run(`o${view.oid}`, view, view, checks.view);
  }
  return { units, reports, live };
}

const noReports: readonly RuleReport[] = [];

/** A rule's check of one kind of subject. */
interface Check<T> {
  readonly rule: Rule;
  readonly check: (subject: T, context: RuleContext) => Iterable<Report>;
}

function checksOf(rules: readonly Rule[]) {
  const table: Check<Table>[] = [];
  const view: Check<View>[] = [];
  const statement: Check<Step>[] = [];
  const problems: Check<Step>[] = [];
  for (const rule of rules) {
    if (rule.table) table.push({ rule, check: rule.table });
    if (rule.view) view.push({ rule, check: rule.view });
    const { statement: checkStatement, problem } = rule;
    if (checkStatement) {
      const check: Check<Step>['check'] = (step, context) =>
        step.statement.kind === 'sql' ? checkStatement(step.statement, context) : [];
      statement.push({ rule, check });
    }
    if (problem) {
      const check: Check<Step>['check'] = (step, context) =>
        step.effect.problems
          .filter(({ kind }) => kind === problem.kind)
          .map((one) => problem.report(one, context));
      problems.push({ rule, check });
    }
  }
  return { table, view, statement, step: [...problems, ...statement] };
}

/** A statement without problems is its own subject; one with problems also has to have the same ones. */
function subjectOf(step: Step): unknown {
  return step.effect.problems.length === 0 ? step.statement : step.effect.problems;
}
