import { parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import type { PlacedStatement, Statement } from '../syntax/statement.ts';
import type { Range } from '../text/range.ts';

/** What is left of statements that reach over a stretch's end, so that they keep their identity. */
const cuts = new WeakMap<Statement, Map<string, readonly PlacedStatement[]>>();

/** The statements of the piece of a statement between two offsets relative to it. */
function cut(statement: Statement, start: number, end: number): readonly PlacedStatement[] {
  const known = cuts.get(statement) ?? new Map<string, readonly PlacedStatement[]>();
  cuts.set(statement, known);
  const key = `${start} ${end}`;
  const pieces = known.get(key) ?? parseScript(statement.text.slice(start, end)).statements;
  known.set(key, pieces);
  return pieces;
}

/**
 * The same text with only the statements in these stretches; offsets stay. A statement that reaches over an end, as
 * one without semicolon before a migration's down part does, is cut there. The same statements give the same values.
 */
export function selectStatements(script: Script, stretches: readonly Range[] | null): Script {
  if (stretches === null) return script;
  const statements: PlacedStatement[] = [];
  let at = 0;
  for (const { start, end } of stretches) {
    while (at < script.statements.length && endOf(script.statements[at]!) <= start) at++;
    for (let next = at; next < script.statements.length; next++) {
      const placed = script.statements[next]!;
      if (placed.start >= end) break;
      const from = Math.max(0, start - placed.start);
      const to = Math.min(placed.statement.text.length, end - placed.start);
      // What cuts it off may lie outside, and then it does not.
      const isCutOutside = placed.statement.cutOff && (script.statements[next + 1]?.start ?? 0) >= end;
      if (from === 0 && to === placed.statement.text.length && !isCutOutside) statements.push(placed);
      else {
        for (const piece of cut(placed.statement, from, to))
          statements.push({ statement: piece.statement, start: placed.start + from + piece.start });
      }
    }
  }
  return { text: script.text, statements };
}

function endOf({ statement, start }: PlacedStatement): number {
  return start + statement.text.length;
}

/**
 * A text of the same length and lines without the statements outside these stretches; comments stay. A script of it
 * can be edited like any other, and they do not come back.
 */
export function blankOutside(text: string, stretches: readonly Range[] | null): string {
  if (stretches === null) return text;
  let result = '';
  let at = 0;
  for (const placed of parseScript(text).statements) {
    result += text.slice(at, placed.start);
    at = placed.start;
    const end = endOf(placed);
    for (const stretch of stretches) {
      if (stretch.end <= at || stretch.start >= end) continue;
      const from = Math.max(at, stretch.start);
      result += blank(text.slice(at, from)) + text.slice(from, Math.min(end, stretch.end));
      at = Math.min(end, stretch.end);
    }
    result += blank(text.slice(at, end));
    at = end;
  }
  return result + text.slice(at);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
