import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type TextEdit as LspEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Analysis, AnalysisOptions, FileFix, Finding } from '../features/analysis.ts';
import { fixAll } from '../features/fix-all.ts';
import { noticeIds } from '../features/notices.ts';
import { openRuleCommand } from '../protocol/messages.ts';
import { toOffset, toPositionRange } from '../text/line-index.ts';
import type { TextEdit } from '../text/range.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { OpenDocument } from './documents.ts';
import { ignoreEdit } from './ignore-edit.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.schemaArchitect`;

/** What the client understands. */
export interface ActionSupport {
  readonly versionedEdits: boolean;
  readonly snippets: boolean;
  /** Edits of bulk actions may be computed when one is chosen. */
  readonly resolvesEdit: boolean;
  readonly opensRules: boolean;
  readonly related: boolean;
}

/** What a bulk action needs to be resolved. */
export interface BulkData {
  readonly uri: string;
  readonly version: number;
  /** Null for all rules. */
  readonly rule: string | null;
}

function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function toEdit(
  document: OpenDocument,
  edits: readonly TextEdit[],
  support: ActionSupport,
  snippet = false,
): WorkspaceEdit {
  const changes = edits.map(
    (edit): LspEdit => ({
      range: toPositionRange(document.lines, edit),
      newText: snippet && !support.snippets ? withoutPlaceholders(edit.newText) : edit.newText,
    }),
  );
  if (!support.versionedEdits) return { changes: { [document.uri]: changes } };
  const textDocument = { uri: document.uri, version: document.version };
  if (!snippet || !support.snippets) return { documentChanges: [{ textDocument, edits: changes }] };
  return {
    documentChanges: [
      {
        textDocument,
        edits: changes.map(({ range, newText }) => ({ range, snippet: { kind: 'snippet', value: newText } })),
      },
    ],
  };
}

/** A snippet as plain text, each placeholder replaced by its default. */
export function withoutPlaceholders(snippet: string): string {
  return snippet.replace(
    /\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+|\\([$}\\])/g,
    (_all, text: string | undefined, escaped: string | undefined) =>
      escaped ?? text?.replace(/\\([$}\\])/g, '$1') ?? '',
  );
}

function fixAction(
  document: OpenDocument,
  finding: Finding,
  fix: FileFix,
  support: ActionSupport,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, document.lines, support.related)],
    ...(fix.safety === 'safe' ? { isPreferred: true } : {}),
    edit: toEdit(document, fix.edits, support, fix.snippet),
  };
}

const isSafe = (finding: Finding) => finding.fixes().some((fix) => fix.safety === 'safe' && !fix.snippet);

/** The actions for a range: fixes, the same fix everywhere, ignoring, documentation, and the file's safe fixes. */
export function codeActions(
  document: OpenDocument,
  analysis: Analysis,
  params: CodeActionParams,
  support: ActionSupport,
): CodeAction[] {
  const { only } = params.context;
  const { text } = document.script;
  const start = toOffset(document.lines, text, params.range.start);
  const end = toOffset(document.lines, text, params.range.end);
  const all = analysis.findings(document.uri);
  const actions: CodeAction[] = [];
  const isWritable = !text.includes('\ufffd');
  const here = wants(only, CodeActionKind.QuickFix)
    ? all.filter((finding) => finding.range.start <= end && finding.range.end >= start)
    : [];
  for (const finding of isWritable ? here : []) {
    for (const fix of finding.fixes()) {
      if (fix.edits.every((edit) => edit.file === document.uri))
        actions.push(fixAction(document, finding, fix, support));
    }
  }
  const bulk = (title: string, kind: string, rule: string | null): CodeAction => {
    const data: BulkData = { uri: document.uri, version: document.version, rule };
    return support.resolvesEdit
      ? { title, kind, data }
      : { title, kind, edit: bulkEdit(document, analysis, data, support) };
  };
  const rules = [...new Set(here.map((finding) => finding.rule))].filter(
    (rule) => !(noticeIds as readonly string[]).includes(rule),
  );
  for (const rule of isWritable ? rules : []) {
    let fixable = 0;
    for (const finding of all) if (finding.rule === rule && isSafe(finding) && ++fixable === 2) break;
    if (fixable === 2)
      actions.push(bulk(`Fix all ${rule} findings in this file`, CodeActionKind.QuickFix, rule));
  }
  for (const rule of rules) {
    const finding = here.find((one) => one.rule === rule)!;
    const { start: place } = toPositionRange(document.lines, finding.range);
    const edit = ignoreEdit(document, place.line, rule);
    if (edit && isWritable)
      actions.push({
        title: `Ignore ${rule} on this line`,
        kind: CodeActionKind.QuickFix,
        edit: toEdit(document, [edit], support),
      });
    if (support.opensRules) {
      const title = `Open the documentation of ${rule}`;
      actions.push({
        title,
        kind: CodeActionKind.QuickFix,
        command: { title, command: openRuleCommand, arguments: [{ rule }] },
      });
    }
  }
  if (isWritable && only !== undefined && wants(only, fixAllKind) && all.some(isSafe))
    actions.push(bulk('Apply all safe fixes', fixAllKind, null));
  return actions;
}

/** All safe fixes of a file, or those of one rule, as one edit. */
export function bulkEdit(
  document: OpenDocument,
  analysis: Analysis,
  data: BulkData,
  support: ActionSupport,
): WorkspaceEdit {
  const allows = (finding: Finding) =>
    (data.rule === null || finding.rule === data.rule) &&
    finding.fixes().every((fix) => fix.edits.every((edit) => edit.file === document.uri));
  const options: AnalysisOptions = analysis.options;
  const fixed = fixAll(analysis.files, options, allows, analysis);
  const [only] = fixed.rounds;
  if (!only) return toEdit(document, [], support);
  // One round's edits stand beside each other; those of several are merged into what differs in the end.
  const after = fixed.analysis.files[0]?.script.text ?? document.script.text;
  return toEdit(
    document,
    fixed.rounds.length === 1 ? only : textDifference(document.script.text, after),
    support,
  );
}

/** The one edit that turns one text into another: from the first to the last character that differs. */
export function textDifference(before: string, after: string): TextEdit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end++;
  return [{ start, end: before.length - end, newText: after.slice(start, after.length - end) }];
}
