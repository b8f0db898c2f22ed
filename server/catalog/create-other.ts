import type { AlterSeqStmt, CreateExtensionStmt, CreateFunctionStmt, CreatePolicyStmt, CreateSchemaStmt, CreateSeqStmt, CreateTrigStmt, Node } from '@pgsql/types';
import { isRelationTaken } from './add-index.ts';
import { childrenOf } from './add-check.ts';
import { isTable, isView } from './catalog.ts';
import { definedNameRange, targetSchema } from './create-table.ts';
import type { Draft } from './draft.ts';
import { resolveColumns } from './expression-names.ts';
import { extensionTypes } from './extension-types.ts';
import { keys } from './keys.ts';
import type { Oid, Policy, Sequence, SqlFunction, Table, Trigger, TypeUse } from './model.ts';
import { clipName } from './names.ts';
import { putTable, withColumn } from './put-table.ts';
import { resolveSubqueries } from './query-names.ts';
import { resolveType } from './resolve-type.ts';
import { strings } from './types.ts';

function option(options: readonly Node[] | undefined, name: string): Node | undefined {
  for (const one of options ?? []) if ('DefElem' in one && one.DefElem.defname === name) return one.DefElem.arg;
  return undefined;
}

export function createSequence(draft: Draft, node: CreateSeqStmt): void {
  const relation = node.sequence;
  if (!relation) return;
  const nameRange = definedNameRange(draft, relation);
  const schema = targetSchema(draft, relation);
  const name = clipName(relation.relname ?? '');
  if (!draft.isRelationNameFree(schema, name)) {
    if (!node.if_not_exists) isRelationTaken(draft, schema, name, nameRange, 'sequence');
    return;
  }
  const oid = draft.newOid();
  draft.put(keys.relation(schema, name), oid);
  const sequence: Sequence = { kind: 'sequence', oid, schema, name, comment: null, statement: draft.source.statement.id, nameRange, ownedBy: null };
  draft.putObject(sequence);
  own(draft, sequence, node.options);
}

export function alterSequence(draft: Draft, node: AlterSeqStmt): void {
  const relation = node.sequence;
  if (!relation) return;
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const found = draft.relation(name.schema, name.name);
  if (found?.kind === 'sequence') own(draft, found, node.options);
  else if (!found && !node.missing_ok) {
    const at = draft.source.tokenIndex(draft.source.offset(relation.location));
    draft.reportRelation(name, draft.source.range(at, draft.source.nameEnd(at)), 'sequence');
  }
}

/** OWNED BY: the sequence goes when its column goes. */
function own(draft: Draft, sequence: Sequence, options: readonly Node[] | undefined): void {
  const owner = option(options, 'owned_by');
  if (!owner || !('List' in owner)) return;
  const names = strings(owner.List.items);
  const table = names.length < 2 ? undefined : draft.relation(names.length > 2 ? (names.at(-3) ?? null) : null, names.at(-2) ?? '');
  if (!isTable(table)) {
    draft.putObject({ ...sequence, ownedBy: null });
    return;
  }
  const column = table.columns.find((one) => one.name === names.at(-1));
  if (!column) return draft.reportColumn(names.at(-1) ?? '', table, draft.source.findName(names.at(-1) ?? '', Math.max(0, draft.source.find('OWNED', 0))));
  draft.putObject({ ...sequence, ownedBy: { table: table.oid, column: column.number } });
  putTable(draft, withColumn(table, column.number, (one) => ({ ...one, ownedSequence: sequence.oid })));
}

export function createSchema(draft: Draft, node: CreateSchemaStmt, applyElement: (element: Node) => void): void {
  const name = node.schemaname ?? (node.authrole?.roletype === 'ROLESPEC_CSTRING' ? node.authrole.rolename : undefined);
  if (name === undefined) return;
  const nameRange = draft.source.findName(name);
  const existing = draft.schema(name);
  if (existing) {
    if (!node.if_not_exists) {
      draft.report({
        kind: 'duplicate-object', what: 'schema', at: nameRange, sqlstate: '42P06', name, first: existing.nameRange, firstKind: 'schema',
        suggestion: null, table: null,
      });
    }
    return;
  }
  draft.put(keys.schema(name), { kind: 'schema', name, comment: null, nameRange });
  const path = draft.searchPath();
  draft.put(keys.searchPath, [name, ...path]);
  for (const element of node.schemaElts ?? []) applyElement(element);
  draft.put(keys.searchPath, path);
}

export function createExtension(draft: Draft, node: CreateExtensionStmt): void {
  const name = node.extname ?? '';
  if (draft.extension(name)) return;
  const schemaOption = option(node.options, 'schema');
  const schema = schemaOption && 'String' in schemaOption ? (schemaOption.String.sval ?? 'public') : draft.creationSchema(null);
  const nameRange = draft.source.findName(name, 2);
  draft.put(keys.extension(name), { kind: 'extension', name, schema, nameRange });
  const types = extensionTypes[name];
  if (!types) draft.put(keys.unknownExtension, true);
  for (const type of types ?? []) {
    const oid = `extension ${name}.${type}`;
    draft.put(keys.type(schema, type), oid);
    draft.putObject({ kind: 'base type', oid, schema, name: type, comment: null, statement: draft.source.statement.id, nameRange, subtype: null });
  }
}

const returnTypeMayBeShell = new Set(['c', 'internal']);

export function createFunction(draft: Draft, node: CreateFunctionStmt): void {
  const names = strings(node.funcname);
  const schema = draft.creationSchema(names.length > 1 ? names.at(-2) : null);
  const name = clipName(names.at(-1) ?? '');
  const languageNode = option(node.options, 'language');
  const language = languageNode && 'String' in languageNode ? (languageNode.String.sval ?? 'sql').toLowerCase() : 'sql';
  const parameters = (node.parameters ?? []).flatMap((one) => ('FunctionParameter' in one ? [one.FunctionParameter] : []));
  const inputs = parameters.filter(({ mode }) => mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE');
  const isLenient = returnTypeMayBeShell.has(language);
  const types = inputs.map((one): TypeUse => (one.argType && !isLenient ? resolveType(draft, one.argType) : { type: '?', modifiers: [], array: false }));
  for (const one of parameters) if (!inputs.includes(one) && one.argType && !isLenient) resolveType(draft, one.argType);
  const returns = node.returnType && !isLenient ? resolveType(draft, node.returnType) : null;
  const body = option(node.options, 'as');
  const bodyText = body && 'List' in body && (body.List.items?.length ?? 0) === 1 ? (strings(body.List.items)[0] ?? null) : null;
  const signature = types.map((type) => `${type.type}${type.array ? '[]' : ''}`).join();
  const oids = (draft.get(keys.functions(schema, name)) as readonly Oid[] | undefined) ?? [];
  const same = oids.map((oid) => draft.object(oid) as SqlFunction).find((one) => one.argumentTypes.map((type) => `${type.type}${type.array ? '[]' : ''}`).join() === signature);
  const at = draft.source.findName(name, 1);
  if (same && !node.replace && !isLenient && !types.some((type) => type.type.startsWith('?'))) {
    draft.report({
      kind: 'duplicate-object', what: 'function', at, sqlstate: '42723', name, first: same.nameRange, firstKind: same.kind, suggestion: null, table: null,
    });
    return;
  }
  const oid = same?.oid ?? draft.newOid();
  if (!same) draft.put(keys.functions(schema, name), [...oids, oid]);
  draft.putObject({
    kind: node.is_procedure ? 'procedure' : 'function', oid, schema, name, comment: null, statement: draft.source.statement.id, nameRange: at,
    argumentTypes: types, argumentNames: inputs.map((one) => one.name ?? null), returns, returnsSet: node.returnType?.setof ?? false, language, body: bodyText,
  });
}

const eventBits = [['insert', 4], ['delete', 8], ['update', 16], ['truncate', 32]] as const;

export function createTrigger(draft: Draft, node: CreateTrigStmt): void {
  const relation = node.relation;
  if (!relation) return;
  const { source } = draft;
  const tableAt = source.tokenIndex(source.offset(relation.location));
  const tableName = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const owner = draft.relation(tableName.schema, tableName.name);
  if (!owner) return draft.reportRelation(tableName, source.range(tableAt, source.nameEnd(tableAt)), 'table');
  if (!isTable(owner) && !isView(owner)) return;
  const name = clipName(node.trigname ?? '');
  const nameRange = source.findName(name, source.find('TRIGGER', 0) + 1, tableAt);
  const updateColumns = strings(node.columns);
  for (const column of isTable(owner) ? updateColumns : []) {
    if (!owner.columns?.some((one) => one.name === column)) draft.reportColumn(column, owner as Table, source.findName(column, source.find('OF', 0), tableAt));
  }
  const existing = owner.triggers.find((trigger) => trigger.name === name);
  if (existing && !node.replace) {
    draft.report({
      kind: 'duplicate-object', what: 'trigger', at: nameRange, sqlstate: '42710', name, first: existing.nameRange, firstKind: 'trigger', suggestion: null, table: owner.oid,
    });
    return;
  }
  const functionNames = strings(node.funcname);
  const timing = node.timing ?? 0;
  const trigger: Trigger = {
    name,
    timing: (timing & 2) !== 0 ? 'before' : (timing & 64) !== 0 ? 'instead of' : 'after',
    events: eventBits.filter(([, bit]) => ((node.events ?? 0) & bit) !== 0).map(([event]) => event),
    updateColumns,
    forEach: node.row ? 'row' : 'statement',
    function: { schema: functionNames.length > 1 ? (functionNames.at(-2) ?? null) : null, name: functionNames.at(-1) ?? '' },
    inherited: false,
    comment: null,
    range: source.whole(),
    nameRange,
  };
  const put = (oid: Oid, one: Trigger): void => {
    const current = draft.object(oid);
    if (!isTable(current) && !isView(current)) return;
    draft.putObject({ ...current, triggers: [...current.triggers.filter((other) => other.name !== name), one] });
    if (isTable(current) && current.kind === 'partitioned table' && one.forEach === 'row') for (const child of childrenOf(draft, oid)) put(child, { ...one, inherited: true });
  };
  put(owner.oid, trigger);
}

export function createPolicy(draft: Draft, node: CreatePolicyStmt): void {
  const relation = node.table;
  if (!relation) return;
  const { source } = draft;
  const tableAt = source.tokenIndex(source.offset(relation.location));
  const tableName = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const table = draft.relation(tableName.schema, tableName.name);
  if (!table) return draft.reportRelation(tableName, source.range(tableAt, source.nameEnd(tableAt)), 'table');
  if (!isTable(table)) return;
  const name = clipName(node.policy_name ?? '');
  const nameRange = source.range(2, 2);
  const existing = table.policies.find((policy) => policy.name === name);
  if (existing) {
    draft.report({
      kind: 'duplicate-object', what: 'policy', at: nameRange, sqlstate: '42710', name, first: existing.nameRange, firstKind: 'policy', suggestion: null, table: table.oid,
    });
    return;
  }
  for (const expression of [node.qual, node.with_check]) {
    if (!expression) continue;
    resolveColumns(draft, table, expression);
    resolveSubqueries(draft, expression);
  }
  const inParentheses = (keyword: string, from: number) => {
    const at = source.find(keyword, from);
    return at < 0 ? null : { first: at + 2, last: source.closing(at + 1) - 1 };
  };
  const using = node.qual && inParentheses('USING', tableAt + 1);
  const check = node.with_check && inParentheses('CHECK', tableAt + 1);
  const policy: Policy = {
    name,
    permissive: node.permissive ?? false,
    command: (node.cmd_name ?? 'all') as Policy['command'],
    roles: (node.roles ?? []).flatMap((role) => ('RoleSpec' in role ? [role.RoleSpec.rolename ?? 'public'] : [])),
    using: node.qual && using ? source.expression(node.qual, using.first, using.last) : null,
    withCheck: node.with_check && check ? source.expression(node.with_check, check.first, check.last) : null,
    comment: null,
    range: source.whole(),
    nameRange,
  };
  putTable(draft, { ...table, policies: [...table.policies, policy] });
}
