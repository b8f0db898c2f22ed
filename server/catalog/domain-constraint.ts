import type { AlterDomainStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { reportMissing } from './missing-object.ts';
import type { Domain, Oid } from './model.ts';
import { clipName } from './names.ts';
import { refuse } from './refuse.ts';
import { reportType } from './resolve-type.ts';

/** The domain of ALTER DOMAIN; null, and reported, where there is none. */
export function namedDomain(draft: Draft, names: readonly string[]): Domain | null {
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  const name = names.at(-1) ?? '';
  const oid = draft.typeOid(schema, name);
  const first = draft.source.find('DOMAIN', 0) + 1;
  const at = draft.source.range(first, draft.source.nameEnd(first));
  if (oid === undefined) reportType(draft, schema, name, at);
  const type = oid === undefined ? undefined : draft.userType(oid);
  if (type?.kind === 'domain') return type;
  isNoDomain(draft, schema, name, at);
  return null;
}

/** Reports a type that is no domain; true where it is one. */
export function isNoDomain(draft: Draft, schema: string | null, name: string, at: SourceRange): boolean {
  const oid = draft.typeOid(schema, name);
  const type = oid === undefined ? undefined : draft.userType(oid);
  if (!type || type.kind === 'domain' || type.kind === 'base type') return false;
  refuse(draft, at, '42809', `"${name}" is not a domain`);
  return true;
}

/** Reports a domain whose values are kept within arrays, where no new constraint is checked; true where they are. */
export function isWithinArrays(draft: Draft, domain: Domain): boolean {
  const users = (draft.get(keys.dependents(domain.oid)) as readonly Oid[] | undefined) ?? [];
  for (const oid of users)
    for (const { name, type } of draft.table(oid)?.columns ?? [])
      if (type.type === domain.oid && type.array) {
        const first = draft.source.find('DOMAIN', 0) + 1;
        const at = draft.source.range(first, draft.source.nameEnd(first));
        const column = `${draft.table(oid)?.name}.${name}`;
        refuse(draft, at, '0A000', `cannot alter type "${domain.name}" because column "${column}" uses it`);
        return true;
      }
  return false;
}

/** Whether a constraint of the domain has the name; NOT NULL is one since PostgreSQL 17. */
export function isConstraintOfDomain(draft: Draft, domain: Domain, name: string): boolean {
  return (
    domain.checks.some((check) => check.name === name) || (draft.version >= 17 && domain.notNullName === name)
  );
}

/** Reports a constraint that a domain does not have; true where it has it. */
export function requireDomainConstraint(draft: Draft, domain: Domain, name: string): boolean {
  if (isConstraintOfDomain(draft, domain, name)) return true;
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
  const isNotNull = draft.version >= 17 && domain.notNullName === name;
  draft.putObject({
    ...domain,
    ...(isNotNull ? { notNull: false, notNullName: null } : {}),
    checks: domain.checks.filter((check) => check.name !== name),
  });
}

/** Reports a name that another constraint of the domain has; true where one has it. */
export function isDomainConstraintTaken(draft: Draft, domain: Domain, name: string): boolean {
  if (!isConstraintOfDomain(draft, domain, clipName(name))) return false;
  const { source } = draft;
  refuse(
    draft,
    source.findName(name, source.find('CONSTRAINT', 2) + 1),
    '42710',
    `constraint "${name}" for domain "${domain.name}" already exists`,
  );
  return true;
}

/** ALTER DOMAIN … RENAME CONSTRAINT. */
export function renameDomainConstraint(
  draft: Draft,
  names: readonly string[],
  oldName: string,
  newName: string,
): void {
  const domain = namedDomain(draft, names);
  if (!domain || !requireDomainConstraint(draft, domain, oldName)) return;
  if (isDomainConstraintTaken(draft, domain, newName)) return;
  const checks = domain.checks.map((check) => (check.name === oldName ? { ...check, name: newName } : check));
  const notNullName = domain.notNullName === oldName ? newName : domain.notNullName;
  draft.putObject({ ...domain, checks, notNullName });
}
