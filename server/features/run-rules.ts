import { catalogOf, type History, type Step } from '../catalog/build-catalog.ts';
import type { Oid, Table, View } from '../catalog/model.ts';
import type { Problem } from '../catalog/problem.ts';
import type { Report, Rule, RuleContext } from '../rules/rule.ts';
import type { Statement, StatementId } from '../syntax/statement.ts';
import type { AnalysisOptions } from './analysis.ts';
import { createSourceReader, type Places } from './source-reader.ts';

/** A rule's report, before its severity and places are looked up. */
export interface RuleReport {
  readonly rule: Rule;
  readonly report: Report;
}

/** What one object or statement gave, and all that was read for it. */
interface Unit {
  readonly subject: unknown;
  readonly catalogReads: ReadonlyMap<string, unknown>;
  readonly sourceReads: ReadonlyMap<StatementId, Statement | undefined>;
  readonly reports: readonly RuleReport[];
}

/** The reports of all rules, kept by object and statement. Immutable. */
export interface RuleRun {
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

/** The context that rules read, each read noted. */
export function createContext(
  { history, places, options }: Pick<RunInput, 'history' | 'places' | 'options'>,
  noteCatalog: (key: string, value: unknown) => void,
  noteSource: (id: StatementId, statement: Statement | undefined) => void,
): RuleContext {
  const catalog = catalogOf(history, (key) => {
    const value = history.final.get(key);
    noteCatalog(key, value);
    return value;
  });
  return { catalog, version: options.version, source: createSourceReader(places, noteSource) };
}

/** Runs the rules over a database; what read nothing that changed keeps its reports. */
export function runRules(input: RunInput, previous: RuleRun | null): RuleRun {
  const { history, places } = input;
  const units = new Map<string, Unit>();
  const reports: RuleReport[] = [];
  const problemRules = new Map(
    input.rules.flatMap((rule) => (rule.problem ? [[rule.problem.kind, rule] as const] : [])),
  );
  const statementRules = input.rules.filter((rule) => rule.statement);
  const tableRules = input.rules.filter((rule) => rule.table);
  const viewRules = input.rules.filter((rule) => rule.view);

  const isFresh = (unit: Unit, subject: unknown): boolean => {
    if (unit.subject !== subject) return false;
    for (const [key, value] of unit.catalogReads) if (history.final.get(key) !== value) return false;
    for (const [id, statement] of unit.sourceReads)
      if (places.find(id)?.statement !== statement) return false;
    return true;
  };
  let catalogReads = new Map<string, unknown>();
  let sourceReads = new Map<StatementId, Statement | undefined>();
  const context = createContext(
    input,
    (key, value) => catalogReads.set(key, value),
    (id, statement) => sourceReads.set(id, statement),
  );
  const run = (
    key: string,
    subject: unknown,
    check: (add: (rule: Rule, run: () => Iterable<Report>) => void) => void,
  ) => {
    const old = previous?.units.get(key);
    let unit = old && isFresh(old, subject) ? old : null;
    if (!unit) {
      catalogReads = new Map();
      sourceReads = new Map();
      const found: RuleReport[] = [];
      check((rule, runRule) => {
        // A crash costs this rule's findings here, and nothing else.
        try {
          for (const report of runRule()) found.push({ rule, report });
        } catch (error) {
          input.options.onCrash(rule.id, error);
        }
      });
      unit = { subject, catalogReads, sourceReads, reports: found };
    }
    units.set(key, unit);
    for (const report of unit.reports) reports.push(report);
  };

  for (const step of history.steps) {
    run(`s${step.statement.id}`, subjectOf(step), (add) => {
      for (const problem of step.problems) {
        const rule = problemRules.get(problem.kind);
        const word = rule?.problem?.report as
          | ((problem: Problem, context: RuleContext) => Report)
          | undefined;
        if (rule && word) add(rule, () => [word(problem, context)]);
      }
      if (step.statement.kind !== 'sql') return;
      for (const rule of statementRules) add(rule, () => rule.statement?.(step.statement, context) ?? []);
    });
  }
  const object = (
    oid: Oid,
    statement: StatementId,
    subject: Table | View,
    rules: readonly Rule[],
    check: (rule: Rule) => Iterable<Report>,
  ) => {
    if (input.isLarge(statement)) return;
    run(`o${oid}`, subject, (add) => {
      for (const rule of rules) add(rule, () => check(rule));
    });
  };
  for (const table of input.tables)
    object(table.oid, table.statement, table, tableRules, (rule) => rule.table?.(table, context) ?? []);
  for (const view of input.views)
    object(view.oid, view.statement, view, viewRules, (rule) => rule.view?.(view, context) ?? []);
  return { units, reports };
}

/** A statement without problems is its own subject; one with problems also has to have the same ones. */
function subjectOf(step: Step): unknown {
  return step.problems.length === 0 ? step.statement : step.problems;
}
