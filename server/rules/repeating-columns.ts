import type { Column, Table } from '../catalog/model.ts';
import { columnReference } from './helpers/object-reference.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { inWords } from './helpers/written-name.ts';
import { defineRule } from './rule.ts';

/** Words whose number is part of the name: address lines, hash and encoding names, units, quarters. */
const numberedWords =
  /(^|_|address|street)(line|lines|addr|address|street|md|sha|crc|utf|ipv|ip|base|mp|h|oauth|v|version|q|level|lvl|day|week|month|year|top|pm|co|no|ch|x|y|z)$/;

interface Numbered {
  readonly column: Column;
  readonly number: number;
}

/** Columns whose names differ only in a number at their end, by the rest of the name and the type. */
function groupByStem(table: Table): Map<string, Numbered[]> {
  const groups = new Map<string, Numbered[]>();
  for (const column of table.columns) {
    const match = /^(.*?[a-z])_?(\d{1,2})$/i.exec(column.name);
    const stem = match?.[1] === undefined ? undefined : snakeCase(match[1]);
    if (!stem || column.inherited || stem.length < 2 || numberedWords.test(stem)) continue;
    const key = `${stem} ${column.type.type} ${column.type.array}`;
    groups.set(key, [...(groups.get(key) ?? []), { column, number: Number(match?.[2]) }]);
  }
  return groups;
}

/** The columns numbered in sequence from 0 or 1, at least two of them; else none. */
function sequence(group: readonly Numbered[]): readonly Numbered[] {
  const sorted = [...group].sort((a, b) => a.number - b.number);
  const first = sorted[0]?.number ?? -1;
  const isSequence =
    (first === 0 || first === 1) && sorted.every(({ number }, place) => number === first + place);
  return isSequence && sorted.length >= 2 ? sorted : [];
}

export default defineRule({
  id: 'repeating-columns',
  severity: 'warning',
  summary: 'A table has numbered columns for several values of one kind.',
  why: `
With \`phone1\`, \`phone2\`, \`phone3\` every search has to look into each column, no constraint keeps a value from
appearing twice, and a fourth value needs a new column and new queries. A child table holds any number.`,
  source: 'Bill Karwin, SQL Antipatterns: Multicolumn Attributes; first normal form',
  example: {
    bad: `
create table contacts (
  id bigint primary key,
  phone1 text,
--^^^^^^
  phone2 text,
  phone3 text
);`,
    good: `
create table contacts (id bigint primary key);
create table contact_phones (
  contact_id bigint not null references contacts (id) on delete cascade,
  phone text not null,
  primary key (contact_id, phone)
);`,
  },
  exceptions: `
Lines of an address and names such as \`sha256\`, \`utf8\` or \`ipv4\` are not reported. A number that is fixed by the
matter itself, such as the two teams of a match, is a reason to ignore it.`,

  table(table, _context, report) {
    if (table.partitionOf !== null) return;
    for (const group of groupByStem(table).values()) {
      const [first, ...others] = sequence(group);
      if (!first) continue;
      const names = inWords([first, ...others].map(({ column }) => column.name));
      report({
        at: first.column.nameRange,
        object: columnReference(table, first.column),
        message: `${table.name} keeps values of one kind in ${names}, so each query has to look into all of them and one more value needs a new column. Move them to a table with one row per value.`,
        related: others.map(({ column }) => ({
          at: column.nameRange,
          message: `${column.name} is of the same kind.`,
        })),
      });
    }
  },
});
