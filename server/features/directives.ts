import type { Script } from '../syntax/script.ts';
import type { Range } from '../text/range.ts';

/** What the comments of a file ask for. */
export interface Directives {
  /** Whether a finding of this rule at this offset is to be left out. */
  isIgnored(rule: string, offset: number): boolean;
  /** `-- schema-architect-dialect postgresql`: the file is PostgreSQL whatever it looks like. */
  readonly isPostgres: boolean;
}

interface Ignored {
  readonly lines: Range;
  /** Null for all rules. */
  readonly rules: ReadonlySet<string> | null;
}

const word = 'schema-architect-';
const none: Directives = { isIgnored: () => false, isPostgres: false };
const cache = new WeakMap<Script, Directives>();

/** Reads the directives of a file: `-- schema-architect-ignore rule, rule: reason`, `…-ignore-file`, `…-dialect`. */
export function readDirectives(script: Script): Directives {
  const known = cache.get(script);
  if (known) return known;
  const directives = script.text.includes(word) ? read(script) : none;
  cache.set(script, directives);
  return directives;
}

function lineOf(text: string, offset: number): Range {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}

function ruleNames(text: string): ReadonlySet<string> | null {
  const names = (text.split(':')[0] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return names.length > 0 ? new Set(names) : null;
}

function read(script: Script): Directives {
  const { text } = script;
  const ignored: Ignored[] = [];
  let isPostgres = false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const line = lineOf(text, at);
    const before = text.slice(line.start, at);
    if (!/--\s*$/.test(before)) continue;
    const [command = '', ...rest] = text
      .slice(at + word.length, line.end)
      .trim()
      .split(/\s+/);
    if (command === 'dialect') isPostgres ||= rest[0]?.toLowerCase().startsWith('postgres') ?? false;
    else if (command === 'ignore-file')
      ignored.push({ lines: { start: 0, end: text.length }, rules: ruleNames(rest.join(' ')) });
    else if (command === 'ignore') {
      const isAlone = /^\s*--\s*$/.test(before);
      ignored.push({ lines: isAlone ? nextCodeLine(text, line) : line, rules: ruleNames(rest.join(' ')) });
    }
  }
  return {
    isPostgres,
    isIgnored: (rule, offset) =>
      ignored.some(
        ({ lines, rules }) =>
          offset >= lines.start && offset <= lines.end && (rules === null || rules.has(rule)),
      ),
  };
}

/** The line after a directive, other comment lines left out. */
function nextCodeLine(text: string, line: Range): Range {
  let next = line;
  do {
    if (next.end >= text.length) return { start: text.length, end: text.length };
    next = lineOf(text, next.end + 1);
  } while (/^\s*(?:--|$)/.test(text.slice(next.start, next.end)));
  return next;
}
