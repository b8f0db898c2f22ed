import type { Node } from '@pgsql/types';
import { systemRelationColumns } from '../../catalog/builtins/system-relations.ts';
import { type Catalog, isTable, isView } from '../../catalog/catalog.ts';
import { parseStatement } from '../../syntax/parse-statement.ts';
import type { SourceRange, Statement } from '../../syntax/statement.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import { columnUse, type Fields, fieldsOf, isFields } from './tree.ts';

/** A relation of a FROM clause under the name that its query gives it; `relation` is null for anything but a plain name. */
interface FromItem {
  readonly alias: string;
  readonly relation: { readonly schema: string | null; readonly name: string } | null;
}

type Scope = readonly FromItem[];

/** A column as a query uses it. */
interface QueryColumn {
  readonly names: readonly (string | null)[];
  readonly location: number;
  /** Innermost first. */
  readonly scopes: readonly Scope[];
  /** True where it is a whole output column without AS, so that its name is the output's. */
  readonly isOutput: boolean;
}

type Visit = (column: QueryColumn) => void;

function fromItems(node: unknown, ctes: ReadonlySet<string>): FromItem[] {
  const range = fieldsOf(node, 'RangeVar');
  if (range) {
    const name = String(range.relname ?? '');
    const schema = typeof range.schemaname === 'string' ? range.schemaname : null;
    const alias = isFields(range.alias) ? range.alias : null;
    const isPlain = !alias?.colnames && !(schema === null && ctes.has(name));
    return [{ alias: String(alias?.aliasname ?? name), relation: isPlain ? { schema, name } : null }];
  }
  const join = fieldsOf(node, 'JoinExpr');
  if (join) return [...fromItems(join.larg, ctes), ...fromItems(join.rarg, ctes)];
  const other =
    fieldsOf(node, 'RangeSubselect') ?? fieldsOf(node, 'RangeFunction') ?? fieldsOf(node, 'RangeTableFunc');
  const alias = other && isFields(other.alias) ? other.alias : null;
  return [{ alias: String(alias?.aliasname ?? ''), relation: null }];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function visitSelect(
  select: Fields,
  outer: readonly Scope[],
  outerCtes: ReadonlySet<string>,
  visit: Visit,
): void {
  const withClause = isFields(select.withClause) ? select.withClause : {};
  const names = list(withClause.ctes).map((cte) => String(fieldsOf(cte, 'CommonTableExpr')?.ctename));
  const ctes = new Set([...outerCtes, ...names]);
  visitNode(withClause.ctes, outer, ctes, visit);
  if (isFields(select.larg) && isFields(select.rarg)) {
    // ORDER BY of a set operation knows only the output names of its first query.
    visitSelect(select.larg, outer, ctes, visit);
    visitSelect(select.rarg, outer, ctes, visit);
    return;
  }
  const scopes = [list(select.fromClause).flatMap((item) => fromItems(item, ctes)), ...outer];
  const renamed = new Set<string>();
  for (const item of list(select.targetList)) {
    const target = fieldsOf(item, 'ResTarget');
    if (typeof target?.name === 'string') renamed.add(target.name);
    const column = fieldsOf(target?.val, 'ColumnRef');
    if (column) visit({ ...columnUse(column), scopes, isOutput: target?.name === undefined });
    else visitNode(target?.val, scopes, ctes, visit);
  }
  // A bare name in ORDER BY or GROUP BY may be that of an output column.
  const unlessRenamed: Visit = (column) => {
    if (column.names.length !== 1 || !renamed.has(column.names[0] ?? '')) visit(column);
  };
  for (const clause of [
    'fromClause',
    'whereClause',
    'havingClause',
    'windowClause',
    'valuesLists',
    'distinctClause',
  ]) {
    visitNode(select[clause], scopes, ctes, visit);
  }
  visitNode(select.sortClause, scopes, ctes, unlessRenamed);
  visitNode(select.groupClause, scopes, ctes, unlessRenamed);
}

function visitNode(node: unknown, scopes: readonly Scope[], ctes: ReadonlySet<string>, visit: Visit): void {
  if (Array.isArray(node)) {
    for (const item of node) visitNode(item, scopes, ctes, visit);
    return;
  }
  if (!isFields(node)) return;
  for (const [tag, value] of Object.entries(node)) {
    if (tag === 'SelectStmt' && isFields(value)) visitSelect(value, scopes, ctes, visit);
    else if (tag === 'ColumnRef' && isFields(value)) visit({ ...columnUse(value), scopes, isOutput: false });
    else visitNode(value, scopes, ctes, visit);
  }
}

/** The columns of a relation as far as they are known. */
function knownColumns(catalog: Catalog, schema: string | null, name: string): readonly string[] | null {
  const relation = catalog.relation(schema, name);
  if (isTable(relation)) return relation.complete ? relation.columns.map((column) => column.name) : null;
  if (isView(relation)) return relation.columns?.map((column) => column.name) ?? null;
  return systemRelationColumns(schema ?? 'pg_catalog', name, catalog.version);
}

/** What a relation should be asked instead of a column that it does not have; null for every other column. */
export type Replacement = (relation: string, column: string) => string | null;

export interface WrongColumn {
  readonly at: SourceRange;
  readonly relation: string;
  readonly column: string;
  readonly replacement: string;
  readonly isOutput: boolean;
}

function resolve(
  use: QueryColumn,
  catalog: Catalog,
  replacement: Replacement,
): Omit<WrongColumn, 'at'> | null {
  const column = use.names.at(-1);
  const qualifier = use.names.at(-2);
  if (typeof column !== 'string') return null;
  for (const scope of use.scopes) {
    const items = qualifier === undefined ? scope : scope.filter(({ alias }) => alias === qualifier);
    let found: Omit<WrongColumn, 'at'> | null = null;
    for (const { relation } of items) {
      if (!relation) return null;
      const isOwn =
        isTable(catalog.relation(relation.schema, relation.name)) ||
        isView(catalog.relation(relation.schema, relation.name));
      const instead = isOwn ? null : replacement(relation.name, column);
      if (instead !== null)
        found ??= { relation: relation.name, column, replacement: instead, isOutput: use.isOutput };
      else if (relation.name !== 'pg_stat_statements') {
        const columns = knownColumns(catalog, relation.schema, relation.name);
        if (!columns || columns.includes(column)) return null;
      }
    }
    if (found) return found;
    if (qualifier !== undefined && items.length > 0) return null;
  }
  return null;
}

/** The columns in the statement's queries that their relation does not have, in the order of their places. */
export function wrongColumns(
  statement: Statement,
  tree: Node,
  catalog: Catalog,
  replacement: Replacement,
): WrongColumn[] {
  const { offsets } = parseStatement(statement);
  const tokens = significantTokens(statement.text);
  const found: WrongColumn[] = [];
  visitNode(tree, [], new Set(), (use) => {
    const wrong = resolve(use, catalog, replacement);
    if (!wrong) return;
    const start = offsets.fromBytes(use.location);
    // The name is the last token of `alias.name`.
    const token = tokens[tokens.findIndex((one) => one.start === start) + 2 * (use.names.length - 1)];
    if (token) found.push({ ...wrong, at: { statement: statement.id, start: token.start, end: token.end } });
  });
  return found.sort((a, b) => a.at.start - b.at.start);
}
