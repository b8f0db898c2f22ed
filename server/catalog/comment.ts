import type { CommentStmt } from '@pgsql/types';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { reportMissing, reportMissingConstraint } from './missing-object.ts';
import type { Schema } from './model.ts';
import { putTable, withColumn, withConstraint, withIndex } from './put-table.ts';
import { refuse } from './refuse.ts';
import { isOtherKind, relationKinds } from './relation-kinds.ts';
import { reportType } from './resolve-type.ts';
import { namedRule } from './rewrite-rule.ts';
import { requireStatistics } from './statistics.ts';
import { strings } from './types.ts';

/** COMMENT ON. */
export function comment(draft: Draft, node: CommentStmt): void {
  const object = node.object;
  if (!object) return;
  const { source } = draft;
  const text = node.comment ?? null;
  const names =
    'List' in object
      ? strings(object.List.items)
      : 'TypeName' in object
        ? strings(object.TypeName.names)
        : 'String' in object
          ? [object.String.sval ?? '']
          : [];
  // The object's name stands before IS; the tree says nothing of its place.
  const end = source.find('IS', 2) - 1;
  const start = end - (names.length - 1) * 2;
  const name = names.at(-1) ?? '';
  const what = relationKinds[node.objtype ?? ''];
  if (what) {
    const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
    const found = draft.relation(schema, name);
    if (!found) {
      if (!draft.isSystemRelation(schema, name))
        draft.reportRelation({ schema, name }, source.range(start, end), what);
    } else if (isOtherKind(draft, node.objtype, found, source.range(start, end))) return;
    else if (found.kind === 'index') {
      const owner = draft.object(found.table);
      if (isTable(owner) || isView(owner))
        draft.putObject(withIndex(owner, found.oid, (index) => ({ ...index, comment: text })));
    } else draft.putObject({ ...found, comment: text });
    return;
  }
  switch (node.objtype) {
    case 'OBJECT_COLUMN':
      return commentColumn(draft, names, text, start, end);
    case 'OBJECT_TABCONSTRAINT':
      return commentOfTable(draft, names, text, 'constraint');
    case 'OBJECT_TRIGGER':
      return commentOfTable(draft, names, text, 'trigger');
    case 'OBJECT_POLICY':
      return commentOfTable(draft, names, text, 'policy');
    case 'OBJECT_RULE':
      namedRule(draft, names, false);
      return;
    case 'OBJECT_STATISTIC_EXT':
      requireStatistics(draft, names);
      return;
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN': {
      const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
      const oid = draft.typeOid(schema, name);
      const type = oid === undefined ? undefined : draft.userType(oid);
      if (type) draft.putObject({ ...type, comment: text });
      else if (oid === undefined) reportType(draft, schema, name, source.range(start, end));
      return;
    }
    case 'OBJECT_SCHEMA': {
      const schema = draft.schema(name);
      if (schema) draft.put(keys.schema(name), { ...schema, comment: text } satisfies Schema);
      return;
    }
    default:
  }
}

/** What a sequence is made of, as a relation. */
const sequenceColumns: readonly string[] = ['last_value', 'log_cnt', 'is_called'];

function commentColumn(
  draft: Draft,
  names: readonly string[],
  text: string | null,
  start: number,
  end: number,
): void {
  const { source } = draft;
  const schema = names.length > 2 ? (names.at(-3) ?? null) : null;
  const tableName = names.at(-2) ?? '';
  const columnName = names.at(-1) ?? '';
  const owner = draft.relation(schema, tableName);
  if (!owner) {
    if (!draft.isSystemRelation(schema, tableName))
      draft.reportRelation({ schema, name: tableName }, source.range(start, end - 2), 'relation');
    return;
  }
  if (isView(owner) && owner.columns && !owner.columns.some((one) => one.name === columnName))
    return draft.reportColumn(columnName, owner, source.range(end, end));
  if (owner.kind === 'sequence' || owner.kind === 'composite type') {
    const own = owner.kind === 'sequence' ? sequenceColumns : owner.columns.map(({ name }) => name);
    const isThere = own.includes(columnName);
    const missing = `column "${columnName}" of relation "${owner.name}" does not exist`;
    if (!isThere) refuse(draft, source.range(end, end), '42703', missing);
    else if (owner.kind === 'sequence')
      refuse(draft, source.range(end, end), '42809', `cannot set comment on relation "${owner.name}"`);
  }
  if (!isTable(owner)) return;
  const column = owner.columns.find((one) => one.name === columnName);
  if (!column) return draft.reportColumn(columnName, owner, source.range(end, end));
  putTable(
    draft,
    withColumn(owner, column.number, (one) => ({ ...one, comment: text })),
  );
}

/** Constraints, triggers and policies: the names are schema (or none), table, name. */
function commentOfTable(
  draft: Draft,
  names: readonly string[],
  text: string | null,
  part: 'constraint' | 'trigger' | 'policy',
): void {
  const { source } = draft;
  const nameRange = source.findName(names.at(-1) ?? '', 2);
  const on = source.find('ON', 3);
  const tableRange = source.range(on + 1, source.nameEnd(on + 1));
  const owner = draft.relation(names.length > 2 ? (names.at(-3) ?? null) : null, names.at(-2) ?? '');
  const name = names.at(-1) ?? '';
  if (!owner && !draft.isSystemRelation(names.length > 2 ? (names.at(-3) ?? null) : null, names.at(-2) ?? ''))
    draft.reportRelation(
      { schema: names.length > 2 ? (names.at(-3) ?? null) : null, name: names.at(-2) ?? '' },
      tableRange,
      'table',
    );
  if (!isTable(owner)) return;
  if (part === 'constraint') {
    if (
      ![...owner.constraints].some((one) => one.name === name) &&
      !owner.columns.some((one) => one.notNullName === name)
    )
      reportMissingConstraint(draft, owner, name, nameRange);
  } else {
    const parts: readonly { readonly name: string }[] = part === 'trigger' ? owner.triggers : owner.policies;
    if (!parts.some((one) => one.name === name))
      reportMissing(draft, {
        what: part,
        name,
        table: { schema: owner.schema, name: owner.name },
        at: nameRange,
        sqlstate: '42704',
        candidates: parts.map((one) => one.name),
      });
  }
  const change = <T extends { readonly name: string }>(one: T): T =>
    one.name === name ? { ...one, comment: text } : one;
  if (part === 'constraint')
    putTable(
      draft,
      withConstraint(owner, name, (one) => ({ ...one, comment: text })),
    );
  else if (part === 'trigger') putTable(draft, { ...owner, triggers: owner.triggers.map(change) });
  else putTable(draft, { ...owner, policies: owner.policies.map(change) });
}
