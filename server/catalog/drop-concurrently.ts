import type { Node } from '@pgsql/types';
import type { Draft } from './draft.ts';
import { listed, placeOf } from './drop-other.ts';
import { refuse } from './refuse.ts';

/** Reports what DROP INDEX CONCURRENTLY cannot do; true where there is something. */
export function isNoConcurrentDrop(draft: Draft, objects: readonly Node[], cascade: boolean): boolean {
  const at = draft.source.find('CONCURRENTLY', 1);
  const report = (message: string, place = draft.source.range(at, at)) => {
    refuse(draft, place, '0A000', message);
    return true;
  };
  if (objects.length > 1) return report('DROP INDEX CONCURRENTLY does not support dropping multiple objects');
  if (cascade) return report('DROP INDEX CONCURRENTLY does not support CASCADE');
  const names = objects[0] ? listed(objects[0]) : [];
  const found = draft.relation(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
  const owner = found?.kind === 'index' ? draft.table(found.table) : undefined;
  // Of a temporary table PostgreSQL drops it as without the word.
  return owner?.kind === 'partitioned table' && owner.persistence !== 'temporary'
    ? report(`cannot drop partitioned index "${names.at(-1)}" concurrently`, placeOf(draft, names))
    : false;
}
