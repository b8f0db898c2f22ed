import type { AlterDomainStmt, Constraint, CreateDomainStmt, Node } from '@pgsql/types';
import { strings } from '../types.ts';
import type { Analysis, OutputColumn } from './analysis.ts';
import { analyzePart } from './analyze-expression.ts';
import { requireCollatable } from './collation.ts';
import { baseType } from './type-facts.ts';
import { findType, resolveTypeName } from './type-name.ts';

/** The default and the checks of CREATE DOMAIN. */
export function analyzeDomain(a: Analysis, node: CreateDomainStmt): void {
  // What the type's own name resolves to is said where the domain is made.
  const before = a.problems.length;
  const { type, modifiers } = resolveTypeName(a, node.typeName);
  a.problems.length = before;
  if (node.collClause) requireCollatable(a, type, () => a.places.name(node.typeName?.location));
  const name = strings(node.domainname).at(-1) ?? '';
  for (const one of node.constraints ?? [])
    if ('Constraint' in one) analyzeConstraint(a, { name, type, modifiers }, one.Constraint);
}

function analyzeConstraint(a: Analysis, value: OutputColumn, node: Constraint): void {
  if (!node.raw_expr) return;
  if (node.contype === 'CONSTR_CHECK') analyzePart(a, { value }, node.raw_expr, 'domain check');
  else if (node.contype === 'CONSTR_DEFAULT') analyzePart(a, { target: value }, node.raw_expr, 'default');
}

/** ALTER DOMAIN … ADD CHECK and SET DEFAULT. */
export function analyzeAlterDomain(a: Analysis, node: AlterDomainStmt): void {
  const names = strings(node.typeName);
  const type = findType(a, names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
  if (type === null || !node.def) return;
  const value: OutputColumn = { name: names.at(-1) ?? '', type: baseType(a, type), modifiers: [] };
  const { def } = node;
  if (node.subtype === 'C' && 'Constraint' in def) analyzeConstraint(a, value, def.Constraint);
  else if (node.subtype === 'T') analyzePart(a, { target: value }, def as Node, 'default');
}
