import { type CliOptions, runCli } from './run-cli.ts';

interface JsonPosition {
  readonly line: number;
  readonly character: number;
}

export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly file: string;
  readonly range: JsonRange;
  readonly object: {
    readonly kind: string;
    readonly schema?: string;
    readonly table?: string;
    readonly name: string;
    readonly columns?: readonly string[];
  } | null;
  readonly related: readonly { readonly file: string; readonly range: JsonRange; readonly message: string }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly safety: 'safe' | 'suggestion';
    readonly edits: readonly { readonly file: string; readonly range: JsonRange; readonly newText: string }[];
  }[];
}

/** What `lint --format json` prints. */
export interface LintReport {
  readonly schemaVersion: 1;
  readonly findings: readonly JsonFinding[];
  readonly summary: Readonly<Record<'files' | 'statements' | 'error' | 'warning' | 'info' | 'hint', number>>;
}

export async function lintReport(
  args: readonly string[],
  options?: CliOptions,
): Promise<{ code: number | null; stderr: string; report: LintReport }> {
  const { code, stdout, stderr } = await runCli(['lint', '--format', 'json', ...args], options);
  return { code, stderr, report: JSON.parse(stdout) };
}

/** The findings as `rule table.column` or `rule name`, to compare many at a glance. */
export function placesOf(report: LintReport, rule?: string): string[] {
  return report.findings
    .filter((finding) => rule === undefined || finding.rule === rule)
    .map(({ object }) => [object?.table, object?.columns?.join() ?? object?.name].filter(Boolean).join('.'));
}
