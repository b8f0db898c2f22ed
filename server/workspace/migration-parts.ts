import type { Range } from '../text/range.ts';
import type { Tool } from './database.ts';

/** The parts of a migration that holds both directions in one file. */
export interface MigrationParts {
  readonly up: readonly Range[];
  readonly down: readonly Range[];
}

interface Marks {
  readonly tool: Tool;
  readonly up: RegExp;
  readonly down: RegExp;
}

/** What each tool looks for at the start of a line; all but tern want a line for each direction. */
const markers: readonly Marks[] = [
  { tool: 'dbmate', up: /^--[ \t]*migrate:up(?=\s|$)/gm, down: /^--[ \t]*migrate:down(?=\s|$)/gm },
  { tool: 'goose', up: /^[ \t]*--[ \t]*\+goose[ \t]+up\b/gim, down: /^[ \t]*--[ \t]*\+goose[ \t]+down\b/gim },
  {
    tool: 'sql-migrate',
    up: /^[ \t]*--[ \t]*\+migrate[ \t]+up\b/gim,
    down: /^[ \t]*--[ \t]*\+migrate[ \t]+down\b/gim,
  },
  {
    tool: 'node-pg-migrate',
    up: /^[ \t]*--[ \t-]*up[ \t]+migration\b/gim,
    down: /^[ \t]*--[ \t-]*down[ \t]+migration\b/gim,
  },
];

/** tern separates the two directions by one line. */
const ternSeparator = /^----[ \t]*create[ \t]+above[ \t]*\/[ \t]*drop[ \t]+below[ \t]*----/m;

/** A quick look that spares most files the rest. */
const mayHaveMarks = /migrate:|\+goose|\+migrate|(?:up|down)[ \t]+migration|drop[ \t]+below/i;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function places(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map((match) => match.index);
}

/** The tool whose marks a file carries; null for a file without any. */
export function markedBy(text: string): Tool | null {
  if (!mayHaveMarks.test(text)) return null;
  for (const { tool, up, down } of markers) {
    if (places(text, up).length > 0 || places(text, down).length > 0) return tool;
  }
  return ternSeparator.test(text) ? 'tern' : null;
}

/**
 * Divides a file by the marks of a tool; null where it has none, so that all of it is up.
 * Each stretch begins after the line of its mark and ends before the next mark.
 */
export function migrationParts(text: string, tool: Tool): MigrationParts | null {
  if (tool === 'tern') {
    const separator = ternSeparator.exec(text);
    if (!separator) return null;
    const end = lineEnd(text, separator.index);
    return { up: [{ start: 0, end: separator.index }], down: [{ start: end, end: text.length }] };
  }
  const marks = markers.find((one) => one.tool === tool);
  if (!marks) return null;
  const found = [
    ...places(text, marks.up).map((at) => ({ at, isUp: true })),
    ...places(text, marks.down).map((at) => ({ at, isUp: false })),
  ].sort((a, b) => a.at - b.at);
  const [first] = found;
  if (!first) return null;
  // What stands before the first mark belongs to nothing, unless only the way down is marked.
  if (!found.some(({ isUp }) => isUp)) found.unshift({ at: -1, isUp: true });
  const parts = { up: [] as Range[], down: [] as Range[] };
  for (const [index, { at, isUp }] of found.entries()) {
    const start = at < 0 ? 0 : lineEnd(text, at);
    const end = found[index + 1]?.at ?? text.length;
    parts[isUp ? 'up' : 'down'].push({ start: Math.min(start, end), end });
  }
  return parts;
}
