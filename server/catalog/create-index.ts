import type { IndexStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import {
  chooseIndexName,
  cloneIndex,
  columnNumber,
  elementName,
  type Indexed,
  indexKey,
  isRelationTaken,
  listElements,
  putIndex,
} from './add-index.ts';
import { builtinsOf } from './builtins/builtins.ts';
import { isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import { extensionOfMethod, uninstalled } from './extension-contents.ts';
import { keys } from './keys.ts';
import { reportMissing } from './missing-object.ts';
import type { Index, IndexKey } from './model.ts';
import { clipName } from './names.ts';
import { lacksPartitionKey } from './partition-key.ts';
import { refuse } from './refuse.ts';

/** PostgreSQL takes GiST for the name of its R-tree, which is long gone. */
function methodOf({ accessMethod = 'btree' }: IndexStmt): string {
  return accessMethod === 'rtree' ? 'gist' : accessMethod;
}

/** Whether there is such an access method; reported where there is none. */
function hasAccessMethod(draft: Draft, name: string): boolean {
  const builtins = builtinsOf(draft.version);
  if (builtins.accessMethods.includes(name)) return true;
  const isOfExtension = draft.installedExtensions().some((extension) => {
    const contents = builtins.extension(extension);
    return !contents?.complete || contents.accessMethods.includes(name);
  });
  if (isOfExtension || draft.get(keys.unknownExtension) === true) return true;
  reportMissing(draft, {
    what: 'access method',
    name,
    table: null,
    at: draft.source.findName(name, Math.max(0, draft.source.find('USING', 0))),
    sqlstate: '42704',
    candidates: builtins.accessMethods,
    extension: uninstalled(draft, extensionOfMethod(name)),
  });
  return false;
}

/** What the built-in access methods but btree can do besides finding rows by one key (IndexAmRoutine). */
const abilities: Readonly<Record<string, readonly string[]>> = {
  hash: [],
  gin: ['multicolumn indexes'],
  gist: ['included columns', 'multicolumn indexes'],
  spgist: ['included columns'],
  brin: ['multicolumn indexes'],
};

/** Reports what an index of such a method cannot be; true where there is something. */
function isBeyondMethod(draft: Draft, statement: IndexStmt, at: SourceRange): boolean {
  const method = methodOf(statement);
  const able = abilities[method];
  const { unique, indexParams = [], indexIncludingParams = [] } = statement;
  const elements = indexParams.flatMap((one) => ('IndexElem' in one ? [one.IndexElem] : []));
  const asked = [
    unique && 'unique indexes',
    indexIncludingParams.length > 0 && 'included columns',
    indexParams.length > 1 && 'multicolumn indexes',
    elements.some(({ ordering }) => ordering === 'SORTBY_ASC' || ordering === 'SORTBY_DESC') &&
      'ASC/DESC options',
    elements.some(
      ({ nulls_ordering: nulls }) => nulls === 'SORTBY_NULLS_FIRST' || nulls === 'SORTBY_NULLS_LAST',
    ) && 'NULLS FIRST/LAST options',
  ];
  const missing = able && asked.find((one) => one !== false && one !== undefined && !able.includes(one));
  if (!missing) return false;
  refuse(draft, at, '0A000', `access method "${method}" does not support ${missing}`);
  return true;
}

/** CREATE INDEX. */
export function createIndex(draft: Draft, statement: IndexStmt): void {
  const { source } = draft;
  const relation = statement.relation;
  if (!relation) return;
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const owner = draft.relation(name.schema, name.name);
  const ownerAt = source.tokenIndex(source.offset(relation.location));
  if (!owner) {
    draft.reportRelation(name, source.range(ownerAt, source.nameEnd(ownerAt)), 'table');
    return;
  }
  if (!isTable(owner) && owner.kind !== 'materialized view')
    return refuse(
      draft,
      source.range(ownerAt, source.nameEnd(ownerAt)),
      '42809',
      `cannot create index on relation "${name.name}"`,
    );
  // What else the table holds makes no other index.
  const given = [owner.columns, owner.schema, owner.name, owner.kind, isTable(owner) && owner.complete];
  const index = draft.begin(() => makeIndex(draft, statement, owner, ownerAt), given);
  if (!index) return;
  if (isTable(owner) && lacksPartitionKey(draft, owner, index, index.keysRange ?? index.range)) return;
  putIndex(draft, owner, index);
  if (isTable(owner) && (relation.inh ?? false)) cloneIndex(draft, owner, index);
}

/** The index of CREATE INDEX; null where it is reported as wrong, or is there already. */
function makeIndex(draft: Draft, statement: IndexStmt, owner: Indexed, ownerAt: number): Index | null {
  const { source } = draft;
  const on = source.find('ON', 0, ownerAt);
  const nameRange = statement.idxname === undefined ? null : source.range(on - 1, on - 1);
  const idxname = statement.idxname === undefined ? undefined : clipName(statement.idxname);
  if (!hasAccessMethod(draft, methodOf(statement))) return null;
  // A B-tree can do all of it.
  const using = methodOf(statement) === 'btree' ? -1 : source.find('USING', 0);
  if (using > 0 && isBeyondMethod(draft, statement, source.range(using, using + 1))) return null;
  const open = source.find('(', source.nameEnd(ownerAt) + 1);
  const places = open < 0 ? [] : listElements(source, open);
  const keyList = (statement.indexParams ?? []).map((node, index) =>
    'IndexElem' in node
      ? indexKey(draft, owner, node.IndexElem, places[index] ?? { first: open, last: open })
      : null,
  );
  const includeAt = source.find('INCLUDE', ownerAt);
  const includePlaces = includeAt < 0 ? [] : listElements(source, includeAt + 1);
  const include = (statement.indexIncludingParams ?? []).flatMap((node, index) => {
    if (!('IndexElem' in node) || node.IndexElem.name === undefined) return [];
    const number = columnNumber(
      draft,
      owner,
      node.IndexElem.name,
      includePlaces[index] ?? { first: 0, last: source.tokens.length - 1 },
    );
    return number === null ? [] : [number];
  });
  if (keyList.some((key) => key === null)) return null;
  const where = statement.whereClause ? source.find('WHERE', ownerAt) : -1;
  // PostgreSQL looks at the columns first, also where there is an index of the name.
  if (idxname !== undefined && !draft.isRelationNameFree(owner.schema, idxname)) {
    if (!statement.if_not_exists)
      isRelationTaken(draft, owner.schema, idxname, nameRange ?? source.whole(), 'index', owner.oid);
    return null;
  }
  const last =
    source.word(source.tokens.length - 1) === ';' ? source.tokens.length - 2 : source.tokens.length - 1;
  const names = [...(statement.indexParams ?? []), ...(statement.indexIncludingParams ?? [])].map(
    elementName,
  );
  return {
    oid: draft.newOid(),
    name: idxname ?? chooseIndexName(draft, owner, names, 'idx'),
    named: idxname !== undefined,
    unique: statement.unique ?? false,
    primary: false,
    constraint: false,
    exclusion: false,
    immediate: true,
    method: methodOf(statement),
    keys: keyList.filter((key): key is IndexKey => key !== null),
    include,
    predicate: statement.whereClause ? source.expression(statement.whereClause, where + 1, last) : null,
    nullsNotDistinct: statement.nulls_not_distinct ?? false,
    inherited: false,
    parent: null,
    comment: null,
    range: source.whole(),
    nameRange,
    keysRange: places.length > 0 ? source.range(places[0]!.first, places.at(-1)!.last) : null,
  };
}
