import type { A_Expr, Node, SelectStmt, SubLink } from '@pgsql/types';
import type { Draft } from './draft.ts';
import { existsInCatalog, type Restriction } from './find-in-catalog.ts';
import { strings } from './types.ts';

/** Null where it depends on more than names in the catalog. */
type Truth = boolean | null;

/**
 * Whether a condition of a block holds: `EXISTS (SELECT … FROM pg_type WHERE typname = 'x')` and its kin, with AND, OR
 * and NOT, and `to_regclass('x') IS NULL`.
 */
export function evaluateCondition(draft: Draft, node: Node | undefined): Truth {
  if (!node) return null;
  if ('BoolExpr' in node) {
    const parts = (node.BoolExpr.args ?? []).map((one) => evaluateCondition(draft, one));
    if (node.BoolExpr.boolop === 'NOT_EXPR') return negate(parts[0] ?? null);
    return node.BoolExpr.boolop === 'AND_EXPR' ? every(parts) : negate(every(parts.map(negate)));
  }
  if ('A_Const' in node) return node.A_Const.boolval ? (node.A_Const.boolval.boolval ?? false) : null;
  if ('SubLink' in node && node.SubLink.subLinkType === 'EXISTS_SUBLINK')
    return selects(draft, node.SubLink.subselect);
  if ('NullTest' in node) {
    const found = resolvesName(draft, node.NullTest.arg);
    return node.NullTest.nulltesttype === 'IS_NULL' ? negate(found) : found;
  }
  if ('A_Expr' in node) return evaluateCount(draft, node.A_Expr);
  return null;
}

function negate(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

function every(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

/** `(SELECT count(*) FROM …) = 0`, and `> 0`. */
function evaluateCount(draft: Draft, { name, lexpr, rexpr }: A_Expr): Truth {
  const isZero = rexpr && 'A_Const' in rexpr && rexpr.A_Const.ival !== undefined && !rexpr.A_Const.ival.ival;
  const query: SubLink | undefined =
    lexpr && 'SubLink' in lexpr && lexpr.SubLink.subLinkType === 'EXPR_SUBLINK' ? lexpr.SubLink : undefined;
  if (!isZero || !query?.subselect || !('SelectStmt' in query.subselect)) return null;
  const [target] = query.subselect.SelectStmt.targetList ?? [];
  const call = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (!call || !('FuncCall' in call) || strings(call.FuncCall.funcname).at(-1) !== 'count') return null;
  const found = selects(draft, query.subselect);
  const operator = strings(name).at(-1);
  return operator === '=' ? negate(found) : operator === '>' || operator === '<>' ? found : null;
}

/** Whether a query of the catalogs gives a row. */
function selects(draft: Draft, query: Node | undefined): Truth {
  if (!query || !('SelectStmt' in query)) return null;
  const { fromClause, whereClause, groupClause, havingClause, limitOffset, withClause, op } =
    query.SelectStmt;
  const isPlain =
    !groupClause && !havingClause && !limitOffset && !withClause && (op ?? 'SETOP_NONE') === 'SETOP_NONE';
  const restrictions: Restriction[] = [];
  let isExact = isPlain;
  const relations: string[] = [];
  for (const one of fromClause ?? []) if (!addSource(one, relations, restrictions)) return null;
  if (whereClause && !addRestrictions(whereClause, restrictions)) isExact = false;
  if (!isPlain) return null;
  return existsInCatalog(draft, relations, restrictions, isExact);
}

/** The relations of FROM, which are joined on their oids; false for what is none. */
function addSource(node: Node, relations: string[], restrictions: Restriction[]): boolean {
  if ('RangeVar' in node) {
    const { schemaname, relname } = node.RangeVar;
    relations.push(schemaname === 'information_schema' ? `${schemaname}.${relname}` : (relname ?? ''));
    return schemaname === undefined || schemaname === 'information_schema' || schemaname === 'pg_catalog';
  }
  if (!('JoinExpr' in node) || node.JoinExpr.jointype !== 'JOIN_INNER') return false;
  const { larg, rarg, quals } = node.JoinExpr;
  if (quals) addRestrictions(quals, restrictions);
  return (
    !!larg && !!rarg && addSource(larg, relations, restrictions) && addSource(rarg, relations, restrictions)
  );
}

/** Takes apart what AND joins; false where some of it is not of the form `column = 'value'`. */
function addRestrictions(node: Node, restrictions: Restriction[]): boolean {
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR')
    return (node.BoolExpr.args ?? []).map((one) => addRestrictions(one, restrictions)).every((one) => one);
  // A dropped column keeps its row in pg_attribute.
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'NOT_EXPR')
    return columnOf(node.BoolExpr.args?.[0]) === 'attisdropped';
  if (!('A_Expr' in node) || node.A_Expr.kind !== 'AEXPR_OP') return false;
  const { lexpr, rexpr } = node.A_Expr;
  const operator = strings(node.A_Expr.name).at(-1);
  const [left, right] = [columnOf(lexpr), columnOf(rexpr)];
  if (left === 'attnum' && operator === '>') return true;
  if (operator !== '=') return false;
  // The condition of a join.
  if (left !== null && right !== null) return /^(?:oid|\w+(?:oid|relid|namespace|typid))$/.test(left);
  const column = left ?? right;
  const value = literalOf(left === null ? lexpr : rexpr);
  if (column === null || value === null) return false;
  restrictions.push({ column, value });
  return true;
}

function columnOf(node: Node | undefined): string | null {
  if (node && 'TypeCast' in node) return columnOf(node.TypeCast.arg);
  return node && 'ColumnRef' in node ? (strings(node.ColumnRef.fields).at(-1) ?? null) : null;
}

const currentNames: Readonly<Record<string, string>> = { current_schema: 'current schema' };

/** A literal, cast or not, and `current_schema()`. */
function literalOf(node: Node | undefined): string | null {
  if (!node) return null;
  if ('TypeCast' in node) return literalOf(node.TypeCast.arg);
  if ('A_Const' in node) return node.A_Const.sval ? (node.A_Const.sval.sval ?? '') : null;
  if ('FuncCall' in node) return currentNames[strings(node.FuncCall.funcname).at(-1) ?? ''] ?? null;
  if ('SQLValueFunction' in node)
    return node.SQLValueFunction.op === 'SVFOP_CURRENT_SCHEMA' ? 'current schema' : null;
  return null;
}

/** Whether `to_regclass('name')` or `to_regtype('name')` finds something. */
function resolvesName(draft: Draft, node: Node | undefined): Truth {
  if (!node || !('FuncCall' in node)) return null;
  const name = strings(node.FuncCall.funcname).at(-1);
  const value = literalOf(node.FuncCall.args?.[0]);
  const relation = name === 'to_regclass' ? 'pg_class' : name === 'to_regtype' ? 'pg_type' : null;
  if (relation === null || value === null) return null;
  return existsInCatalog(draft, [relation], [{ column: 'oid', value }], true);
}

/** The select of `SELECT condition`, as which a condition is read. */
export function conditionOf({ targetList }: SelectStmt): Node | undefined {
  const [target] = targetList ?? [];
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}
