import type { AlterStatsStmt, CreateStatsStmt, Node, StatsElem } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { walkTree } from '../syntax/walk-tree.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { placeOf } from './drop-other.ts';
import { keys } from './keys.ts';
import { reportMissing } from './missing-object.ts';
import type { ColumnNumber, Oid, Table } from './model.ts';
import { chooseName, clipName } from './names.ts';
import { reportTaken } from './report-taken.ts';
import { requireSchema } from './require-schema.ts';
import { similarNames } from './similar-names.ts';
import { strings } from './types.ts';

/** A statistics object. It goes with its table, and with any of its columns. */
interface Statistics {
  readonly table: Oid | null;
  readonly columns: readonly ColumnNumber[];
  readonly nameRange: SourceRange;
}

const kinds = new Set(['ndistinct', 'dependencies', 'mcv']);

function statisticsAt(draft: Draft, schema: string, name: string): Statistics | undefined {
  const found = draft.get(keys.statistics(schema, name)) as Statistics | undefined;
  if (!found || found.table === null) return found;
  const owner = draft.object(found.table);
  if (!isTable(owner)) return owner && found;
  return found.columns.every((one) => owner.columns.some(({ number }) => number === one)) ? found : undefined;
}

function find(draft: Draft, names: readonly string[]): { schema: string; found: Statistics } | undefined {
  const name = names.at(-1) ?? '';
  const schemas = names.length > 1 ? [names.at(-2) ?? ''] : draft.searchPath();
  for (const schema of schemas) {
    const found = statisticsAt(draft, schema, name);
    if (found) return { schema, found };
  }
  return undefined;
}

/** The columns that are meant, by number; null, and reported, where one is missing. */
function columnsOf(draft: Draft, table: Table, elements: readonly StatsElem[]): ColumnNumber[] | null {
  const { source } = draft;
  const numbers: ColumnNumber[] = [];
  let isComplete = true;
  for (const { name, expr } of elements) {
    const column = table.columns.find((one) => one.name === name);
    if (column) numbers.push(column.number);
    else if (name !== undefined) {
      isComplete = false;
      draft.reportColumn(name, table, source.findName(name, source.find('ON', 2) + 1));
    } else
      walkTree(expr, (tag, fields) => {
        const used = tag === 'ColumnRef' ? strings(fields.fields as Node[]).at(-1) : undefined;
        for (const one of table.columns) if (one.name === used) numbers.push(one.number);
      });
  }
  return isComplete ? numbers : null;
}

function reportDefinition(draft: Draft, at: SourceRange, message: string, sqlstate = '42P17'): void {
  draft.report({ kind: 'invalid-query', at, sqlstate, message, similar: [] });
}

/** Reports what makes no statistics: a kind that there is not, or one column alone. */
function isNoDefinition(draft: Draft, node: CreateStatsStmt, elements: readonly StatsElem[]): boolean {
  const { source } = draft;
  for (const kind of strings(node.stat_types))
    if (!kinds.has(kind)) {
      draft.report({
        kind: 'invalid-query',
        at: source.findName(kind, 2),
        sqlstate: '42601',
        message: `unrecognized statistics kind "${kind}"`,
        similar: similarNames(kind, kinds),
      });
      return true;
    }
  const names = elements.flatMap(({ name }) => name ?? []);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice !== undefined) {
    const message = 'duplicate column name in statistics definition';
    reportDefinition(draft, source.findName(twice, source.find('ON', 2) + 1), message, '42701');
    return true;
  }
  const [only] = elements;
  if (elements.length !== 1 || !only) return false;
  const on = source.find('ON', 2);
  const at = source.range(on, on + 1);
  if (only.name !== undefined) reportDefinition(draft, at, 'extended statistics require at least 2 columns');
  else if (strings(node.stat_types).length > 0)
    reportDefinition(
      draft,
      at,
      'when building statistics on a single expression, statistics kinds may not be specified',
    );
  else return false;
  return true;
}

/** CREATE STATISTICS. */
export function createStatistics(draft: Draft, node: CreateStatsStmt): void {
  const { source } = draft;
  const [from] = node.relations ?? [];
  if (!from || !('RangeVar' in from)) return;
  const { relname = '', schemaname = null, location } = from.RangeVar;
  const names = strings(node.defnames);
  const schema = draft.creationSchema(names.length > 1 ? names.at(-2) : null);
  const at = source.tokenIndex(source.offset(location));
  const nameRange = names.length > 0 ? placeOf(draft, names.slice(-1)) : source.range(at, source.nameEnd(at));
  if (names.length > 1 && requireSchema(draft, schema, placeOf(draft, names.slice(0, 1)))) return;
  const elements = (node.exprs ?? []).flatMap((one) => ('StatsElem' in one ? [one.StatsElem] : []));
  const relation = draft.relation(schemaname, relname);
  if (!relation && !draft.isSystemRelation(schemaname, relname))
    return draft.reportRelation(
      { schema: schemaname, name: relname },
      source.range(at, source.nameEnd(at)),
      'relation',
    );
  if (relation && !isTable(relation) && relation.kind !== 'materialized view') {
    const message = `cannot define statistics for relation "${relation.name}"`;
    return reportDefinition(draft, source.range(at, source.nameEnd(at)), message, '42809');
  }
  const table = isTable(relation) ? relation : null;
  if (isView(relation) && relation.columns)
    for (const { name } of elements)
      if (name !== undefined && !relation.columns.some((one) => one.name === name))
        return draft.reportColumn(name, relation, source.findName(name, source.find('ON', 2) + 1));
  const label = elements.map((one) => one.name ?? 'expr').join('_');
  const isTaken = (one: string) => statisticsAt(draft, schema, one) !== undefined;
  const name = clipName(names.at(-1) ?? chooseName(relname, label, 'stat', isTaken));
  const first = statisticsAt(draft, schema, name);
  if (first) {
    if (!node.if_not_exists)
      reportTaken(draft, { what: 'statistics object', name, at: nameRange, first: first.nameRange });
    return;
  }
  const columns = table ? columnsOf(draft, table, elements) : [];
  if (!columns || isNoDefinition(draft, node, elements)) return;
  draft.put(keys.statistics(schema, name), {
    table: relation?.oid ?? null,
    columns,
    nameRange,
  } satisfies Statistics);
}

/** Reports statistics that a statement names and that there are not. */
export function requireStatistics(
  draft: Draft,
  names: readonly string[],
): { readonly schema: string; readonly found: Statistics } | undefined {
  const known = find(draft, names);
  if (!known)
    reportMissing(draft, {
      what: 'statistics object',
      name: names.at(-1) ?? '',
      table: null,
      at: placeOf(draft, names),
      sqlstate: '42704',
      candidates: [],
    });
  return known;
}

/** ALTER STATISTICS … SET STATISTICS. */
export function alterStatistics(draft: Draft, { defnames, missing_ok }: AlterStatsStmt): void {
  if (!missing_ok) requireStatistics(draft, strings(defnames));
}

export function dropStatistics(draft: Draft, names: readonly string[], missingOk: boolean): void {
  const known = missingOk ? find(draft, names) : requireStatistics(draft, names);
  if (known) draft.put(keys.statistics(known.schema, names.at(-1) ?? ''), undefined);
}

/** ALTER STATISTICS … RENAME TO and SET SCHEMA. */
export function moveStatistics(
  draft: Draft,
  names: readonly string[],
  to: { schema?: string; name?: string },
) {
  const known = requireStatistics(draft, names);
  if (!known) return;
  const name = names.at(-1) ?? '';
  draft.put(keys.statistics(known.schema, name), undefined);
  draft.put(keys.statistics(to.schema ?? known.schema, to.name ?? name), known.found);
}
