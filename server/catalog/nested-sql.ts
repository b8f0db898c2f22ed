import type { Node } from '@pgsql/types';
import { askPostgres } from '../syntax/parser.ts';
import type { Statement } from '../syntax/statement.ts';
import { significantTokens } from '../syntax/tokenize.ts';
import { convertOffsets } from '../text/byte-offsets.ts';
import type { BodyText } from './analyze/body-text.ts';
import { createSource, type Source } from './source.ts';

/** A stretch of a statement, read as a statement of its own. All places are those of the statement around it. */
export interface NestedSql {
  readonly tree: Node;
  readonly source: Source;
}

/** SQL within a string of a statement: each of its characters stands at `start` plus its index. */
export interface Stretch {
  readonly start: number;
  readonly text: string;
}

/** Null where it is no valid SQL. */
export function readNested(outer: Statement, { start, text }: Stretch): NestedSql | null {
  if (start < 0) return null;
  const answer = askPostgres(text);
  if (!answer.ok || !answer.tree) return null;
  // Behind blanks, everything stands where it does in the statement around it. Nobody reads the blanks, though: of a
  // long block with many statements that would cost the square of its length.
  const padded = ' '.repeat(start) + text;
  const own = convertOffsets(text);
  const offsets = {
    fromBytes: (bytes: number) => start + own.fromBytes(bytes),
    fromCodePoints: (points: number) => start + own.fromCodePoints(points),
  };
  const tokens = significantTokens(text).map(({ kind, start: from, end: to }) => ({
    kind,
    start: from + start,
    end: to + start,
  }));
  return {
    tree: answer.tree,
    source: createSource({ ...outer, text: padded }, { text: padded, offsets }, tokens),
  };
}

/** A stretch of a body. Null where the string's own quotes keep it from standing there character by character. */
export function stretchOf(outer: Statement, body: BodyText, at: number, text: string): Stretch | null {
  const [start, end] = [body.offset(at), body.offset(at + text.length)];
  if (end - start === text.length) return { start, text };
  const written = outer.text.slice(start, end);
  const same = written.replaceAll("''", "'") === text ? withSingleQuotes(written) : null;
  return same === null ? null : { start, text: same };
}

/** The text of a string literal that is written at `start`; null for what is no plain literal. */
export function literalStretch(start: number, written: string): Stretch | null {
  const dollar = /^\s*(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)([\s\S]*)\1\s*$/.exec(written);
  if (dollar && !dollar[2]!.includes(dollar[1]!))
    return { start: start + written.indexOf(dollar[1]!) + dollar[1]!.length, text: dollar[2]! };
  const quoted = /^\s*'((?:[^']|'')*)'\s*$/.exec(written);
  if (!quoted) return null;
  const text = withSingleQuotes(quoted[1]!);
  return text === null ? null : { start: start + written.indexOf("'") + 1, text };
}

/**
 * The inside of a string, where quotes are doubled, with single ones: `''a''` becomes ` 'a' `, of the same length. Null
 * where a string within it holds a quote itself.
 */
function withSingleQuotes(inner: string): string | null {
  let isOpen = false;
  let isPlain = true;
  const text = inner.replaceAll(/'+/g, (run) => {
    // Two doubled quotes in a row are an empty string.
    if (run.length === 4 && !isOpen) return " '' ";
    if (run.length !== 2) isPlain = false;
    isOpen = !isOpen;
    return isOpen ? " '" : "' ";
  });
  return isPlain ? text : null;
}
