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
import { applyEdits } from '../text/apply-edits.ts';
import { type LineIndex, toOffset, toPositionRange } from '../text/line-index.ts';
import type { TextEdit } from '../text/range.ts';
import { type LinesOf, toDiagnostic } from './diagnostics.ts';
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
  const { uri, version, lines } = document;
  return toWorkspaceEdit([{ uri, version, lines, edits }], support, snippet);
}

/** The edits of one document; its version is null when no editor has it open. */
interface DocumentEdits {
  readonly uri: string;
  readonly version: number | null;
  readonly lines: LineIndex;
  readonly edits: readonly TextEdit[];
}

function toWorkspaceEdit(
  documents: readonly DocumentEdits[],
  support: ActionSupport,
  snippet: boolean,
): WorkspaceEdit {
  const changed = documents.map(({ uri, version, lines, edits }) => ({
    textDocument: { uri, version },
    edits: edits.map(
      (edit): LspEdit => ({
        range: toPositionRange(lines, edit),
        newText: snippet && !support.snippets ? withoutPlaceholders(edit.newText) : edit.newText,
      }),
    ),
  }));
  if (!support.versionedEdits)
    return {
      changes: Object.fromEntries(changed.map(({ textDocument, edits }) => [textDocument.uri, edits])),
    };
  if (!snippet || !support.snippets) return { documentChanges: changed };
  return {
    documentChanges: changed.map(({ textDocument, edits }) => ({
      textDocument,
      edits: edits.map(({ range, newText }) => ({ range, snippet: { kind: 'snippet', value: newText } })),
    })),
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

/** A fix as an action; null when it concerns a file that is gone. */
function fixAction(
  { document, support, linesOf, versionOf }: ActionRequest,
  finding: Finding,
  fix: FileFix,
): CodeAction | null {
  const documents: DocumentEdits[] = [];
  for (const uri of new Set(fix.edits.map(({ file }) => file))) {
    const lines = linesOf(uri);
    if (!lines) return null;
    documents.push({
      uri,
      version: versionOf(uri),
      lines,
      edits: fix.edits.filter(({ file }) => file === uri),
    });
  }
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, document.lines, support.related ? linesOf : null)],
    ...(fix.safety === 'safe' ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(documents, support, fix.snippet),
  };
}

/** What actions are asked for, and what is known of the documents that they may change. */
export interface ActionRequest {
  readonly document: OpenDocument;
  readonly analysis: Analysis;
  /** The analysis for fixes in bulk, made when one is chosen. */
  readonly toFix: () => Analysis;
  readonly linesOf: LinesOf;
  readonly versionOf: (uri: string) => number | null;
  readonly params: CodeActionParams;
  readonly support: ActionSupport;
}

const isSafe = (finding: Finding) => finding.fixes().some((fix) => fix.safety === 'safe' && !fix.snippet);

/** The actions for a range: fixes, the same fix everywhere, ignoring, documentation, and the file's safe fixes. */
export function codeActions(request: ActionRequest): CodeAction[] {
  const { document, analysis, toFix, params, support } = request;
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
      const action = fixAction(request, finding, fix);
      if (action) actions.push(action);
    }
  }
  const bulk = (title: string, kind: string, rule: string | null): CodeAction => {
    const data: BulkData = { uri: document.uri, version: document.version, rule };
    return support.resolvesEdit
      ? { title, kind, data }
      : { title, kind, edit: bulkEdit(document, toFix(), data, support) };
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
  if (fixed.rounds.length === 1) return toEdit(document, only, support);
  const after = fixed.rounds.reduce((text, edits) => applyEdits(text, edits), document.script.text);
  return toEdit(document, textDifference(document.script.text, after), support);
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
