import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { editScript, parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import { buildLineIndex, type LineIndex, toOffset } from '../text/line-index.ts';
import type { TextEdit } from '../text/range.ts';

/** An open document at one version. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly script: Script;
  readonly lines: LineIndex;
}

export interface Documents {
  get(uri: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  /** Takes the script of the same text that is already known, so that its statements keep their ids. */
  open(uri: string, version: number, text: string, known?: Script | null): void;
  /** Applies the changes and gives them as edits, each of the text before it. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): readonly TextEdit[];
  close(uri: string): void;
}

/** Schemes of documents that are only looked at: the old sides of comparisons, histories, outputs. */
const onlyLookedAt = new Set([
  'git',
  'gitfs',
  'gitlens',
  'gitlens-git',
  'scm',
  'svn',
  'pr',
  'review',
  'output',
  'conflictResolution',
  'vscode-local-history',
  'chat-editing-text-model',
]);

export function isServed(uri: string): boolean {
  return !onlyLookedAt.has(uri.slice(0, Math.max(0, uri.indexOf(':'))));
}

/** Keeps the open documents. */
export function createDocuments(): Documents {
  const open = new Map<string, OpenDocument>();
  const toDocument = (uri: string, version: number, script: Script): OpenDocument => ({
    uri,
    version,
    script,
    lines: buildLineIndex(script.text),
  });

  return {
    get: (uri) => open.get(uri),
    all: () => [...open.values()],
    open(uri, version, text, known) {
      const script = known?.text === text ? known : parseScript(text);
      if (isServed(uri)) open.set(uri, toDocument(uri, version, script));
    },
    change(uri, version, changes) {
      let document = open.get(uri);
      const edits: TextEdit[] = [];
      if (!document) return edits;
      for (const change of changes) {
        if (!('range' in change)) {
          edits.push({ start: 0, end: document.script.text.length, newText: change.text });
          document = toDocument(uri, version, parseScript(change.text));
          continue;
        }
        const { text } = document.script;
        const start = toOffset(document.lines, text, change.range.start);
        const end = Math.max(start, toOffset(document.lines, text, change.range.end));
        const edit: TextEdit = { start, end, newText: change.text };
        edits.push(edit);
        document = toDocument(uri, version, editScript(document.script, edit));
      }
      open.set(uri, { ...document, version });
      return edits;
    },
    close: (uri) => void open.delete(uri),
  };
}
