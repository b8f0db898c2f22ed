import type { CreateTableAsStmt, ViewStmt } from '@pgsql/types';
import { isView } from '../catalog.ts';
import { strings } from '../types.ts';
import type { Analysis, RowShape } from './analysis.ts';
import { analyzeInto } from './analyze-query.ts';
import { report, reportInvalid } from './report.ts';
import { renameColumns } from './scope.ts';
import { columnOfUse, formatType, opaque } from './type-facts.ts';

function named(a: Analysis, row: RowShape, names: readonly string[], message: string): RowShape {
  if (!row.open && names.length > row.columns.length)
    reportInvalid(a, '42601', a.places.find(names[row.columns.length] ?? '', undefined), message);
  return renameColumns(row, names);
}

function requireDistinctNames(a: Analysis, row: RowShape): void {
  const seen = new Set<string>();
  for (const { name } of row.columns) {
    if (seen.has(name))
      report(a, '42701', a.places.find(name, undefined), `column "${name}" specified more than once`, {
        kind: 'duplicate-name',
        name,
      });
    seen.add(name);
  }
}

/** CREATE [OR REPLACE] VIEW: a view that replaces one keeps its columns and may add more. */
export function analyzeView(a: Analysis, node: ViewStmt): RowShape {
  const row = named(
    a,
    analyzeInto(a, null, node.query),
    strings(node.aliases),
    'CREATE VIEW specifies more column names than columns',
  );
  requireDistinctNames(a, row);
  const existing =
    node.replace && node.view
      ? a.catalog.relation(node.view.schemaname ?? null, node.view.relname ?? '')
      : undefined;
  if (!isView(existing) || existing.kind !== 'view' || !existing.columns || row.open) return row;
  const at = a.places.name(node.view?.location);
  if (row.columns.length < existing.columns.length) {
    reportInvalid(a, '42P16', at, 'cannot drop columns from view');
    return row;
  }
  for (const [index, old] of existing.columns.entries()) {
    const column = row.columns[index]!;
    const type = old.type ? columnOfUse(a, old.name, old.type).type : opaque;
    if (column.name !== old.name) {
      reportInvalid(a, '42P16', at, `cannot change name of view column "${old.name}" to "${column.name}"`);
      return row;
    }
    if (type !== opaque && column.type !== opaque && type !== column.type) {
      reportInvalid(
        a,
        '42P16',
        at,
        `cannot change data type of view column "${old.name}" from ${formatType(a, type)} to ${formatType(a, column.type)}`,
      );
      return row;
    }
  }
  return row;
}

/** CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW. */
export function analyzeCreateAs(a: Analysis, node: CreateTableAsStmt): RowShape {
  const row = named(
    a,
    analyzeInto(a, null, node.query),
    strings(node.into?.colNames),
    'too many column names were specified',
  );
  requireDistinctNames(a, row);
  return row;
}
