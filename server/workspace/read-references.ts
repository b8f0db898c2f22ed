import { parseScript } from '../syntax/parse-script.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import type { Statement } from '../syntax/statement.ts';
import { walkTree } from '../syntax/walk-tree.ts';
import { wordsOf } from './file-facts.ts';

/** Names that PostgreSQL looks up when it runs a statement, as `name` and, where a schema is written, `schema.name`. */
export interface References {
  readonly relations: ReadonlySet<string>;
  /** Types, functions, schemas and whatever else a definition may need. */
  readonly others: ReadonlySet<string>;
}

type Fields = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The parts of a name that libpg-query gives as a list of String nodes. */
function nameParts(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const sval = (item as { String?: { sval?: string } } | null)?.String?.sval;
    return sval === undefined ? [] : [sval];
  });
}

/** Adds a name; its schema is one of the things that a definition needs. */
function add(target: Set<string>, others: Set<string>, parts: readonly string[]): void {
  const name = parts.at(-1);
  if (name === undefined) return;
  target.add(name);
  const schema = parts.at(-2);
  if (schema === undefined) return;
  target.add(`${schema}.${name}`);
  others.add(schema);
}

/** The body of a function in SQL, which PostgreSQL checks when it creates it. */
function sqlBody(fields: Fields): string | null {
  const options = JSON.stringify(fields.options ?? null);
  if (!/"defname":"language","arg":\{"String":\{"sval":"sql"/i.test(options)) return null;
  const bodies: string[] = [];
  walkTree(fields.options, (tag, option) => {
    if (tag === 'DefElem' && option.defname === 'as')
      walkTree(option.arg, (inner, { sval }) => {
        if (inner === 'String' && typeof sval === 'string') bodies.push(sval);
      });
  });
  return bodies[0] ?? null;
}

/** Every object of a tree, tagged or not: libpg-query leaves out the tag where only one kind can stand. */
function visitObjects(node: unknown, visit: (fields: Fields, tag: string) => void, tag = ''): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) visitObjects(item, visit, tag);
    return;
  }
  visit(node as Fields, tag);
  for (const [key, value] of Object.entries(node)) visitObjects(value, visit, key);
}

/** The relation that a string names, as in nextval('a_id_seq') and 'a'::regclass. */
function namedByString(node: unknown): string[] {
  const found: string[] = [];
  visitObjects(node, ({ sval }, tag) => {
    if (tag === 'sval' && typeof sval === 'string' && /^[\w$."]+$/.test(sval)) found.push(sval);
  });
  return (found[0] ?? '')
    .replaceAll('"', '')
    .toLowerCase()
    .split('.')
    .filter((part) => part !== '');
}

const sequenceFunctions = new Set(['nextval', 'currval', 'setval']);

/** Reads the names from PostgreSQL's own tree; the parser must be loaded. */
export function readReferences(statement: Pick<Statement, 'text' | 'kind' | 'cutOff'>): References {
  const relations = new Set<string>();
  const others = new Set<string>();
  const temporary = new Set<string>();
  visitObjects(parseStatement(statement).tree, (fields, tag) => {
    if (typeof fields.relname === 'string') {
      const { schemaname, relname } = fields;
      add(relations, others, typeof schemaname === 'string' ? [schemaname, relname] : [relname]);
    }
    if (typeof fields.ctename === 'string') temporary.add(fields.ctename);
    add(others, others, nameParts(fields.names));
    add(others, others, nameParts(fields.funcname));
    add(others, others, nameParts(fields.objname));
    const called = nameParts(fields.funcname).at(-1);
    if (called !== undefined && sequenceFunctions.has(called))
      add(others, others, namedByString(fields.args));
    const type =
      tag === 'TypeCast' ? nameParts((fields.typeName as Fields | undefined)?.names).at(-1) : undefined;
    if (type?.startsWith('reg')) add(others, others, namedByString(fields.arg));
    if (tag === 'List') for (const part of nameParts(fields.items)) others.add(part);
    if (tag === 'GrantStmt') for (const one of listOf(fields.objects)) add(others, others, nameParts([one]));
    // What a block does is not read; its words are names of other files' objects or nothing.
    if (tag === 'DoStmt') for (const word of wordsOf(statement.text)) others.add(word);
    const body = tag === 'CreateFunctionStmt' ? sqlBody(fields) : null;
    for (const { statement: inner } of body === null ? [] : parseScript(body).statements) {
      const found = readReferences(inner);
      for (const name of found.relations) relations.add(name);
      for (const name of found.others) others.add(name);
    }
  });
  for (const name of temporary) relations.delete(name);
  return { relations, others };
}
