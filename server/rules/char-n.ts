import { builtinName } from './helpers/column-type.ts';
import { columnReference } from './helpers/object-reference.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { changeType, columnsWithWrittenType } from './helpers/type-fix.ts';
import { defineRule } from './rule.ts';

/** Codes whose standard fixes the length, so that padding never happens. */
const fixedLengthCode =
  /(^|_)(iso\d*|hash|\w*hash|sha\d*|md5|digest|checksum|fingerprint|uuid|guid|country|currency|lang|language|locale|region|state|province|code|gender|sex)(_|$)/;

/** Two and three letters for ISO codes, and the digits of hashes and UUIDs. */
function isFixedLength(length: number): boolean {
  return length <= 3 || length === 32 || length === 36 || length >= 40;
}

export default defineRule({
  id: 'char-n',
  severity: 'warning',
  summary: 'A column is char(n), which PostgreSQL pads with blanks.',
  why: `
\`char(n)\` stores every value padded to its length and ignores trailing blanks in comparisons, but not in LIKE,
regular expressions or the client. It saves no space and no time; \`varchar(n)\` keeps the limit without the padding.`,
  source: 'PostgreSQL manual, 8.3 Character Types',
  example: {
    bad: `
create table coupons (
  id bigint primary key,
  token char(12) not null
--      ^^^^^^^^
);`,
    good: `
create table coupons (
  id bigint primary key,
  token varchar(12) not null
);`,
  },
  exceptions:
    'ISO codes, hashes and UUIDs all have the same length, so that nothing is ever padded; they are a hint only.',

  table(table, context, report) {
    for (const column of columnsWithWrittenType(table)) {
      const [length] = column.type.modifiers;
      if (builtinName(column.type) !== 'bpchar' || length === undefined) continue;
      const harmless =
        length === 1 || (isFixedLength(length) && fixedLengthCode.test(snakeCase(column.name)));
      report({
        at: column.typeRange,
        object: columnReference(table, column),
        severity: harmless ? 'hint' : 'warning',
        message: `char(${length}) pads ${table.name}.${column.name} with blanks, which comparisons ignore and LIKE and clients do not. Use varchar(${length})${harmless ? ' or keep it if every value has that length' : ''}.`,
        fixes: () => {
          const fixes = changeType(context, table, column, {
            title: `Change ${column.name} to varchar(${length})`,
            to: ({ column: linked }) =>
              builtinName(linked.type) === 'bpchar'
                ? `varchar(${linked.type.modifiers[0] ?? length})${linked.type.array ? '[]' : ''}`
                : null,
            certain: !harmless,
          });
          return [
            ...fixes,
            ...changeType(context, table, column, {
              title: `Change ${column.name} to text`,
              to: ({ column: linked }) =>
                builtinName(linked.type) === 'bpchar' ? `text${linked.type.array ? '[]' : ''}` : null,
              certain: false,
            }),
          ];
        },
      });
    }
  },
});
