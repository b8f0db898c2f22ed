import type { Edit, Fix, Report, Rule, RuleContext, Severity } from '../rules/rule.ts';
import type { SourceRange } from '../syntax/statement.ts';
import { lineEndOf } from '../text/apply-edits.ts';
import type { FileEdit, FileFix, Finding, Place } from './analysis.ts';
import type { Places } from './source-reader.ts';

/** Where a range stands in its file; null when its statement is gone. */
export function toPlace(range: SourceRange, places: Places): Place | null {
  const placed = places.find(range.statement);
  if (!placed) return null;
  const { length } = placed.file.script.text;
  const start = Math.min(Math.max(0, placed.start + range.start), length);
  return {
    file: placed.file.name,
    range: { start, end: Math.min(Math.max(start, placed.start + range.end), length) },
  };
}

function toFileEdit(edit: Edit, places: Places): FileEdit | null {
  const place = toPlace(edit.at, places);
  const text = places.find(edit.at.statement)?.file.script.text;
  if (!place || text === undefined) return null;
  return {
    file: place.file,
    ...place.range,
    newText: lineEndOf(text) === '\n' ? edit.newText : edit.newText.replace(/\r?\n/g, '\r\n'),
  };
}

function toFileFix(fix: Fix, places: Places): FileFix | null {
  const edits = fix.edits.map((edit) => toFileEdit(edit, places));
  if (edits.some((edit) => edit === null)) return null;
  const sorted = edits.filter((edit): edit is FileEdit => edit !== null);
  sorted.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start || a.end - b.end));
  return { title: fix.title, safety: fix.safety, edits: sorted, snippet: fix.snippet ?? false };
}

const noRelated: Finding['related'] = [];

function toRelated(related: NonNullable<Report['related']>, places: Places): Finding['related'] {
  const found: { file: string; range: Place['range']; message: string }[] = [];
  for (const { at, message } of related) {
    const place = toPlace(at, places);
    if (place) found.push({ file: place.file, range: place.range, message });
  }
  return found;
}

/** A report with its places in the files; null when its statement is gone. */
export function toFinding(
  rule: Rule,
  report: Report,
  severity: Severity,
  places: Places,
  context: () => RuleContext,
): Finding | null {
  const place = toPlace(report.at, places);
  if (!place) return null;
  return {
    file: place.file,
    range: place.range,
    rule: rule.id,
    severity,
    message: report.message,
    object: report.object ?? null,
    related: report.related ? toRelated(report.related, places) : noRelated,
    fixes: () =>
      (report.fixes?.(context()) ?? [])
        .map((fix) => toFileFix(fix, places))
        .filter((fix): fix is FileFix => fix !== null),
  };
}
