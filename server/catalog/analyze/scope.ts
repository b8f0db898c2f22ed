import type { Oid, Table } from '../model.ts';
import type { Analysis, OutputColumn, RowShape } from './analysis.ts';
import type { ExpressionKind } from './expression-kind.ts';
import { opaque, type TypeId } from './type-facts.ts';

/** A column of an item of the FROM clause. */
export interface ItemColumn extends OutputColumn {
  /** The column that a join's merged column shows, where it is one. */
  readonly origin?: { readonly item: number; readonly column: number };
  /** Both columns that a FULL JOIN merges. */
  readonly parts?: readonly { readonly item: number; readonly column: number }[];
}

/** What a name before a dot can mean: a relation, subquery, function or join of a FROM clause (ParseNamespaceItem). */
export interface ScopeItem {
  readonly id: number;
  readonly alias: string;
  /** Of a relation without alias, so that `schema.relation.column` finds it. */
  readonly schema: string | null;
  readonly columns: readonly ItemColumn[];
  readonly open: boolean;
  /** The type of the whole row. */
  readonly rowType: TypeId;
  /** The table, for its primary key, its generated columns and its system columns. */
  readonly table: Table | null;
  readonly systemColumns: boolean;
  /** The table or view that it is, with the names that its columns have there. */
  readonly relation: Oid | null;
  readonly relationColumns: readonly string[];
  readonly isRelationVisible: boolean;
  readonly areColumnsVisible: boolean;
  /** Seen only by LATERAL items while FROM is being read. */
  readonly isLateralOnly: boolean;
  /** False on the nullable side of a RIGHT or FULL join, where LATERAL may not look. */
  readonly isLateralOk: boolean;
}

export interface CommonTable {
  readonly name: string;
  row: RowShape;
  /** False while its own recursive term is being read. */
  isSettled: boolean;
  /** A data-modifying statement without RETURNING has no columns. */
  readonly returnsRows: boolean;
}

/** The arguments of a function, or the variables of a block. */
export interface Variables {
  /** The function's name, which may stand before an argument. */
  readonly owner: string | null;
  readonly named: ReadonlyMap<string, Variable>;
  /** $1, $2 …; null where nothing is known of parameters. */
  readonly parameters: readonly TypeId[] | null;
  /** True where there may be names that we do not know. */
  readonly open: boolean;
}

export interface Variable {
  readonly type: TypeId;
  /** Of a record whose columns are known. */
  readonly row: RowShape | null;
}

/** A definition of the WINDOW clause. */
export interface WindowFacts {
  /** How many expressions it is ordered by, those that it copies too. */
  readonly order: number;
  readonly hasFrame: boolean;
  /** Its number in the clause. */
  readonly place: number;
}

/** One level of a query (ParseState). */
export interface Scope {
  readonly parent: Scope | null;
  /** What names see now; replaced as the FROM clause is read. */
  items: readonly ScopeItem[];
  /** All items by their number, for what references mean. */
  readonly known: Map<number, ScopeItem>;
  readonly tables: Map<string, CommonTable>;
  kind: ExpressionKind;
  isLateralActive: boolean;
  hasAggregates: boolean;
  /** How many calls of set-returning functions were read at this level. */
  setCalls: number;
  /** How many calls of window functions were read at this level. */
  windowCalls: number;
  readonly windows: Map<string, WindowFacts>;
  readonly variables: Variables | null;
  /** VALUE of a domain's CHECK. */
  readonly domainValue: OutputColumn | null;
}

export function createScope(parent: Scope | null, kind: ExpressionKind, more: Partial<Scope> = {}): Scope {
  return {
    parent,
    items: [],
    known: new Map(),
    tables: new Map(),
    kind,
    isLateralActive: false,
    hasAggregates: false,
    setCalls: 0,
    windowCalls: 0,
    windows: new Map(),
    variables: null,
    domainValue: null,
    ...more,
  };
}

export interface NewItem {
  readonly alias: string;
  readonly row: { readonly columns: readonly ItemColumn[]; readonly open: boolean };
  readonly schema?: string | null;
  readonly rowType?: TypeId;
  readonly table?: Table | null;
  readonly systemColumns?: boolean;
  readonly relation?: { readonly oid: Oid; readonly columns: readonly string[] } | null;
}

/** An item that is seen by its name and by its columns' names. */
export function createItem(a: Analysis, scope: Scope, item: NewItem): ScopeItem {
  const created: ScopeItem = {
    id: ++a.itemCount,
    alias: item.alias,
    schema: item.schema ?? null,
    columns: item.row.columns,
    open: item.row.open,
    rowType: item.rowType ?? 'record',
    table: item.table ?? null,
    systemColumns: item.systemColumns ?? false,
    relation: item.relation?.oid ?? null,
    relationColumns: item.relation?.columns ?? [],
    isRelationVisible: true,
    areColumnsVisible: true,
    isLateralOnly: false,
    isLateralOk: true,
  };
  scope.known.set(created.id, created);
  return created;
}

/** A WITH query by its name, from the inside out. */
export function findCommonTable(scope: Scope, name: string): CommonTable | null {
  for (let level: Scope | null = scope; level; level = level.parent) {
    const found = level.tables.get(name);
    if (found) return found;
  }
  return null;
}

export const openRow: RowShape = { columns: [], open: true };

/** The output column with another name. */
export function renameColumns(row: RowShape, names: readonly string[]): RowShape {
  if (names.length === 0) return row;
  const columns = row.columns.map((column, at) => ({ ...column, name: names[at] ?? column.name }));
  // The first columns of a row that is known only in part may be ours by name, never by type.
  if (row.open)
    for (let at = columns.length; at < names.length; at++)
      columns.push({ name: names[at] ?? '', type: opaque, modifiers: [] });
  return { columns, open: row.open };
}
