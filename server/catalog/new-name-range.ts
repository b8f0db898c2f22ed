import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';

/** The new name of a RENAME, after the last TO. */
export function newNameRange(draft: Draft): SourceRange {
  const { source } = draft;
  for (let index = source.tokens.length - 1; index > 0; index--) {
    if (source.word(index - 1) === 'TO') return source.range(index, index);
  }
  return source.whole();
}
