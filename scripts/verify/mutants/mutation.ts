import type { TextEdit } from '../../../server/text/range.ts';
import type { Random } from '../random-source.ts';
import type { Ground } from './ground.ts';

export const mutationKinds = [
  'drop table',
  'drop column',
  'drop type',
  'drop constraint',
  'rename table',
  'rename column',
  'rename type',
  'rename constraint',
  'change type',
  'swap statements',
  'duplicate name',
  'misspell',
  'delete comma',
  'delete parenthesis',
  'delete keyword',
  'change key columns',
  'break expression',
] as const;

export type MutationKind = (typeof mutationKinds)[number];

/** Offsets refer to the unmutated text; the edits are sorted and do not overlap. */
export type Edits = readonly TextEdit[];

export interface Mutation {
  readonly kind: MutationKind;
  readonly edits: Edits;
}

/** Proposes one mutation of its kind; null where the dice fall on nothing that can be mutated. */
export type Mutator = (ground: Ground, random: Random) => Edits | null;

export function replace(range: { readonly start: number; readonly end: number }, newText: string): TextEdit {
  return { start: range.start, end: range.end, newText };
}
