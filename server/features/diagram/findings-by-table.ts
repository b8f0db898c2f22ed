import type { FinalCatalog } from '../../catalog/catalog.ts';
import type { Table } from '../../catalog/model.ts';
import type { Analysis, Finding } from '../analysis.ts';
import type { DiagramFinding } from './model.ts';
import { partitionRoot } from './read-relations.ts';

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
 * All findings by the table that they are about, those about a partition by the table that stands for it; what is
 * about no table is in none. They are asked for with the first table: an overview draws none, and need not wait until
 * every file is checked.
 */
export function findingsByTable(analysis: Pick<Analysis, 'catalog' | 'files' | 'findings'>): DiagramFindings {
  let byTable: ReadonlyMap<string, Collected> | null = null;
  return {
    get(table) {
      byTable ??= collect(analysis);
      return byTable.get(keyOf(table));
    },
  };
}

function collect(analysis: Pick<Analysis, 'catalog' | 'files' | 'findings'>): ReadonlyMap<string, Collected> {
  const byTable = new Map<string, Collected>();
  const roots = partitionRoots(analysis.catalog);
  for (const file of new Set(analysis.files.map(({ name }) => name)))
    for (const finding of analysis.findings(file)) add(byTable, roots, finding);
  return byTable;
}

/** The tables that stand for partitions in the picture, by the partitions' names. */
function partitionRoots(catalog: FinalCatalog): ReadonlyMap<string, Table> {
  const roots = new Map<string, Table>();
  for (const table of catalog.tables)
    if (table.partitionOf !== null) roots.set(keyOf(table), partitionRoot(table, catalog));
  return roots;
}

function keyOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return JSON.stringify([schema, name]);
}

function add(
  byTable: Map<string, Collected>,
  roots: ReadonlyMap<string, Table>,
  { object, rule, severity, message }: Finding,
): void {
  if (object?.schema === undefined) return;
  const table = object.table ?? (whole.has(object.kind) ? object.name : undefined);
  if (table === undefined) return;
  const own = keyOf({ schema: object.schema, name: table });
  const root = roots.get(own);
  const key = root ? keyOf(root) : own;
  const collected = byTable.get(key) ?? { table: [], columns: new Map<string, DiagramFinding[]>() };
  byTable.set(key, collected);
  // The picture shows no partitions: only the text can say which one it is.
  const finding: DiagramFinding = { rule, severity, message: root ? `${table}: ${message}` : message };
  const columns = object.kind === 'column' ? [object.name] : (object.columns ?? []);
  if (columns.length === 0) collected.table.push(finding);
  for (const column of columns)
    collected.columns.set(column, [...(collected.columns.get(column) ?? []), finding]);
}
