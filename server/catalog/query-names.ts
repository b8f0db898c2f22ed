import type { A_Const, Node, RangeVar, SelectStmt } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import type { Oid, TypeUse } from './model.ts';
import { figureColumnName } from './names.ts';
import { resolveType } from './resolve-type.ts';
import { builtinType, strings } from './types.ts';

/** The relations that a query reads, names of its WITH queries left out. */
export function queryRelations(query: unknown): RangeVar[] {
  const found: RangeVar[] = [];
  collect(query, new Set(), found);
  return found;
}

function collect(node: unknown, scope: ReadonlySet<string>, found: RangeVar[]): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, scope, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const record = node as Record<string, unknown>;
  let inner = scope;
  const withClause = record.withClause as { ctes?: Node[] } | undefined;
  if (withClause?.ctes) {
    inner = new Set(scope);
    for (const cte of withClause.ctes)
      if ('CommonTableExpr' in cte) (inner as Set<string>).add(cte.CommonTableExpr.ctename ?? '');
  }
  for (const [key, value] of Object.entries(record)) {
    // FOR UPDATE OF names what FROM calls it.
    if (key === 'lockedRels') continue;
    const isRange =
      key === 'RangeVar' ||
      (key === 'relation' && typeof value === 'object' && value !== null && 'relname' in value);
    if (isRange) {
      const range = value as RangeVar;
      if (range.schemaname !== undefined || !inner.has(range.relname ?? '')) found.push(range);
    } else collect(value, inner, found);
  }
}

/** Reports the relations of a query that do not exist; returns the oids of those that do. */
export function resolveQuery(draft: Draft, query: unknown): Oid[] {
  const oids = new Set<Oid>();
  for (const range of queryRelations(query)) {
    const name = { schema: range.schemaname ?? null, name: range.relname ?? '' };
    if (draft.isSystemRelation(name.schema, name.name)) continue;
    const oid = draft.relationOid(name.schema, name.name);
    if (oid !== undefined) {
      oids.add(oid);
      continue;
    }
    const at = draft.source.tokenIndex(draft.source.offset(range.location));
    draft.reportRelation(name, draft.source.range(at, draft.source.nameEnd(at)), 'relation');
  }
  return [...oids];
}

/** Reports the relations that are named in subqueries of an expression. */
export function resolveSubqueries(draft: Draft, expression: Node | undefined): void {
  walkTree(expression, (kind, value) => {
    if (kind !== 'SubLink') return true;
    resolveQuery(draft, value);
    return false;
  });
}

export interface OutputColumn {
  readonly name: string;
  readonly type: TypeUse | null;
}

interface Source {
  readonly alias: string;
  /** Null when they are not known. */
  readonly columns: readonly OutputColumn[] | null;
}

/** The output columns of a query as far as they are known statically; null when not even their names are. */
export function queryColumns(draft: Draft, query: Node | undefined): readonly OutputColumn[] | null {
  if (!query || !('SelectStmt' in query)) return null;
  return selectColumns(draft, query.SelectStmt, new Map());
}

function selectColumns(
  draft: Draft,
  select: SelectStmt,
  outer: ReadonlyMap<string, readonly OutputColumn[] | null>,
): readonly OutputColumn[] | null {
  const ctes = new Map(outer);
  for (const cte of select.withClause?.ctes ?? []) {
    if (!('CommonTableExpr' in cte)) continue;
    const { ctename, ctequery, aliascolnames } = cte.CommonTableExpr;
    const inner =
      ctequery && 'SelectStmt' in ctequery ? selectColumns(draft, ctequery.SelectStmt, ctes) : null;
    ctes.set(ctename ?? '', renamed(inner, strings(aliascolnames)));
  }
  if (select.larg) return selectColumns(draft, select.larg, ctes);
  if (select.valuesLists) {
    const first = select.valuesLists[0];
    const width = first && 'List' in first ? (first.List.items?.length ?? 0) : 0;
    return Array.from({ length: width }, (_, index) => ({ name: `column${index + 1}`, type: null }));
  }
  const sources = (select.fromClause ?? []).flatMap((from) => fromSources(draft, from, ctes));
  const result: OutputColumn[] = [];
  for (const target of select.targetList ?? []) {
    if (!('ResTarget' in target)) continue;
    const { name, val } = target.ResTarget;
    const star =
      val && 'ColumnRef' in val && (val.ColumnRef.fields ?? []).some((field) => 'A_Star' in field)
        ? val.ColumnRef
        : null;
    if (!star) {
      result.push({
        name: name ?? figureColumnName(val) ?? '?column?',
        type: expressionType(draft, val, sources),
      });
      continue;
    }
    const qualifier = strings(star.fields).at(-1);
    const chosen = qualifier === undefined ? sources : sources.filter((source) => source.alias === qualifier);
    if (chosen.length === 0 || chosen.some((source) => source.columns === null)) return null;
    result.push(...chosen.flatMap((source) => source.columns ?? []));
  }
  return result;
}

function renamed(
  columns: readonly OutputColumn[] | null,
  names: readonly string[],
): readonly OutputColumn[] | null {
  return columns?.map((column, index) => ({ ...column, name: names[index] ?? column.name })) ?? null;
}

function fromSources(
  draft: Draft,
  from: Node,
  ctes: ReadonlyMap<string, readonly OutputColumn[] | null>,
): Source[] {
  if ('RangeVar' in from) {
    const { schemaname, relname, alias } = from.RangeVar;
    const name = alias?.aliasname ?? relname ?? '';
    const columns =
      schemaname === undefined && ctes.has(relname ?? '')
        ? (ctes.get(relname ?? '') ?? null)
        : relationColumns(draft, schemaname ?? null, relname ?? '');
    return [{ alias: name, columns: renamed(columns, strings(alias?.colnames)) }];
  }
  if ('JoinExpr' in from) {
    const { larg, rarg, usingClause, isNatural, alias } = from.JoinExpr;
    const sides = [larg, rarg].flatMap((side) => (side ? fromSources(draft, side, ctes) : []));
    // Merged columns of USING come first and once: which ones decides the whole list.
    if (usingClause || isNatural || alias) return sides.map((side) => ({ ...side, columns: null }));
    return sides;
  }
  if ('RangeSubselect' in from) {
    const { subquery, alias } = from.RangeSubselect;
    const columns =
      subquery && 'SelectStmt' in subquery ? selectColumns(draft, subquery.SelectStmt, ctes) : null;
    return [{ alias: alias?.aliasname ?? '', columns: renamed(columns, strings(alias?.colnames)) }];
  }
  return [{ alias: '', columns: null }];
}

function relationColumns(draft: Draft, schema: string | null, name: string): readonly OutputColumn[] | null {
  const relation = draft.relation(schema, name);
  if (isTable(relation)) return relation.complete ? relation.columns : null;
  return isView(relation) ? relation.columns : null;
}

function expressionType(draft: Draft, node: Node | undefined, sources: readonly Source[]): TypeUse | null {
  if (node && 'TypeCast' in node && node.TypeCast.typeName) return resolveType(draft, node.TypeCast.typeName);
  if (node && 'A_Const' in node) return constantType(node.A_Const);
  if (!node || !('ColumnRef' in node)) return null;
  const fields = strings(node.ColumnRef.fields);
  const name = fields.at(-1);
  const qualifier = fields.length > 1 ? fields.at(-2) : undefined;
  const candidates = sources.filter((source) => qualifier === undefined || source.alias === qualifier);
  if (candidates.some((source) => source.columns === null)) return null;
  return (
    candidates.flatMap((source) => source.columns ?? []).find((column) => column.name === name)?.type ?? null
  );
}

/** The type of a constant by itself. */
function constantType(constant: A_Const): TypeUse | null {
  if (constant.ival) return builtinType('int4');
  if (constant.fval) return builtinType('numeric');
  if (constant.boolval) return builtinType('bool');
  return constant.sval ? builtinType('text') : null;
}
