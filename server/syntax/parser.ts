import type { Node } from '@pgsql/types';
import { convertOffsets } from '../text/byte-offsets.ts';
import { loadPostgres, parseRaw, type RawAnswer, requirePostgres } from './postgres-wasm.ts';

/** PostgreSQL's answer to one statement. Locations in the tree are UTF-8 bytes of the text that was parsed. */
export type ParseAnswer =
  | { readonly ok: true /** Null for an empty statement. */; readonly tree: Node | null }
  | {
      readonly ok: false;
      /** PostgreSQL's words, `syntax error at or near "WHERE"`. */
      readonly message: string;
      /** UTF-16 offset of the error; the text's length for an error at its end. */
      readonly offset: number;
    };

/** libpg-query's memory does not shrink again after a huge text; beyond this a statement is data. */
export const longestStatement = 1_000_000;

let answeredAhead: ((text: string) => RawAnswer | undefined) | null = null;

/** Asks this function first, which may know answers that another thread has found; null ends that. */
export function useAnswersAhead(answers: ((text: string) => RawAnswer | undefined) | null): void {
  answeredAhead = answers;
}

/** Loads PostgreSQL's parser once, 40 to 90 ms. Everything after it is synchronous. */
export async function loadParser(): Promise<void> {
  await loadPostgres();
}

/** The text as PostgreSQL's parser takes it: a NUL byte would silently end it. */
export function toParserText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', ' ') : text;
}

/** Asks PostgreSQL's own parser. Never throws. */
export function askPostgres(text: string): ParseAnswer {
  if (text.length > longestStatement) return { ok: true, tree: null };
  requirePostgres();
  const given = toParserText(text);
  const ahead = answeredAhead?.(given);
  try {
    const answer = ahead ?? parseRaw(given);
    if ('json' in answer) {
      const { stmts } = JSON.parse(answer.json) as { stmts?: { stmt?: Node }[] };
      return { ok: true, tree: stmts?.[0]?.stmt ?? null };
    }
    const { message, codePoints } = answer;
    const offset = convertOffsets(text).fromCodePoints(codePoints);
    return { ok: false, message, offset: message.endsWith('at end of input') ? text.length : offset };
  } catch {
    // Nesting beyond the stack of the parser or of JSON: PostgreSQL has its own limit, so no verdict.
    return { ok: true, tree: null };
  }
}
