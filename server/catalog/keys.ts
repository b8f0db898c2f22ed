import type { StatementId } from '../syntax/statement.ts';
import type { Oid } from './model.ts';

/** The keys under which a state keeps its entries. A NUL cannot be part of a name. */
export const keys = {
  /** Schema. */
  schema: (name: string) => `n:${name}`,
  /** Oid of a table, view, index, sequence or composite type: one namespace per schema. */
  relation: (schema: string, name: string) => `r:${schema}\0${name}`,
  /** Oid of a type, row types of tables and views included. */
  type: (schema: string, name: string) => `t:${schema}\0${name}`,
  /** Oids of the functions of that name. */
  functions: (schema: string, name: string) => `f:${schema}\0${name}`,
  extension: (name: string) => `e:${name}`,
  /** True for a language of CREATE LANGUAGE, false for one that was dropped. */
  language: (name: string) => `l:${name}`,
  object: (oid: Oid) => `o:${oid}`,
  /** Oids of the tables with a foreign key to this one. */
  referencing: (oid: Oid) => `g:${oid}`,
  /** Oids of the views that read this relation, and of the children that inherit from this table. */
  dependents: (oid: Oid) => `d:${oid}`,
  children: (oid: Oid) => `h:${oid}`,
  /** How many constraints of the schema have this name. */
  constraintName: (schema: string, name: string) => `c:${schema}\0${name}`,
  /** True for a name that a statement which cannot be read may define. */
  damaged: (name: string) => `x:${name}`,
  /** True for a DO block some of whose effects depend on what it finds: what it made may be missing. */
  guarded: (statement: StatementId) => `w:${statement}`,
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
  /** True once a table has been created. */
  anyTable: 'any-table',
  /** True when the database is known only in part: it changed a table before creating any. */
  partial: 'partial',
  /** Stands for the names that all statements together create. */
  createdNames: 'created-names',
  /** How many statements use a sequence by name. */
  sequenceUses: (name: string) => `u:${name}`,
} as const;
