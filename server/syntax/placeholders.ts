import { type Scanner, scan } from './scan.ts';

/** A statement's text with the placeholders of other tools read as words. */
export interface HiddenPlaceholders {
  /** As long as the original: each placeholder is an opaque word, or blanks where it stands for nothing. */
  readonly text: string;
  /** True where a condition or a loop decides what the statement is: it is to be left alone. */
  readonly decidesStructure: boolean;
  /** True where all of them stand for one value each, so that nothing else is wanting where PostgreSQL stops. */
  readonly areValues: boolean;
}

/** A quick look that spares nearly every statement the rest. */
const mayHave =
  /\$\{|\{\{|\{%|\{#|@ext(?:schema|owner)|(?:^|[\s(,[=<>])@[A-Za-z_]|\bsqlc\s*\.\s*(?:n?arg|slice|embed)\b/;

/**
 * Flyway's ${name}; Jinja's, dbt's and Go's {{ … }}, {% … %} and {# … #}; @extschema@ of extension scripts; @name of
 * sqlc, pgx and others, which hardly anybody means as the operator for the absolute value; sqlc.arg(name) and its kin.
 */
const placeholder =
  /\$\{[^{}\r\n]*\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|@extschema@\.?|@ext(?:schema:[\w$]+|owner)@|@[A-Za-z_]\w*|sqlc\s*\.\s*(?:n?arg|slice|embed)\s*\([^()]*\)/y;

/**
 * What other tools replace and PostgreSQL cannot read: pg-promise's $[a], $<a>, $(a), $/a/ and their like with $a; #{a};
 * {a}; EJS's and ERB's <%= a %>; Python's %(a)s and %s; ? of JDBC and others; %%a%%. They count only in a statement
 * that is no PostgreSQL without them.
 */
const loosePlaceholder =
  /\$(?:\[[^[\]\r\n]+\]|<[^<>\r\n]+>|\([^()\r\n]+\)|\/[^/\r\n]+\/|[A-Za-z_]\w*)|#?\{[^{}\r\n]+\}|<%[-=]?[\s\S]*?%>|%%\w+%%|%\(\w+\)s|%s\b|\?/y;
const mayHaveLoose = /\$[[<(/A-Za-z_]|\{|<%|%|\?/;
/** Those among them that give a name or a value; what others do depends on values that nobody knows here. */
const looseSteering = /^<%[-_]?\s*(?:if|else|elsif|end|for|each|while|unless|\})/;

const isValue = /^(?:@(?!ext(?:schema|owner)\b)|sqlc\b)/;

/** What in double braces steers, in Go and in Handlebars; what follows it depends on values that nobody knows here. */
const steering = /^\{\{-?\s*(?:[#/^>]|(?:if|else|end|range|with|define|template|block|break|continue)\b)/;
/** Jinja's tags that only set a name or ask for something elsewhere; the text around them stays as it is. */
const silentTag = /^\{%[-+]?\s*(?:set\b[^=]*=|import\b|from\b|extends\b|include\b|do\b)/;
/** The schema of an extension as the first part of a name: it is where names without a schema are looked for first. */
const ownSchema = '@extschema@.';
/** dbt's configuration of a model stands for nothing. */
const silentCall = /^\{\{-?\s*config\s*\(/;

/** A word of the same length that no person would write: `_$…$`. The same placeholder gives the same word. */
function opaqueWord(written: string): string {
  if (written.length < 3) return '_$'.slice(0, written.length);
  return `_$${written.slice(2, -1).replace(/[^\w]/g, '_')}$`;
}

function blanks(written: string): string {
  return written.replace(/[^\r\n]/g, ' ');
}

/**
 * Whether a name has a placeholder's word in it, so that nobody knows what it will be. Folded names count too, but for
 * `__NAME__`, which tools replace as it is written.
 */
export function isOpaqueName(name: string): boolean {
  return /_\$\w*\$|^_\$$|\b__[A-Z][A-Z\d_]*__\b/.test(name) || mayHave.test(name);
}

/** Where in a token a placeholder may begin: `${` begins in a word, `@` in an operator. */
function firstWithin(text: string, { kind, start, end }: Scanner): number {
  if (kind === 'word' && text.startsWith('sqlc', start) && end === start + 4) return start;
  if (kind === 'word' || kind === 'number') return text[end - 1] === '$' && text[end] === '{' ? end - 1 : -1;
  if (kind === 'operator') {
    if (end === start + 1 && text[start] === '@') return start;
    const at = text.indexOf('@ext', start);
    return at >= 0 && at < end ? at : -1;
  }
  return kind === 'error' || kind === 'dollar string' || kind === 'parameter' ? start : -1;
}

/**
 * Reads placeholders outside strings, comments and quoted names as opaque words. Null where there are none.
 * What stands in a string is part of it, and in a quoted name of that name.
 */
export function hidePlaceholders(text: string): HiddenPlaceholders | null {
  if (!mayHave.test(text)) return null;
  const scanner: Scanner = { kind: 'error', start: 0, end: 0 };
  let result = '';
  let copied = 0;
  let decidesStructure = false;
  let areValues = true;
  for (let at = 0; at < text.length; at = scanner.end) {
    scan(text, at, scanner);
    const from = firstWithin(text, scanner);
    if (from < 0) continue;
    placeholder.lastIndex = from;
    const written = placeholder.exec(text)?.[0];
    if (written === undefined) continue;
    const isTag = written.startsWith('{%');
    areValues &&= isValue.test(written);
    if (steering.test(written) || (isTag && !silentTag.test(written))) decidesStructure = true;
    const isSilent =
      isTag ||
      written === ownSchema ||
      written.startsWith('{#') ||
      steering.test(written) ||
      silentCall.test(written);
    result += text.slice(copied, from) + (isSilent ? blanks(written) : opaqueWord(written));
    copied = from + written.length;
    scanner.end = copied;
  }
  return copied === 0 ? null : { text: result + text.slice(copied), decidesStructure, areValues };
}

/**
 * Reads what other tools replace as opaque words, outside of strings, comments and quoted names, where a statement is no
 * PostgreSQL as it is. Null where there are none. `isVague` where one is too short for a word that can be told.
 */
export function hideLoosePlaceholders(
  text: string,
): (HiddenPlaceholders & { readonly isVague: boolean }) | null {
  if (!mayHaveLoose.test(text)) return null;
  const scanner: Scanner = { kind: 'error', start: 0, end: 0 };
  let result = '';
  let copied = 0;
  let decidesStructure = false;
  let isVague = false;
  for (let at = 0; at < text.length; at = scanner.end) {
    scan(text, at, scanner);
    if (!looseKinds.has(scanner.kind)) continue;
    const from = scanner.kind === 'operator' ? operatorPlaceholder(text, scanner) : scanner.start;
    loosePlaceholder.lastIndex = from;
    const written = from < 0 ? undefined : loosePlaceholder.exec(text)?.[0];
    if (written === undefined) continue;
    if (looseSteering.test(written)) decidesStructure = true;
    if (written.length < 3) isVague = true;
    result += text.slice(copied, from) + opaqueWord(written);
    copied = from + written.length;
    scanner.end = copied;
  }
  return copied === 0
    ? null
    : { text: result + text.slice(copied), decidesStructure, areValues: false, isVague };
}

const looseKinds = new Set<Scanner['kind']>(['operator', 'error', 'punctuation', 'parameter']);

/** Where in a run of operator characters a placeholder begins: its last sign, or the first of `<%` and `%%`. */
function operatorPlaceholder(text: string, { start, end }: Scanner): number {
  const written = text.slice(start, end);
  const at = written.search(/<%|%%|[%?#]$/);
  return at < 0 ? -1 : start + at;
}
