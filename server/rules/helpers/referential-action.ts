import type { ForeignKey } from '../../catalog/model.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import type { Edit, SourceReader } from '../rule.ts';

/** Where an action can be put into a foreign key: behind its columns and MATCH, before DEFERRABLE. */
export function insertAction(source: SourceReader, key: ForeignKey, action: string): Edit {
  const { statement } = key.range;
  const text = source.statement(statement)?.text ?? '';
  const tokens = significantTokens(text);
  const word = (index: number) => text.slice(tokens[index]?.start, tokens[index]?.end).toUpperCase();
  const first = tokens.findIndex(({ start }) => start >= key.targetRange.end);
  let end = key.targetRange.end;
  let index = first;
  if (index >= 0 && word(index) === '(') {
    while (index < tokens.length && word(index) !== ')') index++;
    end = tokens[index]?.end ?? end;
    index++;
  }
  if (index >= 0 && word(index) === 'MATCH') end = tokens[index + 1]?.end ?? end;
  return { at: { statement, start: end, end }, newText: ` ${action}` };
}
