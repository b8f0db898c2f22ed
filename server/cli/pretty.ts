import type { Analysis, Finding } from '../features/analysis.ts';
import { countSeverities } from '../features/lint-json.ts';
import { buildLineIndex, toPosition } from '../text/line-index.ts';
import { createColours } from './output.ts';

const colours = { error: 31, warning: 33, info: 36, hint: 90 } as const;

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Names may hold anything, also what a terminal obeys; control characters are shown as `\\u{…}`. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** The findings for a person: by file, each with its line, and a summary. */
export function prettyReport(analysis: Analysis): string {
  const colour = createColours();
  const lines: string[] = [];
  const all: Finding[] = [];
  for (const file of analysis.files) {
    const findings = analysis.findings(file.name);
    if (findings.length === 0) continue;
    all.push(...findings);
    const index = buildLineIndex(file.script.text);
    lines.push(colour(4, visible(file.name)));
    for (const finding of findings) {
      const { line, character } = toPosition(index, finding.range.start);
      const place = `${line + 1}:${character + 1}`.padStart(8);
      lines.push(
        `${place}  ${colour(colours[finding.severity], finding.severity.padEnd(7))}  ${visible(finding.message)}  ${colour(90, finding.rule)}`,
      );
    }
    lines.push('');
  }
  const counts = countSeverities(all);
  const parts = (['error', 'warning'] as const).map((severity) => plural(counts[severity], severity));
  if (counts.info > 0) parts.push(`${counts.info} info`);
  if (counts.hint > 0) parts.push(plural(counts.hint, 'hint'));
  const checked = `${plural(analysis.files.length, 'file')}, ${plural(analysis.statements, 'statement')}`;
  lines.push(
    all.length === 0
      ? `No findings in ${checked}.`
      : `${plural(all.length, 'finding')} (${parts.join(', ')}) in ${checked}.`,
  );
  return `${lines.join('\n')}\n`;
}
