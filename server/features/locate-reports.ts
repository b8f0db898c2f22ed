import type { Report, Rule, Severity } from '../rules/rule.ts';
import type { AnalysisOptions, DatabaseFile, Finding } from './analysis.ts';
import { type Directives, readDirectives } from './directives.ts';
import type { ForeignDialect } from './foreign-dialect.ts';
import { notices } from './notices.ts';
import type { RuleReport } from './run-rules.ts';
import type { Places } from './source-reader.ts';

/** A report that counts, with its severity and its offsets in the file; or a notice about the file. */
export type Located = {
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  readonly id: string;
} & ({ readonly rule: Rule; readonly report: Report } | { readonly finding: Finding });

/**
 * Sorts the reports by file and place and leaves out those that are turned off or ignored.
 * Thousands of findings exist and few are looked at, so nothing more is made of them here.
 */
export function locate(
  files: readonly DatabaseFile[],
  reports: readonly RuleReport[],
  places: Places,
  dialects: ReadonlyMap<DatabaseFile, ForeignDialect>,
  options: AnalysisOptions,
): ReadonlyMap<string, readonly Located[]> {
  const byFile = new Map<string, { list: Located[]; directives: Directives }>();
  for (const file of files) {
    const list = notices(file, dialects.get(file), options).map(
      (finding): Located => ({ finding, severity: finding.severity, ...finding.range, id: finding.rule }),
    );
    byFile.set(file.name, { list, directives: readDirectives(file.script) });
  }
  for (const { rule, report } of reports) {
    const severity = options.severities[rule.id] ?? report.severity ?? rule.severity;
    const placed = severity === 'off' ? undefined : places.find(report.at.statement);
    const target = placed && byFile.get(placed.file.name);
    if (!target || severity === 'off') continue;
    const start = placed.start + report.at.start;
    if (target.directives.isIgnored(rule.id, start)) continue;
    target.list.push({ rule, report, severity, start, end: placed.start + report.at.end, id: rule.id });
  }
  const seen = new Set<string>();
  return new Map(
    [...byFile].map(([name, { list }]) => [name, withoutRepeats(withoutReplaced(list).sort(byPlace), seen)]),
  );
}

/** Of what one remedy serves, the first: `seen` holds what stands before it and in earlier files. */
function withoutRepeats(list: readonly Located[], seen: Set<string>): readonly Located[] {
  return list.filter((one) => {
    const once = 'report' in one ? one.report.once : undefined;
    if (once === undefined) return true;
    if (seen.has(once)) return false;
    seen.add(once);
    return true;
  });
}

/** Without what a more special rule says better in the same place. */
function withoutReplaced(list: Located[]): Located[] {
  const special = list.filter((one) => 'rule' in one && one.rule.replaces !== undefined);
  if (special.length === 0) return list;
  return list.filter(
    (one) =>
      !special.some(
        (other) =>
          'rule' in other &&
          other.rule.replaces?.includes(one.id) &&
          other.start < one.end &&
          one.start < other.end,
      ),
  );
}

function byPlace(a: Located, b: Located): number {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The most severe ones, within a severity the first in the file. */
export function chooseWorst(all: readonly Located[], most: number): readonly Located[] {
  const chosen: Located[] = [];
  for (const severity of ['error', 'warning', 'info', 'hint'] as const) {
    for (const one of all) {
      if (chosen.length === most) return chosen;
      if (one.severity === severity) chosen.push(one);
    }
  }
  return chosen;
}
