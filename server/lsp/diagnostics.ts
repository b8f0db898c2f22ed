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

/** The lines of a document or of a file of the workspace; null for one that is gone. */
export type LinesOf = (uri: string) => LineIndex | null;

export function toDiagnostic(finding: Finding, lines: LineIndex, linesOf: LinesOf | null): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toPositionRange(lines, finding.range),
    severity: severities[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: finding.message,
  };
  if (!linesOf || finding.related.length === 0) return diagnostic;
  const related = finding.related.flatMap(({ file, range, message }) => {
    const there = file === finding.file ? lines : linesOf(file);
    return there ? [{ location: { uri: file, range: toPositionRange(there, range) }, message }] : [];
  });
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}

/** A document's diagnostics; with `linesOf` they point to other places too. */
export function toDiagnostics(
  document: OpenDocument,
  analysis: Analysis,
  linesOf: LinesOf | null,
): Diagnostic[] {
  // One place is kept for the word on how many more there are.
  const { findings: shown, hidden } = analysis.worst(document.uri, mostDiagnostics - 1);
  const diagnostics = shown.map((finding) => toDiagnostic(finding, document.lines, linesOf));
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
