import type { Node } from '@pgsql/types';
import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { convertOffsets } from '../text/byte-offsets.ts';

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

/** Loads PostgreSQL's parser once, 40 to 90 ms. Everything after it is synchronous. */
export async function loadParser(): Promise<void> {
  await loadModule();
}

/** Asks PostgreSQL's own parser. Never throws. */
export function askPostgres(text: string): ParseAnswer {
  if (text.length > longestStatement) return { ok: true, tree: null };
  try {
    // A NUL byte would silently end the text for the parser.
    const { stmts } = parseSync(text.includes('\0') ? text.replaceAll('\0', ' ') : text);
    return { ok: true, tree: stmts?.[0]?.stmt ?? null };
  } catch (error) {
    if (!hasSqlDetails(error as Error)) {
      // Nesting beyond the stack of the parser or of JSON: PostgreSQL has its own limit, so no verdict.
      return { ok: true, tree: null };
    }
    const { sqlDetails, message } = error as Error & { sqlDetails: { cursorPosition?: number } };
    const offset = convertOffsets(text).fromCodePoints(sqlDetails.cursorPosition ?? 0);
    return { ok: false, message, offset: message.endsWith('at end of input') ? text.length : offset };
  }
}
