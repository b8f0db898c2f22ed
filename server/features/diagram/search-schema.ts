import type { SourceRange } from '../../syntax/statement.ts';
import type { Schema } from './schema.ts';

/** A table or one of its columns whose name fits what was typed. */
export interface SchemaMatch {
  readonly kind: string;
  readonly schema: string;
  readonly table: string;
  /** Null where it is the table itself. */
  readonly column: string | null;
  /** A column's type. */
  readonly detail: string | null;
  readonly range: SourceRange;
}

const most = 50;

interface Ranked extends SchemaMatch {
  readonly rank: number;
  readonly length: number;
}

/**
 * Tables and columns by name, the best first: names that begin with the text, then those with a word that does, then
 * those that hold it, then those that hold its letters in this order. `table.column` and `schema.table` are names too.
 */
export function searchSchema({ tables }: Schema, text: string): SchemaMatch[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const isQualified = wanted.includes('.');
  const found: Ranked[] = [];
  for (const { relation, columns } of tables) {
    const { schema, name, kind, nameRange } = relation;
    const add = (column: string | null, detail: string | null, range: SourceRange, of: string) => {
      const rank = rankOf(of, wanted);
      if (rank === null) return;
      found.push({
        kind: column === null ? kind : 'column',
        ...{ schema, table: name, column, detail, range },
        rank,
        length: of.length,
      });
    };
    add(null, null, nameRange, isQualified ? `${schema}.${name}` : name);
    for (const column of columns)
      add(
        column.name,
        column.type,
        column.nameRange ?? nameRange,
        isQualified ? `${name}.${column.name}` : column.name,
      );
  }
  const isColumn = ({ column }: SchemaMatch) => (column === null ? 0 : 1);
  found.sort((a, b) => a.rank - b.rank || isColumn(a) - isColumn(b) || a.length - b.length);
  return found.slice(0, most).map(({ rank: _, length: __, ...match }) => match);
}

/** 0 for the best; null where the name does not fit. */
function rankOf(name: string, wanted: string): number | null {
  const folded = name.toLowerCase();
  const at = folded.indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return startsWord(name, folded, wanted, at) ? 1 : 2;
  let next = 0;
  for (const character of folded) if (character === wanted[next]) next++;
  return next === wanted.length ? 3 : null;
}

/** Whether the text begins a word anywhere: after a character that is no letter, or where a capital follows a small one. */
function startsWord(name: string, folded: string, wanted: string, first: number): boolean {
  for (let at = first; at > 0; at = folded.indexOf(wanted, at + 1)) {
    const before = name[at - 1] ?? '';
    if (!/[\p{L}\p{N}]/u.test(before)) return true;
    if (folded.length === name.length && /\p{Ll}/u.test(before) && /\p{Lu}/u.test(name[at] ?? ''))
      return true;
  }
  return false;
}
