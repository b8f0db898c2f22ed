import { identifierValue } from '../../catalog/source.ts';
import type { Statement } from '../../syntax/statement.ts';
import type { Token } from '../../syntax/token.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import type { Range } from '../../text/range.ts';

const definesBody = /^(?:create\s+(?:or\s+replace\s+)?(?:function|procedure)|do)\b/i;

/** Where a name stands in a statement, in the bodies of functions too, but in no string and no comment. */
export function nameTokens(statement: Statement, name: string): readonly Range[] {
  if (statement.kind !== 'sql' || !mayHold(statement.text, name)) return [];
  const found = tokensIn(statement.text, name, 0);
  if (!definesBody.test(statement.text)) return found;
  for (const token of significantTokens(statement.text)) {
    const body = bodyOf(statement.text, token);
    if (body) found.push(...tokensIn(body.text, name, body.start));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a text can hold the name at all. */
export function mayHold(text: string, name: string): boolean {
  return text.includes(name.replaceAll('"', '""')) || text.toLowerCase().includes(name);
}

function tokensIn(text: string, name: string, offset: number): Range[] {
  return significantTokens(text)
    .filter(({ kind }) => kind === 'word' || kind === 'quoted identifier')
    .filter(({ start, end }) => identifierValue(text.slice(start, end)) === name)
    .map(({ start, end }) => ({ start: start + offset, end: end + offset }));
}

/** What stands between the quotes, where it stands there letter by letter. */
function bodyOf(text: string, { kind, start, end }: Token): { text: string; start: number } | null {
  const raw = text.slice(start, end);
  if (kind === 'dollar string') {
    const tag = raw.indexOf('$', 1) + 1;
    return { text: raw.slice(tag, -tag), start: start + tag };
  }
  const inner = raw.slice(1, -1);
  const isPlain = kind === 'string' && raw.startsWith("'") && !inner.includes("'");
  return isPlain ? { text: inner, start: start + 1 } : null;
}
