import { identifierValue } from '../../catalog/source.ts';
import { parseStatement } from '../../syntax/parse-statement.ts';
import type { Statement } from '../../syntax/statement.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import { walkTree } from '../../syntax/walk-tree.ts';
import type { Range } from '../../text/range.ts';
import { nameTokens } from './name-tokens.ts';
import type { RenamedName } from './rename-in-place.ts';

/** Statements in which the catalog looks up every name of a table or column. */
const lookedThrough = new Set(
  `SelectStmt InsertStmt UpdateStmt DeleteStmt MergeStmt CreateStmt AlterTableStmt IndexStmt ViewStmt CreateTableAsStmt
  CreateFunctionStmt CreateTrigStmt CreatePolicyStmt CreateDomainStmt AlterDomainStmt RuleStmt CopyStmt ExplainStmt DoStmt
  CallStmt CreateStatsStmt GrantStmt CommentStmt DropStmt RenameStmt AlterOwnerStmt AlterObjectSchemaStmt TruncateStmt
  CreateSeqStmt AlterSeqStmt CreateSchemaStmt CreateEnumStmt CompositeTypeStmt CreateExtensionStmt TransactionStmt
  VariableSetStmt CreateRoleStmt AlterRoleStmt GrantRoleStmt AlterEnumStmt`.split(/\s+/),
);

/** Whether a statement may use the name where nobody looks it up: unknown commands, broken text, names in strings. */
export function hasUnreadableUse(
  statement: Statement,
  { what, from }: RenamedName,
  renamed: readonly Range[],
): boolean {
  const { tree, damages } = parseStatement(statement);
  if (what === 'table' && namesInString(statement, from)) return true;
  const left = nameTokens(statement, from).some(
    ({ start }) => !renamed.some((token) => token.start === start),
  );
  if (!left) return false;
  return (
    damages.some(({ kind }) => kind !== 'missing semicolon') ||
    (tree !== null && !lookedThrough.has(Object.keys(tree)[0] ?? ''))
  );
}

/** `'orders'::regclass` and the like, which a rename would have to reach inside the string. */
function namesInString({ text }: Statement, name: string): boolean {
  const tokens = significantTokens(text);
  return tokens.some(({ kind, start, end }, at) => {
    if (kind !== 'string') return false;
    const last = /(?:"(?:[^"]|"")+"|[^."']+)(?='$)/.exec(text.slice(start, end))?.[0] ?? '';
    if (identifierValue(last) !== name) return false;
    const next = tokens
      .slice(at + 1, at + 3)
      .map((token) => text.slice(token.start, token.end).toLowerCase())
      .join('');
    const before = tokens
      .slice(Math.max(0, at - 2), at)
      .map((token) => text.slice(token.start, token.end).toLowerCase())
      .join('');
    return /^::reg/.test(next) || /(?:to_regclass|pg_get_serial_sequence|regclass)\(?$/.test(before);
  });
}

/** Whether columns are joined because their names are the same. */
export function joinsByName(statement: Statement): boolean {
  let found = false;
  walkTree(parseStatement(statement).tree, (tag, fields) => {
    if (tag === 'JoinExpr' && fields.isNatural === true) found = true;
  });
  return found;
}
