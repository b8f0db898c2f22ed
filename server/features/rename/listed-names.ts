import type { Node } from '@pgsql/types';
import type { History } from '../../catalog/history.ts';
import { Reader } from '../../catalog/reader.ts';
import { identifierValue } from '../../catalog/source.ts';
import { parseStatement } from '../../syntax/parse-statement.ts';
import type { Statement } from '../../syntax/statement.ts';
import type { Range } from '../../text/range.ts';
import type { RenamedName } from './rename-in-place.ts';

/**
 * The places of the name in statements in which the catalog does not look up all names: columns of GRANT and REVOKE,
 * those of ALTER TABLE … ALTER COLUMN, and what CREATE STATISTICS names.
 */
export function listedNames(
  history: History,
  statement: Statement,
  { what, relations }: RenamedName,
  candidates: readonly Range[],
): readonly Range[] {
  const { tree } = parseStatement(statement);
  if (!tree) return [];
  const isOwn = ownRelation(history, statement, relations);
  const before = ({ start }: Range) => statement.text.slice(0, start);
  if ('CreateStatsStmt' in tree && tree.CreateStatsStmt.relations?.some(isOwn)) {
    const on = statement.text.search(/\bon\b/i);
    const from = statement.text.search(/\bfrom\b/i);
    return candidates.filter(({ start, end }) =>
      what === 'table' ? start > from : start > on && end < from,
    );
  }
  if (what === 'table') return [];
  if ('AlterTableStmt' in tree && tree.AlterTableStmt.relation)
    return isOwn({ RangeVar: tree.AlterTableStmt.relation })
      ? candidates.filter((token) => /\b(?:alter|column)\s+$/i.test(before(token)))
      : [];
  // Columns stand in parentheses, nothing else of these statements does.
  const isGranted = 'GrantStmt' in tree && tree.GrantStmt.objects?.some(isOwn);
  return isGranted
    ? candidates.filter((token) => before(token).lastIndexOf('(') > before(token).lastIndexOf(')'))
    : [];
}

/** Whether a name in a statement is that of one of the relations. */
function ownRelation(history: History, statement: Statement, relations: ReadonlySet<string>) {
  const state = history.timeline.state(history.timeline.position(statement.id));
  const catalog = new Reader((key) => state.get(key), history.version);
  return (node: Node): boolean => {
    if (!('RangeVar' in node)) return false;
    const { schemaname, relname } = node.RangeVar;
    return relations.has(catalog.relationOid(schemaname ?? null, relname ?? '') ?? '');
  };
}

const qualifier =
  /(?:("(?:[^"]|"")+"|[\w$\u0080-\uffff]+)\s*\.\s*)?("(?:[^"]|"")+"|[\w$\u0080-\uffff]+)\s*\.\s*$/;

/** The places of the name in the types of variables: `orders%ROWTYPE` and `orders.id%TYPE`. */
export function declaredTypes(
  history: History,
  statement: Statement,
  { what, relations }: RenamedName,
  candidates: readonly Range[],
): readonly Range[] {
  const { final, version } = history;
  const catalog = new Reader((key) => final.get(key), version);
  const isIt = (schema: string | undefined, name: string): boolean =>
    relations.has(
      catalog.relationOid(schema === undefined ? null : identifierValue(schema), identifierValue(name)) ?? '',
    );
  return candidates.filter(({ start, end }) => {
    const behind = statement.text.slice(end);
    const before = qualifier.exec(statement.text.slice(Math.max(0, start - 200), start));
    if (what === 'column')
      return /^\s*%\s*type\b/i.test(behind) && before !== null && isIt(before[1], before[2] ?? '');
    const isRow = /^\s*%\s*rowtype\b/i.test(behind);
    const isOfColumn = /^\s*\.\s*(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)\s*%\s*type\b/i.test(behind);
    return (isRow || isOfColumn) && isIt(before?.[2], statement.text.slice(start, end));
  });
}
