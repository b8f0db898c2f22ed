import type { PicturedRelation } from '../../server/protocol/diagram.ts';
import { words } from '../host.ts';

/** In words, for how many rows of the child there are how many of the parent. */
export function cardinalityOf({ childUnique, parentOptional }: PicturedRelation): string {
  if (childUnique) return parentOptional ? words.oneToOneOrNone : words.oneToOne;
  return parentOptional ? words.manyToOneOrNone : words.manyToOne;
}
