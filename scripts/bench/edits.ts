/** An edit that is made and taken back in turns: `old` and `new` stand at the same offset. */
export interface BenchEdit {
  readonly name: string;
  readonly offset: number;
  readonly old: string;
  readonly new: string;
}

/** The offset after the name of the first table that is created from there on. */
export function tableNameEnd(text: string, from: number): number {
  const pattern = /create table (\w+)/gi;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (!match) throw new Error('the generated text has no table there');
  return match.index + match[0].length;
}

/** The four edits that are timed. */
export function benchEdits(text: string): BenchEdit[] {
  const middle = text.length >> 1;
  const hub = /create table account_\d+ \(\s+id /gi;
  hub.lastIndex = text.lastIndexOf('CREATE TABLE account_', middle);
  const type = hub.exec(text);
  if (!type) throw new Error('the generated text has no hub before its middle');
  return [
    { name: 'a character in a name, mid-file', offset: tableNameEnd(text, middle), old: '', new: 'x' },
    { name: 'a stray parenthesis, mid-file', offset: tableNameEnd(text, middle), old: '', new: ')' },
    { name: 'a character in the first table’s name', offset: tableNameEnd(text, 0), old: '', new: 'x' },
    {
      name: 'the type of a referenced column',
      offset: type.index + type[0].length,
      old: 'bigint',
      new: 'uuid',
    },
  ];
}
