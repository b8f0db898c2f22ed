import type { AlterDomainStmt } from '@pgsql/types';
import type { Draft } from './draft.ts';
import { reportMissing } from './missing-object.ts';
import type { Domain } from './model.ts';
import { clipName } from './names.ts';

/** Reports a constraint that a domain does not have; true where it has it. */
export function requireDomainConstraint(draft: Draft, domain: Domain, name: string): boolean {
  if (domain.checks.some((check) => check.name === name)) return true;
  // A NOT NULL has a name of its own since PostgreSQL 17.
  if (!domain.notNull)
    reportMissing(draft, {
      what: 'constraint',
      name,
      table: { schema: domain.schema, name: domain.name },
      at: draft.source.findName(name, draft.source.find('CONSTRAINT', 2) + 1),
      sqlstate: '42704',
      candidates: domain.checks.map((check) => check.name),
    });
  return false;
}

/** ALTER DOMAIN … DROP CONSTRAINT. */
export function dropDomainConstraint(
  draft: Draft,
  domain: Domain,
  { name = '', missing_ok }: AlterDomainStmt,
): void {
  if (!missing_ok && !requireDomainConstraint(draft, domain, name)) return;
  draft.putObject({ ...domain, checks: domain.checks.filter((check) => check.name !== name) });
}

/** Reports a name that another constraint of the domain has; true where one has it. */
export function isDomainConstraintTaken(draft: Draft, domain: Domain, name: string): boolean {
  if (!domain.checks.some((check) => check.name === clipName(name))) return false;
  const { source } = draft;
  draft.report({
    kind: 'invalid-query',
    at: source.findName(name, source.find('CONSTRAINT', 2) + 1),
    sqlstate: '42710',
    message: `constraint "${name}" for domain "${domain.name}" already exists`,
    similar: [],
  });
  return true;
}

/** ALTER DOMAIN … RENAME CONSTRAINT. */
export function renameDomainConstraint(
  draft: Draft,
  names: readonly string[],
  oldName: string,
  newName: string,
): void {
  const oid = draft.typeOid(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
  const domain = oid === undefined ? undefined : draft.userType(oid);
  if (domain?.kind !== 'domain' || !requireDomainConstraint(draft, domain, oldName)) return;
  const checks = domain.checks.map((check) => (check.name === oldName ? { ...check, name: newName } : check));
  draft.putObject({ ...domain, checks });
}
