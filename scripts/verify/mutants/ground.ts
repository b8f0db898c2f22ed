import type { Node } from '@pgsql/types';
import { analyse, defaultOptions } from '../../../server/features/analyse.ts';
import type { Analysis, AnalysisOptions } from '../../../server/features/analysis.ts';
import { parseScript } from '../../../server/syntax/parse-script.ts';
import { parseStatement } from '../../../server/syntax/parse-statement.ts';
import type { Script } from '../../../server/syntax/script.ts';
import type { PlacedStatement, SourceRange, StatementId } from '../../../server/syntax/statement.ts';
import type { Token } from '../../../server/syntax/token.ts';
import { significantTokens } from '../../../server/syntax/tokenize.ts';
import type { Range } from '../../../server/text/range.ts';
import type { Schema } from './schemas.ts';
import { isSent } from './units.ts';

/** A statement that may be mutated. */
export interface Site {
  readonly placed: PlacedStatement;
  /** The place among the script's statements. */
  readonly index: number;
  readonly tree: Node;
  readonly tokens: readonly Token[];
}

/** An unmutated schema with all that mutations choose their places from. */
export interface Ground {
  readonly name: string;
  readonly script: Script;
  readonly options: AnalysisOptions;
  readonly analysis: Analysis;
  readonly sites: readonly Site[];
  readonly siteOf: ReadonlyMap<StatementId, Site>;
  /** How often each folded name stands in the schema. */
  readonly uses: ReadonlyMap<string, number>;
}

export const fileName = 'schema.sql';

/** Statements beyond this length are data. */
const longest = 20_000;

/** Analyses a schema and indexes its statements. */
export function createGround({ name, text, externals }: Schema): Ground {
  const script = parseScript(text);
  const options: AnalysisOptions = { ...defaultOptions, externals: new Set(externals) };
  const analysis = analyse([{ name: fileName, script }], options);
  const sites: Site[] = [];
  const uses = new Map<string, number>();
  script.statements.forEach((placed, index) => {
    if (!isSent(placed) || placed.statement.text.length > longest) return;
    const { tree } = parseStatement(placed.statement);
    const tokens = significantTokens(placed.statement.text);
    for (const token of tokens) {
      const word = foldedWord(placed.statement.text, token);
      if (word !== null) uses.set(word, (uses.get(word) ?? 0) + 1);
    }
    const { terminated, cutOff } = placed.statement;
    if (tree && terminated && !cutOff) sites.push({ placed, index, tree, tokens });
  });
  const siteOf = new Map(sites.map((site) => [site.placed.statement.id, site]));
  return { name, script, options, analysis, sites, siteOf, uses };
}

/** The name that a token stands for; null where it is none. */
export function foldedWord(text: string, { kind, start, end }: Token): string | null {
  if (kind === 'word') return text.slice(start, end).toLowerCase();
  return kind === 'quoted identifier' ? text.slice(start + 1, end - 1).replaceAll('""', '"') : null;
}

/** The offsets in the file of a range of a statement; null where the statement cannot be mutated. */
export function fileRange(ground: Ground, range: SourceRange | null | undefined): Range | null {
  const site = range && ground.siteOf.get(range.statement);
  return site ? { start: site.placed.start + range.start, end: site.placed.start + range.end } : null;
}

/** The whole statement, its terminator included. */
export function statementRange({ placed }: Site): Range {
  return { start: placed.start, end: placed.start + placed.statement.text.length };
}
