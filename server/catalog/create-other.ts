import type {
  AlterSeqStmt,
  CreateExtensionStmt,
  CreatePLangStmt,
  CreateSchemaStmt,
  CreateSeqStmt,
  Node,
} from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { isRelationTaken } from './add-index.ts';
import { builtinsOf } from './builtins/builtins.ts';
import { isTable, isView } from './catalog.ts';
import { checkNewSequence } from './check-sequence.ts';
import { definedNameRange, targetSchema } from './create-table.ts';
import { defOption } from './def-option.ts';
import { isOwnedByIdentity } from './dependents.ts';
import type { Draft } from './draft.ts';
import { extensionTypes } from './extension-contents.ts';
import { takenDefault } from './kept-default.ts';
import { keys } from './keys.ts';
import { makeWay } from './make-way.ts';
import type { Sequence } from './model.ts';
import { clipName } from './names.ts';
import { putTable, withColumn } from './put-table.ts';
import { refuse } from './refuse.ts';
import { reportSchemaTaken } from './report-taken.ts';
import { noteSequenceUses } from './sequence-uses.ts';
import { strings } from './types.ts';

export function createSequence(draft: Draft, node: CreateSeqStmt): void {
  const relation = node.sequence;
  if (!relation) return;
  const nameRange = definedNameRange(draft, relation);
  const schema = targetSchema(draft, relation);
  const name = clipName(relation.relname ?? '');
  makeWay(draft, schema, name);
  if (!draft.isRelationNameFree(schema, name)) {
    if (!node.if_not_exists) isRelationTaken(draft, schema, name, nameRange, 'sequence');
    return;
  }
  checkNewSequence(draft, node.options);
  const oid = draft.newOid();
  draft.put(keys.relation(schema, name), oid);
  const sequence: Sequence = {
    kind: 'sequence',
    oid,
    schema,
    name,
    comment: null,
    statement: draft.source.statement.id,
    nameRange,
    ownedBy: null,
  };
  draft.putObject(sequence);
  own(draft, sequence, node.options);
}

export function alterSequence(draft: Draft, node: AlterSeqStmt): void {
  const relation = node.sequence;
  if (!relation) return;
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const found = draft.relation(name.schema, name.name);
  if (found?.kind === 'sequence') return own(draft, found, node.options);
  const first = draft.source.tokenIndex(draft.source.offset(relation.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  if (found) refuse(draft, at, '42809', `cannot open relation "${found.name}"`);
  else if (!node.missing_ok) draft.reportRelation(name, at, 'sequence');
}

/** The column that owned the sequence goes on taking its default from it, but no longer takes it along. */
function release(draft: Draft, { oid, ownedBy }: Sequence): void {
  const table = ownedBy ? draft.table(ownedBy.table) : undefined;
  const column = table?.columns.find((one) => one.ownedSequence === oid && one.identity === null);
  if (!table || !column) return;
  const taken = takenDefault(draft, column);
  noteSequenceUses(draft, table.oid, taken);
  const released = { default: taken, serial: false, ownedSequence: null };
  putTable(
    draft,
    withColumn(table, column.number, (one) => ({ ...one, ...released })),
  );
}

/** OWNED BY: the sequence goes when its column goes. */
function own(draft: Draft, sequence: Sequence, options: readonly Node[] | undefined): void {
  const owner = defOption(options, 'owned_by');
  if (!owner || !('List' in owner)) return;
  const names = strings(owner.List.items);
  if (isOwnedByIdentity(draft, sequence.oid)) {
    const first = draft.source.find('OWNED', 0);
    return refuse(
      draft,
      draft.source.range(first, first + 1),
      '0A000',
      'cannot change ownership of identity sequence',
    );
  }
  release(draft, sequence);
  const table =
    names.length < 2
      ? undefined
      : draft.relation(names.length > 2 ? (names.at(-3) ?? null) : null, names.at(-2) ?? '');
  if (!isTable(table)) {
    const owned = draft.source.find('OWNED', 0) + 2;
    if (names.length > 1 && table === undefined)
      draft.reportRelation(
        { schema: names.length > 2 ? (names.at(-3) ?? null) : null, name: names.at(-2) ?? '' },
        draft.source.range(owned, owned + 2 * (names.length - 2)),
        'relation',
      );
    else if (table && !isView(table)) {
      const at = draft.source.range(owned, owned + 2 * (names.length - 2));
      refuse(draft, at, '42809', `sequence cannot be owned by relation "${table.name}"`);
    }
    draft.putObject({ ...sequence, ownedBy: null });
    return;
  }
  const column = table.columns.find((one) => one.name === names.at(-1));
  if (!column)
    return draft.reportColumn(
      names.at(-1) ?? '',
      table,
      draft.source.findName(names.at(-1) ?? '', Math.max(0, draft.source.find('OWNED', 0))),
    );
  draft.putObject({ ...sequence, ownedBy: { table: table.oid, column: column.number } });
  // Besides the one that a column takes its values from it may own others.
  if (column.ownedSequence !== null && column.ownedSequence !== sequence.oid)
    return draft.addTo(keys.dependents(table.oid), sequence.oid);
  putTable(
    draft,
    withColumn(table, column.number, (one) => ({ ...one, ownedSequence: sequence.oid })),
  );
}

export function createSchema(
  draft: Draft,
  node: CreateSchemaStmt,
  applyElement: (element: Node) => void,
): void {
  const name =
    node.schemaname ?? (node.authrole?.roletype === 'ROLESPEC_CSTRING' ? node.authrole.rolename : undefined);
  if (name === undefined) return;
  const nameRange = draft.source.findName(name);
  const existing = draft.schema(name);
  if (existing) {
    if (!node.if_not_exists) reportSchemaTaken(draft, name, existing.nameRange, nameRange);
    return;
  }
  draft.put(keys.schema(name), { kind: 'schema', name, comment: null, nameRange });
  draft.addTo(keys.schemaNames, name);
  const path = draft.searchPath();
  draft.put(keys.searchPath, [name, ...path]);
  for (const element of node.schemaElts ?? []) applyElement(element);
  draft.put(keys.searchPath, path);
}

/** A second one of the name; plpgsql is in every new database. */
function reportExtension(
  draft: Draft,
  name: string,
  kind: 'extension' | 'language',
  first: SourceRange | null,
): void {
  draft.report({
    kind: 'duplicate-object',
    what: 'extension',
    at: draft.source.findName(name, 2),
    sqlstate: '42710',
    name,
    first,
    firstKind: kind,
    suggestion: null,
    table: null,
  });
}

/** CREATE LANGUAGE; of plpgsql it creates the extension. */
export function createLanguage(draft: Draft, node: CreatePLangStmt): void {
  const name = node.plname ?? '';
  const known = draft.get(keys.language(name));
  const isThere = known === true || (known === undefined && builtinsOf(draft.version).languages.has(name));
  if (isThere && !node.replace) return reportExtension(draft, name, 'language', null);
  draft.put(keys.language(name), true);
}

export function createExtension(draft: Draft, node: CreateExtensionStmt): void {
  const name = node.extname ?? '';
  const existing = draft.extension(name);
  if (existing || (name === 'plpgsql' && draft.get(keys.language(name)) !== false)) {
    if (!node.if_not_exists) reportExtension(draft, name, 'extension', existing?.nameRange ?? null);
    return;
  }
  const schemaOption = defOption(node.options, 'schema');
  const schema =
    schemaOption && 'String' in schemaOption
      ? (schemaOption.String.sval ?? 'public')
      : draft.creationSchema(null);
  const nameRange = draft.source.findName(name, 2);
  draft.put(keys.extension(name), { kind: 'extension', name, schema, nameRange });
  draft.put(keys.installedExtensions, [...draft.installedExtensions(), name]);
  const types = extensionTypes(name);
  if (!types) draft.put(keys.unknownExtension, true);
  for (const type of types ?? []) {
    const oid = `extension ${name}.${type}`;
    draft.put(keys.type(schema, type), oid);
    draft.putObject({
      kind: 'base type',
      oid,
      schema,
      name: type,
      comment: null,
      statement: draft.source.statement.id,
      nameRange,
      subtype: null,
      multirange: null,
    });
  }
}
