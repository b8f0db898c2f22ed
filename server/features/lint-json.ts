import type { Severity } from '../rules/rule.ts';
import { buildLineIndex, type LineIndex, toPositionRange } from '../text/line-index.ts';
import type { Analysis, Finding } from './analysis.ts';

/** How many findings there are of each severity. */
export function countSeverities(findings: Iterable<Finding>): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** The findings as the command line's JSON, version 1. */
export function lintJson(analysis: Analysis): object {
  const lines = new Map<string, LineIndex>();
  const linesOf = (file: string): LineIndex => {
    const known =
      lines.get(file) ?? buildLineIndex(analysis.files.find((one) => one.name === file)?.script.text ?? '');
    lines.set(file, known);
    return known;
  };
  const findings = analysis.files.flatMap((file) => analysis.findings(file.name));
  return {
    schemaVersion: 1,
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      file: finding.file,
      range: toPositionRange(linesOf(finding.file), finding.range),
      object: finding.object,
      related: finding.related.map(({ file, range, message }) => ({
        file,
        range: toPositionRange(linesOf(file), range),
        message,
      })),
      fixes: finding.fixes().map((fix) => ({
        title: fix.title,
        safety: fix.safety,
        edits: fix.edits.map((edit) => ({
          file: edit.file,
          range: toPositionRange(linesOf(edit.file), edit),
          newText: edit.newText,
        })),
        ...(fix.snippet ? { snippet: true } : {}),
      })),
    })),
    summary: { files: analysis.files.length, statements: analysis.statements, ...countSeverities(findings) },
  };
}
