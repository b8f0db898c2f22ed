import type { Analysis, Finding } from '../analysis.ts';
import type { DiagramFinding } from './model.ts';

/** The findings of one box: on the table as a whole, and by column. */
export interface TableFindings {
  readonly table: readonly DiagramFinding[];
  readonly columns: ReadonlyMap<string, readonly DiagramFinding[]>;
}

export interface DiagramFindings {
  get(table: { readonly schema: string; readonly name: string }): TableFindings | undefined;
}

interface Collected {
  readonly table: DiagramFinding[];
  readonly columns: Map<string, DiagramFinding[]>;
}

export const noFindings: DiagramFindings = { get: () => undefined };

const whole = new Set(['table', 'partitioned table', 'foreign table', 'view', 'materialized view']);

/**
 * All findings by the table that they are about; what is about no table is in none. They are asked for with the first
 * table: an overview draws none, and need not wait until every file is checked.
 */
export function findingsByTable(analysis: Pick<Analysis, 'files' | 'findings'>): DiagramFindings {
  let byTable: ReadonlyMap<string, Collected> | null = null;
  return {
    get({ schema, name }) {
      byTable ??= collect(analysis);
      return byTable.get(JSON.stringify([schema, name]));
    },
  };
}

function collect(analysis: Pick<Analysis, 'files' | 'findings'>): ReadonlyMap<string, Collected> {
  const byTable = new Map<string, Collected>();
  for (const file of new Set(analysis.files.map(({ name }) => name)))
    for (const finding of analysis.findings(file)) add(byTable, finding);
  return byTable;
}

function add(byTable: Map<string, Collected>, { object, rule, severity, message }: Finding): void {
  if (object?.schema === undefined) return;
  const table = object.table ?? (whole.has(object.kind) ? object.name : undefined);
  if (table === undefined) return;
  const key = JSON.stringify([object.schema, table]);
  const own = byTable.get(key) ?? { table: [], columns: new Map<string, DiagramFinding[]>() };
  byTable.set(key, own);
  const finding: DiagramFinding = { rule, severity, message };
  const columns = object.kind === 'column' ? [object.name] : (object.columns ?? []);
  if (columns.length === 0) own.table.push(finding);
  for (const column of columns) own.columns.set(column, [...(own.columns.get(column) ?? []), finding]);
}
