import type { RenameStmt, RuleStmt } from '@pgsql/types';
import type { SourceRange, StatementId } from '../syntax/statement.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { placeOf } from './drop-other.ts';
import { keys } from './keys.ts';
import { reportMissing } from './missing-object.ts';
import type { Table, View } from './model.ts';
import { clipName } from './names.ts';
import { refuse } from './refuse.ts';
import { reportTaken } from './report-taken.ts';

/** A rule of PostgreSQL's rewriter: the catalog knows that it is there. */
interface RewriteRule {
  readonly statement: StatementId;
  readonly nameRange: SourceRange;
}

function ruleOf(draft: Draft, owner: Table | View, name: string): RewriteRule | undefined {
  return draft.get(keys.rule(owner.oid, name)) as RewriteRule | undefined;
}

/** CREATE [OR REPLACE] RULE. One ON SELECT is a view's query, whatever it is called. */
export function createRule(draft: Draft, { relation, rulename = '', event, replace }: RuleStmt): void {
  if (!relation || event === 'CMD_SELECT') return;
  const { source } = draft;
  const written = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const at = source.tokenIndex(source.offset(relation.location));
  const owner = draft.relation(written.schema, written.name);
  if (!owner && !draft.isSystemRelation(written.schema, written.name))
    draft.reportRelation(written, source.range(at, source.nameEnd(at)), 'relation');
  if (!owner) return;
  if (!isTable(owner) && !isView(owner)) {
    const place = source.range(at, source.nameEnd(at));
    return refuse(draft, place, '42809', `relation "${owner.name}" cannot have rules`);
  }
  const name = clipName(rulename);
  const nameRange = source.findName(rulename, source.find('RULE', 0) + 1, at);
  const first = ruleOf(draft, owner, name);
  if (first && !replace)
    return reportTaken(draft, {
      what: 'rule',
      name,
      at: nameRange,
      first: first.nameRange,
      table: owner.oid,
    });
  draft.put(keys.rule(owner.oid, name), {
    statement: source.statement.id,
    nameRange,
  } satisfies RewriteRule);
}

/** Reports a rule that a relation does not have; true where it has it. The query of a view is one too. */
export function requireRule(draft: Draft, owner: Table | View, name: string, at: SourceRange): boolean {
  if (ruleOf(draft, owner, name)) return true;
  if (!(isView(owner) && name === '_RETURN') && (isView(owner) || owner.complete))
    reportMissing(draft, {
      what: 'rule',
      name,
      table: { schema: owner.schema, name: owner.name },
      at,
      sqlstate: '42704',
      candidates: [],
    });
  return false;
}

/** The relation of a rule that DROP or COMMENT names: schema (or none), relation, rule. */
export function namedRule(
  draft: Draft,
  names: readonly string[],
  missingOk: boolean,
): { readonly owner: Table | View; readonly name: string } | null {
  const name = names.at(-1) ?? '';
  const written = { schema: names.length > 2 ? (names.at(-3) ?? null) : null, name: names.at(-2) ?? '' };
  const owner = draft.relation(written.schema, written.name);
  if (!owner && !missingOk && !draft.isSystemRelation(written.schema, written.name))
    draft.reportRelation(written, placeOf(draft, names.slice(0, -1)), 'relation');
  if (!isTable(owner) && !isView(owner)) return null;
  if (!missingOk) requireRule(draft, owner, name, placeOf(draft, [name]));
  return { owner, name };
}

export function dropRule(draft: Draft, names: readonly string[], missingOk: boolean): void {
  const found = namedRule(draft, names, missingOk);
  if (found) draft.put(keys.rule(found.owner.oid, found.name), undefined);
}

/** ALTER RULE … RENAME TO. */
export function renameRule(
  draft: Draft,
  owner: Table | View,
  node: RenameStmt,
  nameRange: SourceRange,
): void {
  const { subname = '', newname = '' } = node;
  if (!requireRule(draft, owner, subname, draft.source.findName(subname, 2))) return;
  const name = clipName(newname);
  const first = ruleOf(draft, owner, name);
  if (first)
    return reportTaken(draft, {
      what: 'rule',
      name,
      at: nameRange,
      first: first.nameRange,
      table: owner.oid,
    });
  const rule = ruleOf(draft, owner, subname);
  draft.put(keys.rule(owner.oid, subname), undefined);
  draft.put(keys.rule(owner.oid, name), rule && { ...rule, nameRange });
}
