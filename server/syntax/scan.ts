import type { TokenKind } from './token.ts';

/** One token at a time without an object for each: `scan` fills in kind and end. */
export interface Scanner {
  kind: TokenKind;
  start: number;
  end: number;
}

const SPACE = 1;
const WORD_START = 2;
const DIGIT = 4;
const OPERATOR = 8;
const WORD_PART = 16;

/** Character classes of ASCII; every character above it may be part of a word, as in PostgreSQL's lexer. */
const classes = new Uint8Array(128);
for (const c of ' \t\n\r\f\v') classes[c.charCodeAt(0)] = SPACE;
for (let c = 97; c <= 122; c++) {
  classes[c] = WORD_START | WORD_PART;
  classes[c - 32] = WORD_START | WORD_PART;
}
classes[95] = WORD_START | WORD_PART;
for (let c = 48; c <= 57; c++) classes[c] = DIGIT | WORD_PART;
classes[36] = WORD_PART;
for (const c of '+-*/<>=~!@#%^&|`?') classes[c.charCodeAt(0)] = OPERATOR;

function classOf(code: number): number {
  if (code < 128) return classes[code] ?? 0;
  return code === 0xfeff ? SPACE : WORD_START | WORD_PART;
}

function endOfWord(text: string, at: number): number {
  while (at < text.length && classOf(text.charCodeAt(at)) & WORD_PART) at++;
  return at;
}

/** The end of a quoted text whose opening quote is before `at`, or -1 when it is not closed. */
function endOfQuoted(text: string, at: number, quote: string, backslashes: boolean): number {
  if (!backslashes) {
    for (let close = text.indexOf(quote, at); close >= 0; close = text.indexOf(quote, close + 2)) {
      if (text[close + 1] !== quote) return close + 1;
    }
    return -1;
  }
  const code = quote.charCodeAt(0);
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 92) at++;
    else if (c === code) {
      if (text.charCodeAt(at + 1) !== code) return at + 1;
      at++;
    }
  }
  return -1;
}

function endOfBlockComment(text: string, at: number): number {
  let depth = 1;
  for (at += 2; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 42 && text.charCodeAt(at + 1) === 47) {
      at++;
      if (--depth === 0) return at + 1;
    } else if (c === 47 && text.charCodeAt(at + 1) === 42) {
      at++;
      depth++;
    }
  }
  return -1;
}

/** PostgreSQL ends a line comment at \n and at a lone \r. */
function endOfLine(text: string, at: number): number {
  for (let end = at; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) return end;
  }
  return text.length;
}

const numberPattern =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*(?:\.(?!\.)(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
const dollarPattern = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const psqlVariablePattern = /:(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|'\w+'|"\w+"|\{\?\w+\})/y;

/** A quoted text or comment that is not closed ends with its line, so that the rest of the file survives. */
function setQuoted(scanner: Scanner, text: string, kind: TokenKind, end: number): void {
  scanner.kind = end < 0 ? 'error' : kind;
  scanner.end = end < 0 ? Math.max(endOfLine(text, scanner.start), scanner.start + 1) : end;
}

function scanWord(text: string, scanner: Scanner): void {
  const { start } = scanner;
  const next = text.charCodeAt(start + 1);
  if (next === 39) {
    const prefix = text[start]?.toLowerCase();
    if (prefix === 'e') return setQuoted(scanner, text, 'string', endOfQuoted(text, start + 2, "'", true));
    if (prefix === 'b' || prefix === 'x' || prefix === 'n') {
      return setQuoted(scanner, text, 'string', endOfQuoted(text, start + 2, "'", false));
    }
  }
  if (next === 38 && (text[start] === 'U' || text[start] === 'u')) {
    const quote = text[start + 2];
    if (quote === "'" || quote === '"') {
      const kind = quote === "'" ? 'string' : 'quoted identifier';
      return setQuoted(scanner, text, kind, endOfQuoted(text, start + 3, quote, false));
    }
  }
  scanner.kind = 'word';
  scanner.end = endOfWord(text, start + 1);
}

function scanOperator(text: string, scanner: Scanner): void {
  let end = scanner.start;
  while (end < text.length && classOf(text.charCodeAt(end)) & OPERATOR) {
    const pair = text.slice(end, end + 2);
    if (end > scanner.start && (pair === '--' || pair === '/*')) break;
    end++;
  }
  // PostgreSQL: a longer operator may end in + or - only if it has one of ~ ! @ # % ^ & | ` ?
  if (!/[~!@#%^&|`?]/.test(text.slice(scanner.start, end))) {
    while (end > scanner.start + 1 && (text[end - 1] === '+' || text[end - 1] === '-')) end--;
  }
  scanner.kind = 'operator';
  scanner.end = end;
}

function scanDollar(text: string, scanner: Scanner): void {
  dollarPattern.lastIndex = scanner.start;
  const tag = dollarPattern.exec(text)?.[0];
  if (tag !== undefined) {
    const close = text.indexOf(tag, scanner.start + tag.length);
    return setQuoted(scanner, text, 'dollar string', close < 0 ? -1 : close + tag.length);
  }
  let end = scanner.start + 1;
  while (classOf(text.charCodeAt(end)) & DIGIT) end++;
  scanner.kind = end > scanner.start + 1 ? 'parameter' : 'error';
  scanner.end = end;
}

function scanColon(text: string, scanner: Scanner, inBrackets: boolean): void {
  const { start } = scanner;
  const next = text[start + 1];
  scanner.kind = 'punctuation';
  if (next === ':' || next === '=') {
    scanner.end = start + 2;
    return;
  }
  psqlVariablePattern.lastIndex = start;
  const variable = inBrackets ? undefined : psqlVariablePattern.exec(text)?.[0];
  scanner.end = start + (variable?.length ?? 1);
  if (variable !== undefined) scanner.kind = 'psql variable';
}

/**
 * Reads the token that starts at `start`. Never fails: what belongs to nothing is an `error` token.
 * Inside brackets a colon is that of an array slice, not of a psql variable.
 */
export function scan(text: string, start: number, scanner: Scanner, inBrackets = false): void {
  scanner.start = start;
  const code = text.charCodeAt(start);
  const kind = classOf(code);
  if (kind & SPACE) {
    let end = start + 1;
    while (end < text.length && classOf(text.charCodeAt(end)) & SPACE) end++;
    scanner.kind = 'white space';
    scanner.end = end;
  } else if (kind & WORD_START) scanWord(text, scanner);
  else if (kind & DIGIT || (code === 46 && classOf(text.charCodeAt(start + 1)) & DIGIT)) {
    numberPattern.lastIndex = start;
    scanner.kind = 'number';
    scanner.end = start + Math.max(numberPattern.exec(text)?.[0].length ?? 1, 1);
  } else if (code === 39) setQuoted(scanner, text, 'string', endOfQuoted(text, start + 1, "'", false));
  else if (code === 34)
    setQuoted(scanner, text, 'quoted identifier', endOfQuoted(text, start + 1, '"', false));
  else if (code === 36) scanDollar(text, scanner);
  else if (code === 45 && text.charCodeAt(start + 1) === 45) {
    scanner.kind = 'line comment';
    scanner.end = endOfLine(text, start);
  } else if (code === 47 && text.charCodeAt(start + 1) === 42) {
    setQuoted(scanner, text, 'block comment', endOfBlockComment(text, start));
  } else if (kind & OPERATOR) scanOperator(text, scanner);
  else if (code === 58) scanColon(text, scanner, inBrackets);
  else if (code === 92) {
    scanner.kind = 'psql command';
    scanner.end = Math.max(endOfLine(text, start), start + 1);
  } else {
    scanner.kind = '()[],;.'.includes(text[start] ?? ' ') ? 'punctuation' : 'error';
    scanner.end = start + 1;
  }
}
