import type { DropStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { dependentsOfRelation, isOwnedByIdentity } from './dependents.ts';
import type { Draft } from './draft.ts';
import { dropRelation } from './drop.ts';
import { listed } from './drop-other.ts';
import type { Oid } from './model.ts';
import { isOtherKind } from './relation-kinds.ts';
import { reportDependents } from './report-dependents.ts';

/** DROP TABLE, VIEW, INDEX and SEQUENCE: all of them, or none where one cannot be dropped. */
export function dropRelations(
  draft: Draft,
  { objects = [], removeType, missing_ok: missingOk }: DropStmt,
  what: 'table' | 'view' | 'index' | 'sequence',
  cascade: boolean,
): void {
  const { source } = draft;
  let at = 2;
  while (
    ['VIEW', 'TABLE', 'CONCURRENTLY', 'IF', 'EXISTS'].includes(source.word(at)) &&
    source.word(at + 1) !== ',' &&
    source.word(at + 1) !== '.'
  )
    at++;
  const found: Oid[] = [];
  const places = new Map<Oid, SourceRange>();
  for (const object of objects) {
    const names = listed(object);
    const name = { schema: names.length > 1 ? (names.at(-2) ?? null) : null, name: names.at(-1) ?? '' };
    const last = source.nameEnd(at);
    const oid = draft.relationOid(name.schema, name.name);
    const relation = oid === undefined ? undefined : draft.object(oid);
    const place = source.range(at, last);
    if (oid !== undefined && relation && 'name' in relation) {
      if (isOtherKind(draft, removeType, relation, place)) return;
      found.push(oid);
      places.set(oid, place);
    } else if (!missingOk && !draft.isSystemRelation(name.schema, name.name))
      draft.reportRelation(name, source.range(at, last), what, what === 'index' ? '42704' : '42P01');
    at = last + 2;
  }
  let isNeeded = false;
  for (const oid of found) {
    const object = draft.object(oid);
    const name = object && 'name' in object ? object.name : '';
    // What a key or an identity column needs goes only with it.
    const isCascadable =
      object?.kind !== 'index' && !(object?.kind === 'sequence' && isOwnedByIdentity(draft, oid));
    if (cascade && isCascadable) continue;
    const dependents = dependentsOfRelation(draft, oid, found);
    isNeeded =
      reportDependents(draft, `${what} ${name}`, places.get(oid)!, dependents, isCascadable) || isNeeded;
  }
  if (isNeeded) return;
  for (const oid of found) dropRelation(draft, oid);
}
