import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { analyse } from '../features/analyse.ts';
import type { Analysis, AnalysisOptions } from '../features/analysis.ts';
import { editScript, parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import { buildLineIndex, type LineIndex, toOffset } from '../text/line-index.ts';

/** An open document at one version. Its analysis is made when it is first asked for. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly script: Script;
  readonly lines: LineIndex;
}

export interface Documents {
  get(uri: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  open(uri: string, version: number, text: string): void;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** The analysis of a document's newest version, by the options of the moment. */
  analysis(document: OpenDocument): Analysis;
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

/** Keeps the open documents; `optionsOf` tells by which options a document is analysed now. */
export function createDocuments(optionsOf: (uri: string) => AnalysisOptions): Documents {
  const open = new Map<string, OpenDocument>();
  const analyses = new Map<string, { version: number; options: AnalysisOptions; analysis: Analysis }>();
  const toDocument = (uri: string, version: number, script: Script): OpenDocument => ({
    uri,
    version,
    script,
    lines: buildLineIndex(script.text),
  });

  return {
    get: (uri) => open.get(uri),
    all: () => [...open.values()],
    open(uri, version, text) {
      if (isServed(uri)) open.set(uri, toDocument(uri, version, parseScript(text)));
    },
    change(uri, version, changes) {
      let document = open.get(uri);
      if (!document) return;
      for (const change of changes) {
        if (!('range' in change)) {
          document = toDocument(uri, version, parseScript(change.text));
          continue;
        }
        const { text } = document.script;
        const start = toOffset(document.lines, text, change.range.start);
        const end = Math.max(start, toOffset(document.lines, text, change.range.end));
        document = toDocument(
          uri,
          version,
          editScript(document.script, { start, end, newText: change.text }),
        );
      }
      open.set(uri, { ...document, version });
    },
    close(uri) {
      open.delete(uri);
      analyses.delete(uri);
    },
    analysis(document) {
      const options = optionsOf(document.uri);
      const known = analyses.get(document.uri);
      if (known && known.analysis.files[0]?.script === document.script && known.options === options)
        return known.analysis;
      const analysis = analyse(
        [{ name: document.uri, script: document.script }],
        options,
        known?.analysis ?? null,
      );
      analyses.set(document.uri, { version: document.version, options, analysis });
      return analysis;
    },
  };
}
