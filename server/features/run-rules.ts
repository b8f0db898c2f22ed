import type { History, Step } from '../catalog/history.ts';
import type { Oid, Table, View } from '../catalog/model.ts';
import { ReaderIndex } from '../catalog/reader-index.ts';
import type { Report, ReportTo, Rule, RuleContext } from '../rules/rule.ts';
import type { StatementId } from '../syntax/statement.ts';
import type { AnalysisOptions } from './analysis.ts';
import { createLiveContext, definedNamesKey, type LiveContext, type Reads } from './live-context.ts';
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

/** A statement's unit has its id, an object's its oid. */
type UnitKey = StatementId | Oid;

/** The reports of all rules, kept by object and statement. Immutable. */
export interface RuleRun {
  readonly history: History;
  readonly live: LiveContext;
  readonly units: ReadonlyMap<UnitKey, Unit>;
  readonly reports: readonly RuleReport[];
}

export interface RunInput {
  readonly history: History;
  readonly places: Places;
  readonly rules: readonly Rule[];
  readonly options: AnalysisOptions;
  /** What the rules look at: all, or what concerns the files whose findings are asked for. */
  readonly steps: readonly Step[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  /** Statements of files that are too large for design rules. */
  readonly isLarge: (statement: StatementId) => boolean;
}

/** Who read what, for the newest run of a database. */
interface Indexes {
  readonly catalog: ReaderIndex<string, UnitKey>;
  readonly source: ReaderIndex<StatementId, UnitKey>;
}

const indexes = new WeakMap<RuleRun, Indexes>();

function indexesOf(run: RuleRun): Indexes {
  const known = indexes.get(run);
  if (known) {
    indexes.delete(run);
    return known;
  }
  const made: Indexes = { catalog: new ReaderIndex(), source: new ReaderIndex() };
  for (const [key, unit] of run.units) addReads(made, key, unit);
  return made;
}

function addReads(made: Indexes, key: UnitKey, { reads }: Unit): void {
  made.catalog.add(reads.catalog, key);
  made.source.add(reads.source, key);
}

/** The units that read something that is no longer the same. */
function staleUnits({ changes, names }: History, previous: RuleRun, made: Indexes): Set<UnitKey> {
  const stale = new Set<UnitKey>();
  for (const key of changes?.keys ?? []) for (const unit of made.catalog.of(key)) stale.add(unit);
  for (const id of changes?.statements ?? []) for (const unit of made.source.of(id)) stale.add(unit);
  if (previous.history.names !== names) for (const unit of made.catalog.of(definedNamesKey)) stale.add(unit);
  return stale;
}

/** Runs the rules over a database; what read nothing that changed keeps its reports. */
export function runRules(input: RunInput, before: RuleRun | null): RuleRun {
  const { history, places } = input;
  // Changes are known only against the history that this one was made from.
  const previous = before && history.changes?.from === before.history.identity ? before : null;
  const made = previous && indexesOf(previous);
  const stale = previous && made && staleUnits(history, previous, made);
  const units = new Map<UnitKey, Unit>();
  const reports: RuleReport[] = [];
  const live = before?.live ?? createLiveContext(input.options.version);
  live.aim(history, places);
  let found = 0;
  let running: Rule;
  let given: RuleReport[] = [];
  const report: ReportTo = (one) => {
    given.push({ rule: running, report: one });
  };
  /** Takes over the unit of this key, or makes it anew. One rule's crash costs its findings here, and nothing else. */
  const run = <T>(key: UnitKey, subject: unknown, value: T, checks: readonly Check<T>[]) => {
    const old = previous?.units.get(key);
    if (old) found++;
    let unit = old && old.subject === subject && !stale?.has(key) ? old : null;
    if (!unit) {
      given = [];
      const reads = live.record(() => {
        for (const { rule, check } of checks) {
          running = rule;
          try {
            check(value, live.context, report);
          } catch (error) {
            input.options.onCrash(rule.id, error);
          }
        }
      });
      unit = { subject, reads, reports: given.length === 0 ? noReports : given };
      if (made) {
        if (old) {
          made.catalog.remove(old.reads.catalog, key);
          made.source.remove(old.reads.source, key);
        }
        addReads(made, key, unit);
      }
    }
    units.set(key, unit);
    for (const report of unit.reports) reports.push(report);
  };

  const checks = checksOf(input.rules);
  for (const step of input.steps) {
    const { problems } = step.effect;
    run(step.statement.id, subjectOf(step), step, problems.length === 0 ? checks.statement : checks.step);
  }
  for (const table of input.tables) {
    if (!input.isLarge(table.statement)) run(table.oid, table, table, checks.table);
  }
  for (const view of input.views) {
    if (!input.isLarge(view.statement)) run(view.oid, view, view, checks.view);
  }
  const result: RuleRun = { history, live, units, reports };
  if (previous && made) {
    if (found < previous.units.size) forget(previous, units, made);
    indexes.set(result, made);
  }
  return result;
}

/** Takes the units that are gone out of the indexes. */
function forget(previous: RuleRun, units: ReadonlyMap<UnitKey, Unit>, made: Indexes): void {
  for (const [key, { reads }] of previous.units) {
    if (units.has(key)) continue;
    made.catalog.remove(reads.catalog, key);
    made.source.remove(reads.source, key);
  }
}

const noReports: readonly RuleReport[] = [];

/** A rule's check of one kind of subject. */
interface Check<T> {
  readonly rule: Rule;
  readonly check: (subject: T, context: RuleContext, report: ReportTo) => void;
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
      const check: Check<Step>['check'] = (step, context, report) => {
        if (step.statement.kind === 'sql') checkStatement(step.statement, context, report);
      };
      statement.push({ rule, check });
    }
    if (problem) {
      const check: Check<Step>['check'] = (step, context, report) => {
        for (const one of step.effect.problems) {
          const found = one.kind === problem.kind ? problem.report(one, context) : null;
          if (found) report(found);
        }
      };
      problems.push({ rule, check });
    }
  }
  return { table, view, statement, step: [...problems, ...statement] };
}

/** A statement without problems is its own subject; one with problems also has to have the same ones. */
function subjectOf(step: Step): unknown {
  return step.effect.problems.length === 0 ? step.statement : step.effect.problems;
}
