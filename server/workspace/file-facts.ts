import { definedName } from '../syntax/defined-name.ts';
import type { Script } from '../syntax/script.ts';
import { significantTokens } from '../syntax/tokenize.ts';
import { createdNames } from './created-names.ts';

/** What a file does, read from the words of its statements. Names are folded; those of `public` have no schema. */
export interface FileFacts {
  readonly script: Script;
  /** Tables that it creates and that must not be there before. */
  readonly tables: ReadonlySet<string>;
  /** Those and the ones that it creates only where they are missing. */
  readonly allTables: ReadonlySet<string>;
  /** All that it creates, as `name` and as `schema.name`. */
  readonly created: ReadonlySet<string>;
  /** Whether it creates, alters or drops anything. */
  readonly definesSchema: boolean;
  /** Whether it changes tables that are there already, as migrations do. */
  readonly altersTables: boolean;
  readonly onlyDrops: boolean;
  /** Whether it only makes what all others may need: extensions, schemas, roles. */
  readonly onlyPrepares: boolean;
  /** Whether it drops again what it has created, as a script that only tries something does. */
  readonly cleansUp: boolean;
  /** The database that it creates and connects to by itself. */
  readonly ownDatabase: string | null;
}

const anyTable =
  /^create\s+(?:unlogged\s+|foreign\s+)?table\s+(if\s+not\s+exists\b)?\s*(?:"[^"]+"|[\w$\u0080-\uffff]+)/i;
const definition = /^(?:create|alter|drop|comment\s+on|grant|revoke|security\s+label)\b/i;
const dropped = /^drop\s+(?:table|view|schema|type)\s+(?:if\s+exists\s+)?([^;]+)/i;
const preparation = /^(?:create|alter)\s+(?:extension|schema|role|user|group)\b/i;
/** What may stand beside preparations without needing more than they make. */
const besidePreparations =
  /^(?:alter\s+default\s+privileges|comment\s+on\s+(?:extension|schema|role)|(?:grant|revoke)\s[^;]*\son\s+schema)\b/i;
const connection = /^\\(?:c|connect)\s+"?([\w$-]+)/;

function qualified(schema: string | null, name: string): string {
  return schema === null || schema === 'public' ? name : `${schema}.${name}`;
}

/** Reads a file's statements. */
export function readFacts(script: Script): FileFacts {
  const tables = new Set<string>();
  const allTables = new Set<string>();
  const created = new Set<string>();
  const databases = new Set<string>();
  let ownDatabase: string | null = null;
  let definitions = 0;
  let drops = 0;
  let preparations = 0;
  let others = 0;
  let altersTables = false;
  let cleansUp = false;
  for (const { statement } of script.statements) {
    const head = statement.text.slice(0, 300);
    if (statement.kind === 'psql') {
      const target = connection.exec(head)?.[1]?.toLowerCase();
      if (target !== undefined && databases.has(target)) ownDatabase = target;
    }
    if (statement.kind === 'sql' && /^do\b/i.test(head)) {
      const names = createdNames(statement.text);
      if (names.length > 0) definitions++;
      for (const name of names) created.add(name);
      others++;
    }
    if (statement.kind !== 'sql' || !definition.test(head)) continue;
    const newDatabase = /^create\s+database\s+"?([\w$-]+)/i.exec(head)?.[1];
    if (newDatabase !== undefined) databases.add(newDatabase.toLowerCase());
    definitions++;
    if (preparation.test(head)) preparations++;
    else if (!besidePreparations.test(head)) others++;
    if (/^drop\b/i.test(head)) {
      drops++;
      cleansUp ||= [...(dropped.exec(head)?.[1]?.matchAll(/[\w$]+/g) ?? [])].some(([word]) =>
        created.has(word),
      );
    }
    if (/^alter\s+(?:foreign\s+)?table\b/i.test(head)) altersTables = true;
    const defined = definedName(statement);
    if (!defined) continue;
    created.add(defined.name);
    if (defined.schema !== null) created.add(`${defined.schema}.${defined.name}`);
    const table = defined.kind === 'relation' ? anyTable.exec(head) : null;
    if (!table) continue;
    const name = qualified(defined.schema, defined.name);
    allTables.add(name);
    if (table[1] === undefined) tables.add(name);
  }
  return {
    script,
    tables,
    allTables,
    created,
    definesSchema: definitions > 0,
    altersTables,
    cleansUp,
    onlyDrops: definitions > 0 && drops === definitions && created.size === 0,
    onlyPrepares: preparations > 0 && others === 0,
    ownDatabase,
  };
}

/** How many of the smaller set's members are in both. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let count = 0;
  for (const one of small) if (large.has(one)) count++;
  return count;
}

/** Whether two sets of tables are two versions of one schema rather than parts of it. */
export function areAlternatives(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const common = overlap(a, b);
  return common >= 2 && common * 2 >= Math.min(a.size, b.size);
}

/** The words of a statement that may be names, folded as PostgreSQL folds them. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { kind, start, end } of significantTokens(text)) {
    if (kind === 'word') words.add(text.slice(start, end).toLowerCase());
    else if (kind === 'quoted identifier') words.add(text.slice(start + 1, end - 1).replaceAll('""', '"'));
    else if (kind === 'string' || kind === 'dollar string')
      for (const [word] of text.slice(start, end).matchAll(/[\p{L}_][\p{L}\d_$]*/gu))
        words.add(word.toLowerCase());
  }
  return words;
}
