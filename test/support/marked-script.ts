/** A script without its caret comments, and the stretches that they mark. */
export interface MarkedScript {
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

const caretLine = /^--[ ^]*\^[ ^]*$/;

/** Reads `--   ^^^^` under a line as a mark on the characters above it. The first line break is dropped. */
export function readMarkedScript(script: string): MarkedScript {
  const lines: string[] = [];
  const marks: { start: number; end: number }[] = [];
  let lineStart = 0;
  let next = 0;
  for (const line of script.replace(/^\n/, '').split('\n')) {
    if (!caretLine.test(line)) {
      lines.push(line);
      lineStart = next;
      next += line.length + 1;
      continue;
    }
    for (const caret of line.matchAll(/\^+/g)) {
      marks.push({ start: lineStart + caret.index, end: lineStart + caret.index + caret[0].length });
    }
  }
  return { text: lines.join('\n'), marks };
}

/** The text with a caret comment under each range; a range of several lines is marked in its first. */
export function markScript(text: string, ranges: readonly { start: number; end: number }[]): string {
  const result: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    result.push(line);
    const end = start + line.length;
    const here = ranges.filter((range) => range.start >= start && range.start <= end);
    if (here.length > 0) {
      const marks = Array.from({ length: line.length + 1 }, () => ' ');
      for (const range of here) {
        for (let at = range.start; at < Math.max(range.start + 1, Math.min(range.end, end)); at++)
          marks[at - start] = '^';
      }
      result.push(`--${marks.join('').slice(2)}`.trimEnd());
    }
    start = end + 1;
  }
  return result.join('\n');
}

/** A snippet's text with its placeholders filled in as they stand. */
export function expandSnippet(text: string): string {
  return text.replace(/\$\{\d+:((?:\\.|[^\\}])*)\}|\$\d+/g, '$1').replace(/\\([\\$}])/g, '$1');
}
