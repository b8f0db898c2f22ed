import type { SourceRange } from '../../syntax/statement.ts';
import type { Fix, SourceReader } from '../rule.ts';
import { suggestion } from './fix.ts';

/** Types of other systems, by what PostgreSQL has for them. */
const counterparts: Readonly<Record<string, string>> = {
  timestamptz: 'datetime smalldatetime datetime2 datetimeoffset',
  bytea: 'blob tinyblob mediumblob longblob varbinary binary',
  text: 'tinytext mediumtext longtext ntext clob nclob string',
  varchar: 'nvarchar varchar2 nvarchar2',
  numeric: 'number',
  smallint: 'tinyint int1',
  integer: 'mediumint int3 uint32 int32',
  bigint: 'int64 uint64 long',
  'double precision': 'double float64',
  uuid: 'uniqueidentifier guid',
};

const byName = new Map(
  Object.entries(counterparts).flatMap(([ours, theirs]) => theirs.split(' ').map((one) => [one, ours])),
);
/** Those that take what stands in parentheses behind the other system's type. */
const takesModifiers = new Set(['varchar', 'numeric', 'timestamptz']);

/** What PostgreSQL has for a type of another system; null for any other name. */
export function counterpartOf(type: string): string | null {
  return byName.get(type) ?? null;
}

/** Replaces a type of another system, with the length behind it where ours takes none. */
export function counterpartFix(source: SourceReader, at: SourceRange, counterpart: string): Fix {
  const next = source.statement(at.statement)?.text.slice(at.end) ?? '';
  const modifiers = /^\s*\(\s*\w+\s*(?:,\s*\w+\s*)?\)/.exec(next)?.[0] ?? '';
  const end = takesModifiers.has(counterpart) ? at.end : at.end + modifiers.length;
  return suggestion(`Change to ${counterpart}`, [{ at: { ...at, end }, newText: counterpart }]);
}
