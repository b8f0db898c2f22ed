import type { PostgresMajor } from './builtins.ts';

/** An item without its range `#first-last`, null when the version is outside; without a range it is always there. */
export function itemOf(text: string, version: PostgresMajor): string | null {
  const mark = text.lastIndexOf('#');
  if (mark < 0) return text;
  const dash = text.indexOf('-', mark);
  const first = text.slice(mark + 1, dash);
  const last = text.slice(dash + 1);
  const isThere = (first === '' || version >= Number(first)) && (last === '' || version <= Number(last));
  return isThere ? text.slice(0, mark) : null;
}

/** The items of a list that a version has. */
export function itemsOf(texts: readonly string[], version: PostgresMajor): string[] {
  return texts.flatMap((text) => itemOf(text, version) ?? []);
}

/** The lines of a generated text, each of which ends in a semicolon. */
export function linesOf(text: string): string[] {
  return text.slice(0, -1).split(';');
}

/** Lines `key rest` by their keys. */
export function groupsOf(lines: readonly string[]): Map<string, string> {
  const groups = new Map<string, string>();
  for (const line of lines) {
    const space = line.indexOf(' ');
    groups.set(line.slice(0, space), line.slice(space + 1));
  }
  return groups;
}
