import { type Scanner, scan } from './scan.ts';
import type { StatementKind } from './statement.ts';

/** A statement's place in a text, before it gets an identity. */
export interface Piece {
  readonly kind: StatementKind;
  readonly start: number;
  readonly end: number;
  readonly terminated: boolean;
  readonly cutOff: boolean;
  readonly openQuote: boolean;
  /** The rows of COPY follow on the next line. */
  readonly copiesFromStdin: boolean;
}

/** psql's commands that send the query buffer, and so end a statement like a semicolon. */
const sendingCommands = /^\\(?:g|gx|gset|gexec|gdesc|crosstabview|watch)(?![a-z])/;

/** psql reads nothing of what follows it in a file. */
const quitCommand = /^\\q(?:uit)?(?:\s|$)/;

/** Whether psql comes to a place only under a condition: between \if and \endif. */
function isInCondition(text: string, at: number): boolean {
  let depth = 0;
  for (const [, word] of text.slice(0, at).matchAll(/^[ \t]*\\(if|endif)\b/gm))
    depth = word === 'if' ? depth + 1 : Math.max(0, depth - 1);
  return depth > 0;
}

const createdKinds = new Set(
  'TABLE UNLOGGED TEMP TEMPORARY INDEX UNIQUE TYPE DOMAIN VIEW MATERIALIZED FUNCTION PROCEDURE TRIGGER SEQUENCE SCHEMA EXTENSION POLICY AGGREGATE ROLE USER DATABASE OR'.split(
    ' ',
  ),
);
const alteredKinds = new Set('TABLE INDEX TYPE DOMAIN VIEW MATERIALIZED FUNCTION SEQUENCE SCHEMA'.split(' '));

/**
 * Whether a new statement certainly begins with this word at the start of a line and the one after it, so that
 * a forgotten semicolon or parenthesis costs one statement and not the rest of the file.
 */
function beginsStatement(text: string, scanner: Scanner): boolean {
  const first = upperWord(text, scanner);
  if (first === 'CREATE') return createdKinds.has(nextWord(text, scanner.end));
  if (first === 'ALTER') return alteredKinds.has(nextWord(text, scanner.end));
  return first === 'COMMENT' && nextWord(text, scanner.end) === 'ON';
}

/**
 * What decides nothing about where a statement ends, once its first words are known: words that no quote follows, marks
 * that begin no comment, and new lines on which no statement begins. A longer one would take all of the stack.
 */
const plainStretch =
  /(?:\w+(?![\w$'"&\u0080-\uffff])|[ \t,().=<>*]|[\r\n][ \t\r\n\f\v]*(?![ \t\r\n\f\v]|create|alter|comment)){1,1000}/iy;

/** The end of the stretch at `at` that decides nothing; `at` itself where there is none. */
function endOfPlain(text: string, at: number): number {
  plainStretch.lastIndex = at;
  return plainStretch.test(text) ? plainStretch.lastIndex : at;
}

/** The end of what stands before the white space at the end of a stretch. */
function withoutSpace(text: string, start: number, end: number): number {
  while (end > start && ' \t\r\n\f\v'.includes(text[end - 1]!)) end--;
  return end;
}

function skipTrivia(text: string, at: number, scanner: Scanner): number {
  while (at < text.length) {
    scan(text, at, scanner);
    if (scanner.kind !== 'white space' && scanner.kind !== 'line comment' && scanner.kind !== 'block comment')
      break;
    at = scanner.end;
  }
  return at;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The rows after COPY … FROM stdin, up to and including the line `\.`; null where no row follows. */
export function copyData(text: string, after: number): Piece | null {
  const start = lineEnd(text, after);
  if (start >= text.length) return null;
  let at = start;
  while (at < text.length) {
    const end = lineEnd(text, at);
    if (text.startsWith('\\.', at) && text.slice(at, end).trim() === '\\.') {
      return {
        kind: 'copy data',
        start,
        end: at + 2,
        terminated: true,
        cutOff: false,
        openQuote: false,
        copiesFromStdin: false,
      };
    }
    at = end;
  }
  return {
    kind: 'copy data',
    start,
    end: text.length,
    terminated: false,
    cutOff: false,
    openQuote: false,
    copiesFromStdin: false,
  };
}

function upperWord(text: string, scanner: Scanner): string {
  return text.slice(scanner.start, scanner.end).toUpperCase();
}

function nextWord(text: string, at: number): string {
  const ahead: Scanner = { kind: 'error', start: 0, end: 0 };
  const start = skipTrivia(text, at, ahead);
  return start < text.length && ahead.kind === 'word' ? upperWord(text, ahead) : '';
}

/** Finds the statement that starts at or after `at`; null when only white space and comments are left. */
export function nextPiece(text: string, at: number): Piece | null {
  const scanner: Scanner = { kind: 'error', start: 0, end: 0 };
  const start = skipTrivia(text, at, scanner);
  if (start >= text.length) return null;
  if (scanner.kind === 'psql command') {
    const isLast = quitCommand.test(text.slice(start, scanner.end)) && !isInCondition(text, start);
    const copies = /^\\copy\b.*\bfrom\s+(?:p?stdin)\b/i.test(text.slice(start, scanner.end));
    return {
      kind: 'psql',
      start,
      end: isLast ? text.trimEnd().length : scanner.end,
      terminated: true,
      cutOff: false,
      openQuote: false,
      copiesFromStdin: copies,
    };
  }
  return scanStatement(text, start, scanner);
}

/** What an unclosed quote or comment begins with. */
const isQuote = /^(?:['"$]|\/\*|[eEbBxXnNuU]['&])/;

function scanStatement(text: string, start: number, scanner: Scanner): Piece {
  const words: string[] = [];
  let parentheses = 0;
  let brackets = 0;
  let atomicDepth = 0;
  let end = start;
  let copies = false;
  let lineStart = false;
  let openQuote = false;
  const piece = (pieceEnd: number, terminated: boolean, cutOff = false): Piece => ({
    kind: 'sql',
    start,
    end: pieceEnd,
    terminated,
    cutOff,
    openQuote,
    copiesFromStdin: copies && terminated,
  });

  let isRoutine = false;
  let isRule = false;
  let isPlain = false;
  const addWord = () => {
    words.push(upperWord(text, scanner));
    const [first] = words;
    isRoutine = first === 'CREATE' && words.some((word) => word === 'FUNCTION' || word === 'PROCEDURE');
    isRule = first === 'CREATE' && (words[1] === 'RULE' || words[3] === 'RULE');
    // Of these the words that follow count too.
    isPlain = words.length === 4 && first !== 'COPY' && !isRoutine && !isRule;
  };

  for (let at = start; at < text.length; at = scanner.end) {
    if (isPlain && !lineStart) {
      const plain = endOfPlain(text, at);
      if (plain > at) {
        const last = withoutSpace(text, at, plain);
        if (last > at) {
          lineStart = false;
          end = last;
        }
        if (text.slice(last, plain).includes('\n')) lineStart = true;
        at = plain;
        if (at === text.length) break;
      }
    }
    scan(text, at, scanner, brackets > 0);
    const { kind } = scanner;
    if (kind === 'white space') {
      if (text.slice(scanner.start, scanner.end).includes('\n')) lineStart = true;
      continue;
    }
    if (kind === 'line comment' || kind === 'block comment') continue;
    if (kind === 'error' && isQuote.test(text.slice(at, at + 2))) openQuote = true;
    if (kind === 'word') {
      const initial = text.charCodeAt(at) | 32;
      if (words.length < 4) addWord();
      if (words[0] === 'COPY' && initial === 115 && upperWord(text, scanner) === 'STDIN') copies = true;
      if (isRoutine && (initial === 98 || initial === 99 || initial === 101)) {
        const word = upperWord(text, scanner);
        if (word === 'BEGIN' && (atomicDepth > 0 || nextWord(text, scanner.end) === 'ATOMIC')) atomicDepth++;
        else if (word === 'CASE' && atomicDepth > 0) atomicDepth++;
        else if (word === 'END' && atomicDepth > 0) atomicDepth--;
      }
      const mayBegin = lineStart && end > start && atomicDepth === 0 && (initial === 99 || initial === 97);
      if (mayBegin && words[1] !== 'SCHEMA' && beginsStatement(text, scanner)) return piece(end, false, true);
    } else if (kind === 'punctuation') {
      const character = text[at];
      if (character === '(') parentheses++;
      else if (character === ')') parentheses--;
      else if (character === '[') brackets++;
      else if (character === ']') brackets = Math.max(0, brackets - 1);
      else if (character === ';' && atomicDepth === 0) {
        // Only the actions of a rule have semicolons between parentheses.
        if (!isRule || parentheses <= 0) return piece(scanner.end, true);
      }
    } else if (kind === 'psql command') {
      const command = text.slice(scanner.start, scanner.end);
      if (command.startsWith('\\;')) scanner.end = scanner.start + 2;
      if (sendingCommands.test(command)) return piece(scanner.end, true);
    }
    lineStart = false;
    end = scanner.end;
  }
  return piece(end, false);
}
