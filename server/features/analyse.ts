import { buildHistory } from '../catalog/build-catalog.ts';
import { type FinalCatalog, isTable, isView } from '../catalog/catalog.ts';
import { catalogAt, catalogOf } from '../catalog/final-catalog.ts';
import type { History, Step } from '../catalog/history.ts';
import { isObjectKey } from '../catalog/keys.ts';
import type { CatalogObject, Table, View } from '../catalog/model.ts';
import type { WrittenName } from '../catalog/problem.ts';
import { rules } from '../rules/registry.generated.ts';
import type { Rule } from '../rules/rule.ts';
import type { Statement, StatementId } from '../syntax/statement.ts';
import type { Analysis, AnalysisOptions, DatabaseFile, Finding } from './analysis.ts';
import { toFinding, toPlace } from './finding.ts';
import { foreignDialects } from './foreign-dialect.ts';
import { knownNames } from './known-names.ts';
import { chooseWorst, type Located, locate } from './locate-reports.ts';
import { isLargeFile, isUnreadable } from './notices.ts';
import { type RuleRun, type RunInput, runRules } from './run-rules.ts';
import { type Places, placeStatements } from './source-reader.ts';

/** What the next analysis takes over; private to this file. */
interface Memory {
  readonly history: History;
  readonly places: Places;
  readonly run: RuleRun;
  readonly options: AnalysisOptions;
  readonly externals: ReadonlySet<string>;
  readonly applied: string;
  readonly rules: readonly Rule[];
  /** Null where all files were looked at, as they then are in later analyses. */
  readonly focus: ReadonlySet<string> | null;
  /** The analysis of all files, once somebody asked for one outside of the focus. */
  whole: Analysis | null;
}

const none: readonly DatabaseFile[] = [];
const memories = new WeakMap<Analysis, Memory>();

export const defaultOptions: AnalysisOptions = {
  version: 18,
  severities: {},
  externals: new Set(),
  onCrash: (rule, error) => {
    throw new Error(`the rule ${rule} failed`, { cause: error });
  },
};

const externalChecks = new WeakMap<ReadonlySet<string>, (name: WrittenName) => boolean>();

/** One function for one set, so that the history can tell whether it changed. */
export function externalCheck(externals: ReadonlySet<string>): (name: WrittenName) => boolean {
  const known = externalChecks.get(externals);
  if (known) return known;
  const check = ({ schema, name }: WrittenName) =>
    externals.size > 0 &&
    (externals.has(name) || externals.has('*') || (schema !== null && externals.has(`${schema}.${name}`)));
  externalChecks.set(externals, check);
  return check;
}

/** Whether files may be read in sessions of their own; what a database begins with, which has no name, is in each. */
export function hasManySessions(files: readonly DatabaseFile[]): boolean {
  return files.filter(({ name }) => name !== '').length > 1;
}

/** The statements of the files in the focus; null where that is all of them. */
function askedStatements(
  files: readonly DatabaseFile[],
  focus: ReadonlySet<string> | null,
): ReadonlySet<StatementId> | null {
  if (focus === null || files.every(({ name }) => focus.has(name))) return null;
  const asked = new Set<StatementId>();
  for (const { name, script } of files)
    if (focus.has(name)) for (const { statement } of script.statements) asked.add(statement.id);
  return asked;
}

/**
 * What rules look at: the asked statements, and the tables and views that these made or changed, in the order of creation,
 * with the tables of which they are partitions.
 */
function subjects(
  history: History,
  catalog: FinalCatalog,
  asked: ReadonlySet<StatementId> | null,
): Pick<RunInput, 'steps' | 'tables' | 'views'> {
  if (asked === null) return { steps: history.steps, tables: catalog.tables, views: catalog.views };
  const { final, steps, timeline } = history;
  const own: Step[] = [];
  const found = new Set<Table | View>();
  for (const id of asked) {
    const step = steps[timeline.position(id)];
    if (!step) continue;
    own.push(step);
    for (const key of step.effect.entries.keys()) {
      if (!isObjectKey(key)) continue;
      const object = final.get(key) as CatalogObject | undefined;
      if (isTable(object) || isView(object)) found.add(object);
      // Where a partition may be depends on the others of its table.
      const parent =
        isTable(object) && object.partitionOf !== null ? catalog.table(object.partitionOf) : null;
      if (parent) found.add(parent);
    }
  }
  const created = [...found].sort((a, b) => timeline.position(a.statement) - timeline.position(b.statement));
  return { steps: own, tables: created.filter(isTable), views: created.filter(isView) };
}

/**
 * Analyses a database: its files in the order in which PostgreSQL would read them. With the analysis before an edit,
 * only what the edit touches is computed anew; the result is the same. Of files outside of the focus only the catalog
 * is made; their findings are computed when somebody asks for the first, for all files then and in later analyses.
 */
export function analyse(
  files: readonly DatabaseFile[],
  options: AnalysisOptions,
  previous: Analysis | null = null,
  activeRules: readonly Rule[] = rules,
  focus: ReadonlySet<string> | null = null,
): Analysis {
  const kept = previous ? memories.get(previous) : undefined;
  const before = kept?.whole ? memories.get(kept.whole) : kept;
  const inFocus = before?.focus === null ? null : focus;
  const applied = files.map((file) => file.applied ?? 'unknown').join();
  const readable = files.filter((file) => !isUnreadable(file));
  const dialects = foreignDialects(readable);
  const own =
    options.severities['foreign-dialect'] === 'off'
      ? readable
      : readable.filter((file) => !dialects.has(file));
  const externals = knownNames(
    options.externals,
    own,
    own.length === readable.length ? none : readable.filter((file) => dialects.has(file)),
  );
  const statements: Statement[] = [];
  for (const { script } of own) for (const { statement } of script.statements) statements.push(statement);
  const asked = askedStatements(own, inFocus);
  const history = buildHistory(
    statements,
    {
      asked,
      version: options.version,
      isExternal: externalCheck(externals),
      hasManySessions: hasManySessions(own),
      onCrash: (error) => options.onCrash('catalog', error),
    },
    before?.history ?? null,
  );
  const places = placeStatements(own, (id) => history.timeline.position(id));
  const catalog = catalogOf(history);
  const isSameSetup =
    before !== undefined &&
    before.options.version === options.version &&
    before.applied === applied &&
    before.rules === activeRules &&
    before.externals === externals;
  const large = new Set(own.filter((file) => isLargeFile(file.script)).map((file) => file.name));
  const input = {
    history,
    places,
    options,
    rules: activeRules,
    ...subjects(history, catalog, asked),
    isLarge: (statement: number) => large.size > 0 && large.has(places.find(statement)?.file.name ?? ''),
  };
  const run = runRules(input, isSameSetup ? before.run : null);
  const isAsked = (name: string) => inFocus === null || inFocus.has(name);
  const whole = () => {
    memory.whole ??= analyse(files, options, analysis, activeRules);
    return memory.whole;
  };
  let located: ReadonlyMap<string, readonly Located[]> | null = null;
  const inFile = (name: string): readonly Located[] => {
    located ??= locate(
      files.filter((file) => isAsked(file.name)),
      run.reports,
      places,
      dialects,
      options,
    );
    return located.get(name) ?? [];
  };
  // Fixes are computed against this analysis, also when a later one has moved the rules' context on.
  const context = () => {
    run.live.aim(history, places);
    return run.live.context;
  };
  const build = (list: readonly Located[]): Finding[] => {
    const built: Finding[] = [];
    for (const one of list) {
      const finding =
        'finding' in one ? one.finding : toFinding(one.rule, one.report, one.severity, places, context);
      if (finding) built.push(finding);
    }
    return built;
  };
  const built = new Map<string, readonly Finding[]>();
  const findings = (name: string): readonly Finding[] => {
    if (!isAsked(name)) return whole().findings(name);
    const known = built.get(name) ?? build(inFile(name));
    built.set(name, known);
    return known;
  };
  const analysis: Analysis = {
    files,
    options,
    externals,
    catalog,
    statements: statements.length,
    findings,
    worst(name, most) {
      if (!isAsked(name)) return whole().worst(name, most);
      const all = inFile(name);
      if (all.length <= most) return { findings: findings(name), hidden: 0 };
      return { findings: build(chooseWorst(all, most)), hidden: all.length - most };
    },
    damaged: (name) => {
      if (!isAsked(name)) return whole().damaged(name);
      const file = own.find((one) => one.name === name);
      const broken = new Set(
        run.reports.filter(({ rule }) => syntaxRules.has(rule.id)).map(({ report }) => report.at.statement),
      );
      return broken.size === 0
        ? 0
        : (file?.script.statements.filter(({ statement }) => broken.has(statement.id)).length ?? 0);
    },
    states(name) {
      const ids = own.flatMap((file) =>
        file.name === name ? file.script.statements.map(({ statement }) => statement.id) : [],
      );
      const [first, last] = [ids[0], ids.at(-1)];
      if (first === undefined || last === undefined) return null;
      const end = history.timeline.position(last) + 1;
      return {
        before: catalogAt(history, history.timeline.position(first)),
        after: end === history.steps.length ? catalog : catalogAt(history, end),
      };
    },
    place: (range) => toPlace(range, places),
  };
  const memory: Memory = {
    history,
    places,
    run,
    options,
    externals,
    applied,
    rules: activeRules,
    focus: inFocus,
    whole: null,
  };
  memories.set(analysis, memory);
  return analysis;
}

const syntaxRules = new Set([
  'syntax-error',
  'partial-unique-in-create-table',
  'expression-unique-in-create-table',
]);
