import type { AnyNode, ArrayNode } from '@humanwhocodes/momoa';
import { membersOf, namedMembers, type Report, textOf, textsOf } from './json-nodes.ts';

interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** With what a saved view compares the schema: a revision of git, or the saved file. */
export type SavedComparison =
  | { readonly with: 'revision'; readonly revision: string }
  | { readonly with: 'saved' };

/** A view of the diagram as schema-architect.json keeps it; what is left out is as in a new view. */
export interface SavedView {
  readonly scope?: 'database' | 'file';
  readonly detail?: 'auto' | 'full' | 'keys' | 'names';
  readonly focus?: readonly TableName[] | null;
  readonly hops?: number;
  readonly expanded?: readonly TableName[];
  readonly hidden?: readonly string[];
  readonly relations?: boolean;
  readonly grouping?: 'none' | 'schema' | 'context' | 'folder';
  readonly overview?: boolean | 'auto';
  readonly direction?: 'auto' | 'LR' | 'TB';
  readonly comparison?: SavedComparison | null;
}

type Read<Value> = (node: AnyNode, what: string, report: Report) => Value | undefined;

/** `contexts`: names with the globs of their tables. */
export function contextsOf(
  node: AnyNode | undefined,
  report: Report,
): ReadonlyMap<string, readonly string[]> {
  const named = namedMembers(node, 'contexts', report);
  return new Map(
    named.map(([name, globs]) => [name, textsOf(globs, name, report)?.map(({ text }) => text) ?? []]),
  );
}

/** `views`: names with what is different from a new view. */
export function viewsOf(node: AnyNode | undefined, report: Report): ReadonlyMap<string, SavedView> {
  const named = namedMembers(node, 'views', report);
  return new Map(named.map(([name, value]) => [name, viewOf(value, report)]));
}

const oneOf =
  <const Value extends string | boolean>(...values: readonly Value[]): Read<Value> =>
  (node, what, report) => {
    const given = node.type === 'String' || node.type === 'Boolean' ? node.value : undefined;
    const value = values.find((one) => one === given);
    if (value === undefined) report(node, `${what} has to be one of ${values.join(', ')}`);
    return value;
  };

const hops: Read<number> = (node, what, report) => {
  if (node.type === 'Number' && Number.isInteger(node.value) && node.value >= 0 && node.value <= 20)
    return node.value;
  report(node, `${what} has to be a number from 0 to 20`);
  return undefined;
};

/** `orders`, `shop.orders`, or an object where a name itself has a dot. */
function tableOf(node: AnyNode, what: string, report: Report): TableName | undefined {
  if (node.type === 'Object') {
    const members = membersOf(node, ['schema', 'name'], 'a table', report);
    const name = textOf(members.get('name'), 'name', report)?.text;
    if (!members.has('name')) report(node, 'a table needs a name');
    const schema = textOf(members.get('schema'), 'schema', report)?.text ?? 'public';
    return name === undefined ? undefined : { schema, name };
  }
  const text = textOf(node, `An entry of ${what}`, report)?.text;
  return text === undefined ? undefined : toTableName(text);
}

/** `orders` or `shop.orders` as a name; without a schema it is in `public`. */
export function toTableName(text: string): TableName {
  const dot = text.indexOf('.');
  return dot < 0
    ? { schema: 'public', name: text }
    : { schema: text.slice(0, dot), name: text.slice(dot + 1) };
}

const tables: Read<readonly TableName[]> = (node, what, report) => {
  if (node.type === 'Array')
    return (node as ArrayNode).elements.flatMap(({ value }) => tableOf(value, what, report) ?? []);
  report(node, `${what} has to be a list of tables`);
  return undefined;
};

const orNull =
  <Value>(read: Read<Value>): Read<Value | null> =>
  (node, what, report) =>
    node.type === 'Null' ? null : read(node, what, report);

const comparison: Read<SavedComparison> = (node, what, report) => {
  const members = membersOf(node, ['with', 'revision'], what, report);
  if (node.type !== 'Object') return undefined;
  const given = members.get('with');
  const kind = given ? oneOf('revision', 'saved')(given, 'with', report) : 'revision';
  if (kind === 'saved') return { with: 'saved' };
  const revision = textOf(members.get('revision'), 'revision', report)?.text;
  if (!members.has('revision')) report(node, 'a comparison needs a revision');
  return revision === undefined ? undefined : { with: 'revision', revision };
};

const readers: { readonly [Key in keyof SavedView]-?: Read<SavedView[Key]> } = {
  scope: oneOf('database', 'file'),
  detail: oneOf('auto', 'full', 'keys', 'names'),
  focus: orNull(tables),
  hops,
  expanded: tables,
  hidden: (node, what, report) => textsOf(node, what, report)?.map(({ text }) => text),
  relations: oneOf<boolean>(true, false),
  grouping: oneOf('none', 'schema', 'context', 'folder'),
  overview: oneOf<boolean | 'auto'>(true, false, 'auto'),
  direction: oneOf('auto', 'LR', 'TB'),
  comparison: orNull(comparison),
};

function viewOf(node: AnyNode, report: Report): SavedView {
  const members = membersOf(node, Object.keys(readers), 'a view', report);
  const view: Record<string, unknown> = {};
  for (const [key, value] of members) {
    const read = readers[key as keyof SavedView](value, key, report);
    if (read !== undefined) view[key] = read;
  }
  return view;
}
