import type { TextEdit } from '../text/range.ts';
import type { Script } from './script.ts';
import { copyData, nextPiece, type Piece } from './split.ts';
import type { PlacedStatement, Statement } from './statement.ts';

let lastId = 0;

type Kind = Pick<Statement, 'kind' | 'terminated' | 'cutOff' | 'openQuote'>;

function isSameKind(a: Kind, b: Kind): boolean {
  return (
    a.kind === b.kind && a.terminated === b.terminated && a.cutOff === b.cutOff && a.openQuote === b.openQuote
  );
}

/** A copy with characters of its own: a slice would keep the whole text of its version in memory. */
function detach(slice: string): string {
  return ` ${slice}`.slice(1);
}

function place(text: string, piece: Piece, reuse: PlacedStatement | undefined): PlacedStatement {
  const statementText = text.slice(piece.start, piece.end);
  const old = reuse?.statement;
  if (old && isSameKind(old, piece) && old.text === statementText) {
    return { statement: old, start: piece.start };
  }
  const statement: Statement = {
    id: old?.id ?? ++lastId,
    kind: piece.kind,
    text: reuse ? detach(statementText) : statementText,
    terminated: piece.terminated,
    cutOff: piece.cutOff,
    openQuote: piece.openQuote,
  };
  return { statement, start: piece.start };
}

/** The pieces from `from` on, up to the end or to where `stop` says that the old ones fit again. */
function splitFrom(
  text: string,
  from: number,
  stop: (piece: Piece) => boolean,
): { pieces: Piece[]; stopped: boolean } {
  const pieces: Piece[] = [];
  let at = from;
  for (;;) {
    const piece = nextPiece(text, at);
    if (!piece) return { pieces, stopped: false };
    if (stop(piece)) return { pieces, stopped: true };
    pieces.push(piece);
    at = piece.end;
    const data = piece.copiesFromStdin ? copyData(text, at) : null;
    if (data) {
      pieces.push(data);
      at = data.end;
    }
  }
}

/** Splits a text into statements. Never fails. */
export function parseScript(text: string): Script {
  const { pieces } = splitFrom(text, 0, () => false);
  return { text, statements: pieces.map((piece) => place(text, piece, undefined)) };
}

/**
 * Applies one edit and splits again only from the statement that it touches to where the old
 * statements fit again. Untouched statements are the same values, an edited one keeps its id.
 */
export function editScript(script: Script, edit: TextEdit): Script {
  const text = script.text.slice(0, edit.start) + edit.newText + script.text.slice(edit.end);
  const delta = edit.newText.length - (edit.end - edit.start);
  const old = script.statements;
  // One statement more than the first touched one: what follows an unterminated one may join it.
  let first = old.findIndex(({ statement, start }) => start + statement.text.length >= edit.start);
  first = Math.max(0, (first < 0 ? old.length : first) - 1);
  const open = old.findIndex(({ statement }) => statement.openQuote);
  if (open >= 0) first = Math.min(first, open);
  while (first > 0 && (old[first]?.statement.kind === 'copy data' || !old[first]?.statement.terminated))
    first--;
  if (old[first]?.statement.kind === 'copy data' && first > 0) first--;
  const from = first === 0 ? 0 : endOf(old[first - 1]);

  const oldByStart = new Map<number, number>();
  for (let index = first; index < old.length; index++) {
    const placed = old[index]!;
    if (placed.start >= edit.end && index > first) oldByStart.set(placed.start + delta, index);
  }
  let rest = old.length;
  // Whether psql comes to a \q depends on what stands anywhere before it.
  const mayQuit = script.text.includes('\\q') || text.includes('\\q');
  const { pieces, stopped } = splitFrom(text, from, (piece) => {
    if (mayQuit) return false;
    const index = oldByStart.get(piece.start);
    if (index === undefined) return false;
    const candidate = old[index]!.statement;
    // The statement before must not be the one that is being edited at its very end.
    if (old[index - 1] && endOf(old[index - 1]) + delta > piece.start) return false;
    if (!isSameKind(candidate, piece)) return false;
    if (candidate.text.length !== piece.end - piece.start || !text.startsWith(candidate.text, piece.start))
      return false;
    rest = index;
    return true;
  });
  const tail = stopped ? old.slice(rest) : [];
  const replaced = old.slice(first, stopped ? rest : old.length);
  return {
    text,
    statements: [
      ...old.slice(0, first),
      ...matchStatements(text, pieces, replaced),
      ...(delta === 0 ? tail : tail.map(({ statement, start }) => ({ statement, start: start + delta }))),
    ],
  };
}

function endOf(placed: PlacedStatement | undefined): number {
  return placed ? placed.start + placed.statement.text.length : 0;
}

/** Gives new pieces the identity of the old statements in their place: equal ones from both ends, then in order. */
function matchStatements(
  text: string,
  pieces: readonly Piece[],
  old: readonly PlacedStatement[],
): PlacedStatement[] {
  const isSame = (piece: Piece | undefined, placed: PlacedStatement | undefined) =>
    piece && placed && text.slice(piece.start, piece.end) === placed.statement.text;
  let tail = 0;
  while (tail < Math.min(pieces.length, old.length) && isSame(pieces.at(-1 - tail), old.at(-1 - tail)))
    tail++;
  const body = Math.min(pieces.length, old.length) - tail;
  return pieces.map((piece, index) => {
    if (index >= pieces.length - tail) return place(text, piece, old[old.length - (pieces.length - index)]);
    return place(text, piece, index < body ? old[index] : undefined);
  });
}

/** Whether two scripts have the same statements at the same places. */
export function isSameScript(a: Script, b: Script): boolean {
  return (
    a.text === b.text &&
    a.statements.length === b.statements.length &&
    a.statements.every(({ statement, start }, index) => {
      const other = b.statements[index]!;
      return (
        start === other.start &&
        isSameKind(statement, other.statement) &&
        statement.text === other.statement.text
      );
    })
  );
}
