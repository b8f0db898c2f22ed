import type { StatementId } from '../syntax/statement.ts';
import type { Oid } from './model.ts';

/** So many names are remembered before all are forgotten, for sessions that never end. */
const mostRemembered = 400_000;

/**
 * Keys made of one name, each made once: millions are looked up, and a string that was looked up before is found again
 * without its letters being read.
 */
function keyOf(prefix: string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let key = known.get(name);
    if (key === undefined) {
      if (known.size >= mostRemembered) known.clear();
      key = prefix + name;
      known.set(name, key);
    }
    return key;
  };
}

/** The same for a name in a schema. A NUL cannot be part of a name. */
function keyIn(prefix: string): (schema: string, name: string) => string {
  const known = new Map<string, (name: string) => string>();
  return (schema, name) => {
    let inSchema = known.get(schema);
    if (!inSchema) {
      inSchema = keyOf(`${prefix}${schema}\0`);
      known.set(schema, inSchema);
    }
    return inSchema(name);
  };
}

/** Whether an object is kept under the key: an oid begins with the number of its statement, or is of an extension. */
export function isObjectKey(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 48 && first <= 57) || key.startsWith('extension ');
}

/** The keys under which a state keeps its entries. All but oids have a colon or no digit in front. */
export const keys = {
  /** Schema. */
  schema: keyOf('n:'),
  /** Oid of a table, view, index, sequence or composite type: one namespace per schema. */
  relation: keyIn('r:'),
  /** Oid of a type, row types of tables and views included. */
  type: keyIn('t:'),
  /** Oids of the functions of that name. */
  functions: keyIn('f:'),
  extension: keyOf('e:'),
  /** True for a language of CREATE LANGUAGE, false for one that was dropped. */
  language: keyOf('l:'),
  /** The oid itself: `isObjectKey` tells it from the others. */
  object: (oid: Oid) => oid,
  /** Oids of the tables with a foreign key to this one. */
  referencing: keyOf('g:'),
  /** Oids of the views that read this relation, and of the children that inherit from this table. */
  dependents: keyOf('d:'),
  children: keyOf('h:'),
  /** How many constraints of the schema have this name. */
  constraintName: keyIn('c:'),
  /** True for a name that a statement which cannot be read may define. */
  damaged: keyOf('x:'),
  /**
   * True for a statement whose effects are not certain: a DO block that does what depends on what it finds, or one that
   * PostgreSQL rejects. What it made may be missing.
   */
  guarded: (statement: StatementId) => `w:${statement}`,
  /** True for a statement that PostgreSQL rejects. */
  rejected: (statement: StatementId) => `v:${statement}`,
  /** True once something was dropped or renamed whose name is not known: any name may be free again. */
  unseenDrops: 'unseen-drops',
  /** True once a trigger or policy was made whose name is not known. */
  unseenParts: 'unseen-parts',
  /** A rewrite rule of a table or view. */
  rule: keyIn('k:'),
  /** A statistics object: a namespace of its own in each schema. */
  statistics: keyIn('s:'),
  publication: keyOf('b:'),
  /** The names of the schemas that were created, those among them that are gone too. */
  schemaNames: 'schema-names',
  /** The names of the extensions that were created. */
  installedExtensions: 'extensions',
  /** True when an extension that is not known here may define types and functions. */
  unknownExtension: 'unknown-extension',
  searchPath: 'search-path',
  /** The path before a SET LOCAL, until its transaction ends. */
  outerPath: 'outer-path',
  /** The open transaction, a `Transaction`. */
  transaction: 'transaction',
  /** Oids of the temporary tables that go when the transaction ends. */
  commitDrops: 'commit-drops',
  /** The labels that the open transaction added to enums, as `NewLabel`s. */
  newLabels: 'new-labels',
  /** The enums that it made. */
  newEnums: 'new-enums',
  /** True once a table has been created. */
  anyTable: 'any-table',
  /** True once something has been created in pg_temp, where every name is looked for first. */
  anyTemporary: 'any-temporary',
  /** True when the database is known only in part: it changed a table before creating any. */
  partial: 'partial',
  /** Stands for the names that all statements together create. */
  createdNames: 'created-names',
  /** How many statements use a sequence by name. */
  sequenceUses: keyOf('u:'),
} as const;
