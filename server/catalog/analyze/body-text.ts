import type { SourceRange } from '../../syntax/statement.ts';
import type { Source } from '../source.ts';
import type { Places } from './analysis.ts';

/** The text of a string literal and where each of its characters stands in the statement. */
export interface BodyText {
  readonly text: string;
  /** The offset in the statement of an offset in the text. */
  offset(at: number): number;
}

/** The last string literal in a stretch of tokens: a function's body. */
export function findBody(source: Source, text: string, expected: string): BodyText | null {
  for (const token of source.tokens) {
    if (token.kind !== 'string' && token.kind !== 'dollar string') continue;
    const raw = text.slice(token.start, token.end);
    const body = token.kind === 'dollar string' ? dollarBody(raw, token.start) : quotedBody(raw, token.start);
    if (body && body.text === expected) return body;
  }
  return null;
}

function dollarBody(raw: string, start: number): BodyText {
  const tag = raw.indexOf('$', 1) + 1;
  return { text: raw.slice(tag, -tag), offset: (at) => start + tag + at };
}

function quotedBody(raw: string, start: number): BodyText | null {
  const isEscaped = /^[eE]/.test(raw);
  if (!isEscaped && !raw.startsWith("'")) return null;
  const first = raw.indexOf("'") + 1;
  const inner = raw.slice(first, -1);
  if (!inner.includes("'") && !(isEscaped && inner.includes('\\')))
    return { text: inner, offset: (at) => start + first + at };
  if (isEscaped) return null;
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < inner.length; at++) {
    offsets.push(start + first + at);
    text += inner[at];
    if (inner[at] === "'" && inner[at + 1] === "'") at++;
  }
  offsets.push(start + first + inner.length);
  return { text, offset: (at) => offsets[Math.min(at, offsets.length - 1)] ?? start };
}

/** Places of a part of a body as places of the statement that holds it. */
export function placesWithin(inner: Places, map: (range: SourceRange) => SourceRange): Places {
  return {
    token: (location) => map(inner.token(location)),
    name: (location) => map(inner.name(location)),
    part: (location, index) => map(inner.part(location, index)),
    find: (name, from) => map(inner.find(name, from)),
    end: () => map(inner.end()),
  };
}
