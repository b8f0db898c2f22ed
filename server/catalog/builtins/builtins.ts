import { readBuiltins } from './read-builtins.ts';

export type PostgresMajor = 13 | 14 | 15 | 16 | 17 | 18;

/**
 * Names of types in this data are internal (`int4`, `_text` for text[]): those of pg_catalog are unqualified, others
 * are `schema.name`. The schema of an extension's types is empty (`.citext`), as it is chosen by CREATE EXTENSION.
 */
export interface BuiltinType {
  readonly name: string;
  readonly kind: 'base' | 'composite' | 'domain' | 'enum' | 'pseudo' | 'range' | 'multirange';
  /** pg_type.typcategory. */
  readonly category: string;
  readonly preferred: boolean;
  /** What subscripting gives (pg_type.typelem): of arrays, but also of point and name. */
  readonly element: string | null;
  /** The array type over it. */
  readonly array: string | null;
  /** Subtype of a range, range of a multirange. */
  readonly range: string | null;
  /** Type that a domain is over. */
  readonly base: string | null;
}

export interface BuiltinColumn {
  readonly name: string;
  readonly type: string;
}

export interface BuiltinFunction {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'function' | 'aggregate' | 'window' | 'procedure';
  /** Types of the input arguments; a VARIADIC one is an array or `any`. */
  readonly arguments: readonly string[];
  /** Names of the input arguments, empty when none is named; single unnamed ones are ''. */
  readonly argumentNames: readonly string[];
  /** How many of the last arguments have defaults. */
  readonly defaults: number;
  /** Element type of a VARIADIC last argument, else null. */
  readonly variadic: string | null;
  readonly result: string;
  readonly returnsSet: boolean;
  /** OUT, INOUT and TABLE columns. A single one gives its name to a column of type `result`, several a record. */
  readonly columns: readonly BuiltinColumn[] | null;
  readonly volatility: 'i' | 's' | 'v';
  readonly strict: boolean;
  /** Number of direct arguments of an ordered-set or hypothetical-set aggregate, else null. */
  readonly directArguments: number | null;
}

/** PostgreSQL 13's two postfix operators are left out: the parser does not know such expressions. */
export interface BuiltinOperator {
  readonly schema: string;
  readonly name: string;
  readonly left: string | null;
  readonly right: string;
  readonly result: string;
}

export interface BuiltinRelation {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly columns: readonly BuiltinColumn[];
}

/** 'i' implicit, 'a' assignment, 'e' explicit only. */
export type CastContext = 'i' | 'a' | 'e';

export interface BuiltinCast {
  readonly source: string;
  readonly target: string;
  readonly context: CastContext;
  /** Whether values are taken over without any conversion (WITHOUT FUNCTION). */
  readonly binary: boolean;
}

export interface BuiltinOperatorClass {
  readonly schema: string;
  readonly method: string;
  readonly name: string;
  readonly type: string;
  readonly default: boolean;
}

export interface BuiltinKeyword {
  /** 'U' unreserved, 'C' not a function or type name, 'T' reserved but for functions and types, 'R' reserved. */
  readonly category: 'U' | 'C' | 'T' | 'R';
  /** Whether it may name a column without AS (from PostgreSQL 14 on). */
  readonly bareLabel: boolean;
}

/** What CREATE EXTENSION brings. `schema` is '' for the schema that it is created in. */
export interface BuiltinExtension {
  readonly name: string;
  /** Whether it was read from a server. If not, it has objects that are not listed. */
  readonly complete: boolean;
  /** Extensions that must exist before it; their types appear among its arguments. */
  readonly requires: readonly string[];
  /** Its own types, arrays and row types of `relations` included. */
  readonly types: readonly BuiltinType[];
  readonly functions: readonly BuiltinFunction[];
  /** Functions of which nothing but the name is known. */
  readonly functionNames: readonly string[];
  readonly operators: readonly BuiltinOperator[];
  readonly casts: readonly BuiltinCast[];
  readonly operatorClasses: readonly BuiltinOperatorClass[];
  readonly relations: readonly BuiltinRelation[];
  readonly accessMethods: readonly string[];
  readonly languages: readonly string[];
  readonly foreignDataWrappers: readonly string[];
  /** Schemas of its own. */
  readonly schemas: readonly string[];
}

export type SettingType = 'bool' | 'integer' | 'real' | 'string' | 'enum';

/** What a database holds before anything is created in it. */
export interface Builtins {
  readonly version: PostgresMajor;
  /** A type of pg_catalog, or `information_schema.name`. */
  type(name: string): BuiltinType | undefined;
  /** `schema` null stands for pg_catalog. */
  functions(schema: string | null, name: string): readonly BuiltinFunction[];
  operators(name: string): readonly BuiltinOperator[];
  casts(source: string): readonly BuiltinCast[];
  /** How pg_cast lets one type become the other; casts through text and within arrays are not in it. */
  cast(source: string, target: string): CastContext | undefined;
  /** PostgreSQL's IsBinaryCoercible, for built-in types. */
  isBinaryCoercible(source: string, target: string): boolean;
  relation(schema: string, name: string): BuiltinRelation | undefined;
  operatorClasses(method: string): readonly BuiltinOperatorClass[];
  operatorClass(method: string, name: string): BuiltinOperatorClass | undefined;
  /** Whether GetDefaultOpClass finds one. For a user's type pass the base of a domain, `anyenum`, `record` and so on. */
  hasDefaultOperatorClass(method: string, type: string): boolean;
  /** Names as `type` and `functions` take them; relations as `schema.name`. */
  readonly typeNames: readonly string[];
  /** Those that are neither arrays nor row types. */
  readonly plainTypeNames: readonly string[];
  readonly functionNames: readonly string[];
  readonly operatorNames: readonly string[];
  readonly relationNames: readonly string[];
  /** Of indexes and of tables (heap). */
  readonly accessMethods: readonly string[];
  /** Parameters of SET by their names in lower case: that of letters makes no difference. */
  readonly settings: ReadonlyMap<string, SettingType>;
  /** Those of every server and ICU's. Those of the operating system differ from one server to the next. */
  readonly collations: ReadonlySet<string>;
  readonly languages: ReadonlySet<string>;
  readonly keywords: ReadonlyMap<string, BuiltinKeyword>;
  /** What CREATE EXTENSION brings, null for an extension that is not known or not there in this version. */
  extension(name: string): BuiltinExtension | null;
}

const known = new Map<PostgresMajor, Builtins>();

/** The built-in objects of a version. Nothing is read before it is asked for. */
export function builtinsOf(version: PostgresMajor): Builtins {
  let builtins = known.get(version);
  if (!builtins) {
    builtins = readBuiltins(version);
    known.set(version, builtins);
  }
  return builtins;
}
