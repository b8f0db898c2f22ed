import {
  type Diagnostic,
  DiagnosticSeverity,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { buildLineIndex, toOffset, toPositionRange } from '../text/line-index.ts';
import { type ConfigurationProblem, configurationFile } from '../workspace/configuration.ts';
import { diagnosticSource } from './diagnostics.ts';
import { toPath } from './workspace-files.ts';

export function isConfiguration(uri: string): boolean {
  return uri.endsWith(`/${configurationFile}`);
}

/** The configuration files that are open in the editor. */
export interface ConfigurationTexts {
  uris(): readonly string[];
  text(uri: string): string | null;
  /** The texts by path. */
  all(): readonly (readonly [path: string, text: string])[];
  open(uri: string, text: string): void;
  /** False for a document that is no open configuration file. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[]): boolean;
  close(uri: string): boolean;
}

export function createConfigurationTexts(): ConfigurationTexts {
  const texts = new Map<string, string>();
  return {
    uris: () => [...texts.keys()],
    text: (uri) => texts.get(uri) ?? null,
    all: () =>
      [...texts].flatMap(([uri, text]): [string, string][] => {
        const path = toPath(uri);
        return path === null ? [] : [[path, text]];
      }),
    open: (uri, text) => void texts.set(uri, text),
    change(uri, changes) {
      let text = texts.get(uri);
      if (text === undefined) return false;
      for (const change of changes) {
        if (!('range' in change)) {
          text = change.text;
          continue;
        }
        const lines = buildLineIndex(text);
        const start = toOffset(lines, text, change.range.start);
        const end = Math.max(start, toOffset(lines, text, change.range.end));
        text = text.slice(0, start) + change.text + text.slice(end);
      }
      texts.set(uri, text);
      return true;
    },
    close: (uri) => texts.delete(uri),
  };
}

/** What is wrong in a configuration file; the last good one stays in force meanwhile. */
export function configurationDiagnostics(
  text: string,
  problems: readonly ConfigurationProblem[],
): Diagnostic[] {
  const lines = buildLineIndex(text);
  return problems.map((problem) => ({
    range: toPositionRange(lines, problem),
    severity: DiagnosticSeverity.Error,
    code: 'configuration',
    source: diagnosticSource,
    message: problem.message,
  }));
}
