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
  /** Whether such words may stand in any file, so that it takes both to tell. */
  readonly isPlain?: boolean;
}

/** What each tool looks for at the start of a line. */
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
  { tool: 'rambler', up: /^--[ \t]*rambler[ \t]+up\b/gim, down: /^--[ \t]*rambler[ \t]+down\b/gim },
  { tool: 'play', up: /^(?:#|--)[ \t-]*!Ups\b/gm, down: /^(?:#|--)[ \t-]*!Downs\b/gm },
  {
    tool: 'up and down marks',
    up: /^--[ \t]*up[ \t]*:?[ \t]*\r?$/gim,
    down: /^--[ \t]*down[ \t]*:?[ \t]*\r?$/gim,
    isPlain: true,
  },
];

/** Tools that separate the two directions by one line. */
const separators: readonly { readonly tool: Tool; readonly line: RegExp }[] = [
  { tool: 'tern', line: /^----[ \t]*create[ \t]+above[ \t]*\/[ \t]*drop[ \t]+below[ \t]*----/m },
  { tool: 'mybatis', line: /^--[ \t]*\/\/[ \t]*@undo\b/im },
];

/** A quick look that spares most files the rest. */
const mayHaveMarks =
  /migrate:|\+goose|\+migrate|(?:up|down)[ \t]+migration|drop[ \t]+below|rambler|!Ups|!Downs|@undo|^--[ \t]*down[ \t]*:?[ \t]*\r?$/im;

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
  for (const { tool, up, down, isPlain } of markers) {
    const [ups, downs] = [places(text, up).length, places(text, down).length];
    if (isPlain ? ups > 0 && downs > 0 : ups + downs > 0) return tool;
  }
  return separators.find(({ line }) => line.test(text))?.tool ?? null;
}

/**
 * Divides a file by the marks of a tool; null where it has none, so that all of it is up.
 * Each stretch begins after the line of its mark and ends before the next mark.
 */
export function migrationParts(text: string, tool: Tool): MigrationParts | null {
  const separating = separators.find((one) => one.tool === tool);
  if (separating) {
    const separator = separating.line.exec(text);
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
