import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Analysis, Finding } from '../features/analysis.ts';
import { type LineIndex, toPositionRange } from '../text/line-index.ts';
import type { OpenDocument } from './documents.ts';

export const diagnosticSource = 'schema-architect';
/** Editors show no more of one file. */
export const mostDiagnostics = 1000;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;
const order = ['error', 'warning', 'info', 'hint'] as const;

export function toDiagnostic(finding: Finding, lines: LineIndex, withRelated: boolean): Diagnostic {
  const related = finding.related.filter((one) => one.file === finding.file);
  return {
    range: toPositionRange(lines, finding.range),
    severity: severities[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: finding.message,
    ...(withRelated && related.length > 0
      ? { relatedInformation: related.map(({ file, range, message }) => ({ location: { uri: file, range: toPositionRange(lines, range) }, message })) }
      : {}),
  };
}

/** The findings to send: all, or the most severe with a word on how many more there are. */
export function selectFindings(findings: readonly Finding[]): { readonly shown: readonly Finding[]; readonly hidden: number } {
  if (findings.length <= mostDiagnostics) return { shown: findings, hidden: 0 };
  const shown: Finding[] = [];
  for (const severity of order) {
    for (const finding of findings) {
      if (shown.length === mostDiagnostics - 1) break;
      if (finding.severity === severity) shown.push(finding);
    }
  }
  return { shown, hidden: findings.length - shown.length };
}

/** A document's diagnostics. */
export function toDiagnostics(document: OpenDocument, analysis: Analysis, withRelated: boolean): Diagnostic[] {
  const { shown, hidden } = selectFindings(analysis.findings(document.uri));
  const diagnostics = shown.map((finding) => toDiagnostic(finding, document.lines, withRelated));
  if (hidden > 0) {
    diagnostics.push({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      severity: DiagnosticSeverity.Information,
      code: 'more-findings',
      source: diagnosticSource,
      message: `${hidden} more findings of this file are not shown; these are the ${shown.length} most severe. The command line lists all of them.`,
    });
  }
  return diagnostics;
}
