import { damageOf } from '../syntax/damage.ts';
import { isParsed } from '../syntax/parse-statement.ts';
import type { Script } from '../syntax/script.ts';
import type { PlacedStatement } from '../syntax/statement.ts';
import type { Range } from '../text/range.ts';

/** Another database's SQL and the words that gave it away. */
export interface ForeignDialect {
  readonly name: 'MySQL' | 'SQLite' | 'SQL Server' | 'Oracle';
  readonly at: Range;
}

/** Words that PostgreSQL has nowhere, by the database that has them. */
const markers: readonly (readonly [ForeignDialect['name'], RegExp])[] = [
  [
    'MySQL',
    /\bAUTO_INCREMENT\b|\bENGINE\s*=\s*(?:InnoDB|MyISAM|MEMORY)\b|\bDEFAULT\s+CHARSET\s*=|\bCHARACTER\s+SET\s+utf8|\b(?:TINY|MEDIUM)(?:INT|TEXT|BLOB)\b|\bUNSIGNED\b|^\s*DELIMITER\s|\/\*!\d{5}|`\w+`\s+(?:int|varchar|bigint|datetime|text)\b/im,
  ],
  ['SQLite', /\bAUTOINCREMENT\b|^\s*PRAGMA\s+\w+|\bWITHOUT\s+ROWID\b|\bsqlite_\w+/im],
  [
    'SQL Server',
    /^\s*GO\s*$|\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)|\bNVARCHAR\s*\(|\bUNIQUEIDENTIFIER\b|\bDATETIME2\b|\[dbo\]|\bdbo\.\w|\bNONCLUSTERED\b|\bSET\s+(?:ANSI_NULLS|QUOTED_IDENTIFIER)\s+ON\b/im,
  ],
  [
    'Oracle',
    /\bVARCHAR2\s*\(|\bNVARCHAR2\b|\bNUMBER\s*\(\s*\d+\s*(?:,\s*-?\d+\s*)?\)|\bSYSDATE\b|\bFROM\s+DUAL\b|^\s*\/\s*$/im,
  ],
];

const cache = new WeakMap<Script, ForeignDialect | null>();

/**
 * Recognises a file of another database: it has that database's words, and PostgreSQL cannot read several of its
 * statements (or its only one). A PostgreSQL file with a slip or two stays PostgreSQL.
 */
export function foreignDialect(script: Script): ForeignDialect | null {
  const known = cache.get(script);
  if (known !== undefined) return known;
  const result = recognise(script);
  cache.set(script, result);
  return result;
}

/** A look at so many statements decides. */
const mostStatements = 200;

function recognise(script: Script): ForeignDialect | null {
  const head = script.text.slice(0, 200_000);
  const statements: PlacedStatement[] = [];
  for (const one of script.statements) {
    if (statements.length === mostStatements) break;
    if (one.statement.kind === 'sql') statements.push(one);
  }
  // The words first: parsing costs far more, and most files have none of them. At an edit nearly all are parsed.
  const isCheap = statements.filter(({ statement }) => !isParsed(statement)).length < 2;
  if (!isCheap && !markers.some(([, pattern]) => pattern.test(head))) return null;
  const count = statements.filter(({ statement }) => damageOf(statement).length > 0).length;
  if (count < Math.min(2, statements.length) || count * 4 < statements.length || count === 0) return null;
  let best: { name: ForeignDialect['name']; matches: number; at: Range } | null = null;
  for (const [name, pattern] of markers) {
    const matches = [...head.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))];
    const first = matches[0];
    if (!first || (best && matches.length <= best.matches)) continue;
    const start = first.index + (first[0].length - first[0].trimStart().length);
    best = { name, matches: matches.length, at: { start, end: first.index + first[0].trimEnd().length } };
  }
  if (!best || (best.matches < 2 && count < statements.length)) return null;
  return { name: best.name, at: best.at };
}
