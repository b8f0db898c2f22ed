import type { Node } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import type { PostgresMajor } from './builtins/builtins.ts';
import type { Draft } from './draft.ts';
import { refuse } from './refuse.ts';
import type { Source } from './source.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A part of SQL that came with a version. */
interface Newer {
  readonly since: PostgresMajor;
  readonly tag: string;
  /** The word at which an older one stops, looked for from the node on. */
  readonly word: string;
  readonly isUsed: (fields: Fields) => boolean;
}

/** Whether a field holds something: lists that are not written are left out of the tree, and so is false. */
function has(name: string): (fields: Fields) => boolean {
  return (fields) => fields[name] !== undefined;
}

const always = () => true;

function ofKind(...kinds: readonly string[]): (fields: Fields) => boolean {
  return ({ contype, subtype }) => kinds.includes(String(contype ?? subtype));
}

function returnsWith({ returningClause }: Fields): boolean {
  return (returningClause as Fields | undefined)?.options !== undefined;
}

function publishesSchema({ pubobjects }: Fields): boolean {
  return ((pubobjects as readonly Node[] | undefined) ?? []).some(
    (one) =>
      'PublicationObjSpec' in one &&
      String(one.PublicationObjSpec.pubobjtype).startsWith('PUBLICATIONOBJ_TABLES_IN'),
  );
}

function ofPublishedTable(name: string): (fields: Fields) => boolean {
  return ({ pubtable }) => (pubtable as Fields | undefined)?.[name] !== undefined;
}

const newer: readonly Newer[] = [
  {
    since: 18,
    tag: 'Constraint',
    word: 'VIRTUAL',
    isUsed: ({ contype, generated_kind }) => contype === 'CONSTR_GENERATED' && generated_kind === 'v',
  },
  {
    since: 18,
    tag: 'Constraint',
    word: 'ENFORCED',
    isUsed: ofKind('CONSTR_ATTR_ENFORCED', 'CONSTR_ATTR_NOT_ENFORCED'),
  },
  {
    since: 18,
    tag: 'Constraint',
    word: 'ENFORCED',
    isUsed: ({ contype, is_enforced }) =>
      (contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN') && is_enforced !== true,
  },
  { since: 18, tag: 'ATAlterConstraint', word: 'ENFORCED', isUsed: has('alterEnforceability') },
  { since: 18, tag: 'Constraint', word: 'WITHOUT', isUsed: has('without_overlaps') },
  { since: 18, tag: 'Constraint', word: 'PERIOD', isUsed: has('fk_with_period') },
  {
    since: 18,
    tag: 'Constraint',
    word: 'NOT',
    isUsed: ({ contype, keys }) => contype === 'CONSTR_NOTNULL' && keys !== undefined,
  },
  ...['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'].map(
    (tag): Newer => ({ since: 18, tag, word: 'RETURNING', isUsed: returnsWith }),
  ),
  { since: 17, tag: 'MergeStmt', word: 'RETURNING', isUsed: has('returningClause') },
  {
    since: 17,
    tag: 'MergeWhenClause',
    word: 'SOURCE',
    isUsed: ({ matchKind }) => matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE',
  },
  { since: 17, tag: 'AlterTableCmd', word: 'EXPRESSION', isUsed: ofKind('AT_SetExpression') },
  { since: 17, tag: 'JsonTable', word: 'JSON_TABLE', isUsed: always },
  ...['JsonFuncExpr', 'JsonParseExpr', 'JsonScalarExpr', 'JsonSerializeExpr'].map(
    (tag): Newer => ({ since: 17, tag, word: '', isUsed: always }),
  ),
  ...['JsonObjectConstructor', 'JsonArrayConstructor'].map(
    (tag): Newer => ({ since: 16, tag, word: '', isUsed: always }),
  ),
  { since: 16, tag: 'JsonObjectAgg', word: 'JSON_OBJECTAGG', isUsed: always },
  { since: 16, tag: 'JsonArrayAgg', word: 'JSON_ARRAYAGG', isUsed: always },
  { since: 16, tag: 'JsonIsPredicate', word: 'JSON', isUsed: always },
  { since: 16, tag: 'ColumnDef', word: 'STORAGE', isUsed: has('storage_name') },
  { since: 16, tag: 'CreateStatsStmt', word: 'ON', isUsed: ({ defnames }) => defnames === undefined },
  { since: 15, tag: 'MergeStmt', word: 'MERGE', isUsed: always },
  ...['CreatePublicationStmt', 'AlterPublicationStmt'].map(
    (tag): Newer => ({ since: 15, tag, word: 'TABLES', isUsed: publishesSchema }),
  ),
  { since: 15, tag: 'PublicationObjSpec', word: '(', isUsed: ofPublishedTable('columns') },
  { since: 15, tag: 'PublicationObjSpec', word: 'WHERE', isUsed: ofPublishedTable('whereClause') },
  { since: 15, tag: 'Constraint', word: 'NULLS', isUsed: has('nulls_not_distinct') },
  { since: 15, tag: 'IndexStmt', word: 'NULLS', isUsed: has('nulls_not_distinct') },
  { since: 15, tag: 'Constraint', word: 'SET', isUsed: has('fk_del_set_cols') },
  { since: 14, tag: 'ColumnDef', word: 'COMPRESSION', isUsed: has('compression') },
  { since: 14, tag: 'CreateFunctionStmt', word: 'ATOMIC', isUsed: has('sql_body') },
  { since: 14, tag: 'CreateTrigStmt', word: 'REPLACE', isUsed: has('replace') },
  { since: 14, tag: 'PartitionCmd', word: 'CONCURRENTLY', isUsed: has('concurrent') },
  { since: 14, tag: 'CommonTableExpr', word: 'SEARCH', isUsed: has('search_clause') },
  { since: 14, tag: 'CommonTableExpr', word: 'CYCLE', isUsed: has('cycle_clause') },
  { since: 14, tag: 'SelectStmt', word: 'DISTINCT', isUsed: has('groupDistinct') },
  { since: 14, tag: 'StatsElem', word: 'ON', isUsed: has('expr') },
];

const newest = Math.max(...newer.map(({ since }) => since));

/** Reports what a later PostgreSQL than the target brought: the parser here is that of the newest. */
export function checkSyntaxVersion(draft: Draft, tree: Node): void {
  if (draft.version >= newest) return;
  const later = newer.filter(({ since }) => since > draft.version);
  walkTree(tree, (tag, fields) => {
    const found = later.find((one) => one.tag === tag && one.isUsed(fields));
    if (!found) return true;
    const index = placeOf(draft.source, fields, found.word);
    const at = draft.source.range(index, index);
    const word = draft.source.word(index) || draft.source.statement.text.slice(at.start, at.end);
    refuse(
      draft,
      at,
      '42601',
      `${word} is known since PostgreSQL ${found.since}, but the target is ${draft.version}`,
    );
    return false;
  });
}

/** The token of a word at or after a node; the node's own where it is not written. */
function placeOf(source: Source, fields: Fields, word: string): number {
  const location = fields.location as number | undefined;
  const first = source.tokenIndex(source.offset(location));
  for (let index = first; word !== '' && index < source.tokens.length; index++)
    if (source.word(index) === word) return index;
  return first;
}
