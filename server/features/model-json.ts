import type { FinalCatalog } from '../catalog/catalog.ts';
import { columnNames } from '../catalog/catalog.ts';
import type { Constraint, Index, Table } from '../catalog/model.ts';

function constraintJson(catalog: FinalCatalog, table: Table, constraint: Constraint): object {
  const common = {
    name: constraint.name,
    type: constraint.kind,
    columns: columnNames(table, constraint.columns),
  };
  const state = { deferrable: constraint.deferrable, validated: constraint.validated };
  if (constraint.kind === 'check') return { ...common, expression: constraint.expression.text, ...state };
  if (constraint.kind !== 'foreign key') return { ...common, ...state };
  const target = constraint.target === null ? undefined : catalog.table(constraint.target);
  const references = target
    ? { schema: target.schema, table: target.name, columns: columnNames(target, constraint.targetColumns) }
    : { schema: constraint.targetName.schema, table: constraint.targetName.name, columns: [] };
  return { ...common, references, onDelete: constraint.onDelete, onUpdate: constraint.onUpdate, ...state };
}

function indexJson(table: Table, index: Index): object {
  return {
    name: index.name,
    unique: index.unique,
    primary: index.primary,
    method: index.method,
    columns: index.keys.map((key) =>
      key.column === null ? null : (columnNames(table, [key.column])[0] ?? null),
    ),
    include: columnNames(table, index.include),
    predicate: index.predicate?.text ?? null,
  };
}

function tableJson(catalog: FinalCatalog, table: Table): object {
  return {
    schema: table.schema,
    name: table.name,
    kind: table.kind,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: catalog.formatType(column.type),
      notNull: column.notNull,
      default:
        column.default?.text ??
        column.generation?.text ??
        (column.serial ? serialDefault(catalog, column.ownedSequence) : null),
      identity: column.identity,
      generated: column.generated,
    })),
    constraints: table.constraints.map((constraint) => constraintJson(catalog, table, constraint)),
    indexes: table.indexes.map((index) => indexJson(table, index)),
  };
}

function serialDefault(catalog: FinalCatalog, oid: string | null): string | null {
  const sequence = oid === null ? undefined : catalog.sequence(oid);
  return sequence
    ? `nextval('${sequence.schema === 'public' ? '' : `${sequence.schema}.`}${sequence.name}'::regclass)`
    : null;
}

/** A type in a function's signature, where lengths do not count: `char` is not told from `bpchar`. */
function signatureType(type: string): string {
  return type.replace(/^bpchar\b/, 'character');
}

/** The catalog as the command line's JSON: names and spellings are PostgreSQL's. */
export function modelJson(catalog: FinalCatalog): object {
  const named = (object: { schema: string; name: string }) => ({ schema: object.schema, name: object.name });
  const ownedBy = (oid: string | null, column: number) => {
    const table = oid === null ? undefined : catalog.table(oid);
    return table
      ? { schema: table.schema, table: table.name, column: columnNames(table, [column])[0] }
      : null;
  };
  return {
    schemaVersion: 1,
    // Temporary tables end with their session.
    tables: catalog.tables
      .filter((table) => table.schema !== 'pg_temp')
      .map((table) => tableJson(catalog, table)),
    enums: catalog.types.flatMap((type) =>
      type.kind === 'enum' ? [{ ...named(type), labels: type.labels }] : [],
    ),
    domains: catalog.types.flatMap((type) =>
      type.kind === 'domain'
        ? [
            {
              ...named(type),
              type: catalog.formatType(type.base),
              notNull: type.notNull,
              default: type.default?.text ?? null,
              checks: type.checks.map((check) => ({ name: check.name, expression: check.expression.text })),
            },
          ]
        : [],
    ),
    views: catalog.views.map((view) => ({
      ...named(view),
      kind: view.kind,
      columns:
        view.columns?.map((column) => ({
          name: column.name,
          type: column.type ? catalog.formatType(column.type) : null,
        })) ?? null,
    })),
    sequences: catalog.sequences.map((sequence) => ({
      ...named(sequence),
      ownedBy: ownedBy(sequence.ownedBy?.table ?? null, sequence.ownedBy?.column ?? 0),
    })),
    functions: catalog.allFunctions.map((one) => ({
      ...named(one),
      kind: one.kind,
      arguments: one.argumentTypes.map((type) => signatureType(catalog.formatType(type))),
      returns: one.returns ? signatureType(catalog.formatType(one.returns)) : null,
      language: one.language,
    })),
    triggers: [...catalog.tables, ...catalog.views].flatMap((table) =>
      table.triggers.map((trigger) => ({
        schema: table.schema,
        table: table.name,
        name: trigger.name,
        timing: trigger.timing,
        events: trigger.events,
        forEach: trigger.forEach,
        function: trigger.function,
      })),
    ),
    policies: catalog.tables.flatMap((table) =>
      table.policies.map((policy) => ({
        schema: table.schema,
        table: table.name,
        name: policy.name,
        command: policy.command,
        permissive: policy.permissive,
        roles: policy.roles,
      })),
    ),
  };
}
