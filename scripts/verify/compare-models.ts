import type { ComparedModel, Named } from './model.ts';

type Labelled = Named & { readonly table?: string; readonly arguments?: readonly string[] };

function label(object: Labelled): string {
  const name = [object.schema, object.table, object.name].filter((part) => part !== undefined).join('.');
  return object.arguments ? `${name}(${object.arguments.join(', ')})` : name;
}

function byName<T extends { readonly name: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((item) => [item.name, item]));
}

/** Compares two lists of named things and what each pair differs in. */
function compareLists<T>(
  what: string,
  ours: ReadonlyMap<string, T>,
  theirs: ReadonlyMap<string, T>,
  compare: (name: string, a: T, b: T) => string[],
): string[] {
  const differences: string[] = [];
  for (const [name, item] of theirs) {
    const own = ours.get(name);
    if (own === undefined) differences.push(`${what} ${name} is missing in the model`);
    else differences.push(...compare(name, own, item));
  }
  for (const name of ours.keys())
    if (!theirs.has(name)) differences.push(`${what} ${name} is in the model, not in PostgreSQL`);
  return differences;
}

function compareFields(where: string, a: object, b: object, fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const [x, y] = [a, b].map((value) => JSON.stringify((value as Record<string, unknown>)[field] ?? null));
    return x === y ? [] : [`${where}: ${field} is ${x} in the model, ${y} in PostgreSQL`];
  });
}

/** How many objects PostgreSQL holds, columns and constraints counted. */
export function countObjects(model: ComparedModel): number {
  const inTables = model.tables.reduce(
    (sum, table) => sum + 1 + table.columns.length + table.constraints.length + table.indexes.length,
    0,
  );
  return (
    inTables +
    model.enums.length +
    model.views.length +
    model.sequences.length +
    model.triggers.length +
    model.policies.length +
    model.domains.length
  );
}

/** Every difference between our model and PostgreSQL's, one line each. Of defaults and predicates only the presence counts. */
export function compareModels(ours: ComparedModel, theirs: ComparedModel): string[] {
  const named = <T extends Labelled>(list: readonly T[]) => new Map(list.map((item) => [label(item), item]));
  const tables = compareLists('table', named(ours.tables), named(theirs.tables), (name, a, b) => {
    const order = (table: typeof a) => table.columns.map((column) => column.name).join(', ');
    return [
      ...compareFields(`table ${name}`, a, b, ['kind']),
      ...(order(a) === order(b)
        ? []
        : [`table ${name}: columns are (${order(a)}) in the model, (${order(b)}) in PostgreSQL`]),
      ...compareLists(`${name}: column`, byName(a.columns), byName(b.columns), (column, x, y) => [
        ...compareFields(`${name}.${column}`, x, y, ['type', 'notNull', 'identity', 'generated']),
        ...(Boolean(x.default) === Boolean(y.default)
          ? []
          : [`${name}.${column}: default is ${x.default} in the model, ${y.default} in PostgreSQL`]),
      ]),
      ...compareLists(
        `${name}: constraint`,
        byName(a.constraints),
        byName(b.constraints),
        (constraint, x, y) =>
          compareFields(`${name}: constraint ${constraint}`, x, y, [
            'type',
            'columns',
            'references',
            'onDelete',
            'onUpdate',
            'deferrable',
            'validated',
          ]),
      ),
      ...compareLists(`${name}: index`, byName(a.indexes), byName(b.indexes), (index, x, y) => [
        ...compareFields(`${name}: index ${index}`, x, y, [
          'unique',
          'primary',
          'method',
          'columns',
          'include',
        ]),
        ...(Boolean(x.predicate) === Boolean(y.predicate)
          ? []
          : [
              `${name}: index ${index}: predicate is ${x.predicate} in the model, ${y.predicate} in PostgreSQL`,
            ]),
      ]),
    ];
  });
  return [
    ...tables,
    ...compareLists('enum', named(ours.enums), named(theirs.enums), (name, a, b) =>
      compareFields(`enum ${name}`, a, b, ['labels']),
    ),
    ...compareLists('domain', named(ours.domains), named(theirs.domains), (name, a, b) => [
      ...compareFields(`domain ${name}`, a, b, ['type', 'notNull']),
      ...compareLists(`domain ${name}: constraint`, byName(a.checks), byName(b.checks), () => []),
    ]),
    ...compareLists('view', named(ours.views), named(theirs.views), (name, a, b) => compareViews(name, a, b)),
    ...compareLists('sequence', named(ours.sequences), named(theirs.sequences), (name, a, b) =>
      compareFields(`sequence ${name}`, a, b, ['ownedBy']),
    ),
    ...compareLists('trigger', named(ours.triggers), named(theirs.triggers), (name, a, b) =>
      compareFields(`trigger ${name}`, a, b, ['timing', 'forEach']),
    ),
    ...compareLists('policy', named(ours.policies), named(theirs.policies), (name, a, b) =>
      compareFields(`policy ${name}`, a, b, ['command', 'permissive']),
    ),
    ...compareLists('function', named(ours.functions), named(theirs.functions), (name, a, b) =>
      compareFields(`function ${name}`, a, b, ['kind', 'returns', 'language']),
    ),
  ];
}

type View = ComparedModel['views'][number];

/** What we leave open about a view is no difference. */
function compareViews(name: string, a: View, b: View): string[] {
  const names = (view: View) => view.columns?.map((column) => column.name).join(', ') ?? null;
  if (a.columns === null) return [];
  if (names(a) !== names(b))
    return [`view ${name}: columns are (${names(a)}) in the model, (${names(b)}) in PostgreSQL`];
  return a.columns.flatMap((column, at) =>
    column.type === null
      ? []
      : compareFields(`view ${name}.${column.name}`, column, b.columns![at]!, ['type']),
  );
}
