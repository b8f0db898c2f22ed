import { longestStatement } from './parser.ts';
import { type Json, type PlPgSqlStep, readSteps } from './plpgsql-steps.ts';
import { parsePlpgsqlRaw } from './postgres-wasm.ts';

/** A variable of a PL/pgSQL function; those of all its blocks are in one list. */
export interface PlPgSqlVariable {
  readonly name: string;
  /** As written, `%TYPE` and `%ROWTYPE` included; null for a record. */
  readonly type: string | null;
}

/** PostgreSQL's answer to the body of one function or DO block. */
export type PlPgSqlAnswer =
  | {
      readonly ok: true;
      readonly variables: readonly PlPgSqlVariable[];
      readonly steps: readonly PlPgSqlStep[];
      /** Blocks or loops have labels, which may stand before a variable. */
      readonly hasLabels: boolean;
    }
  | { readonly ok: false /** PostgreSQL's words. */; readonly message: string };

/** What the parser certainly knows; other complaints depend on types that it is not told of. */
const certain =
  /^(?:syntax error at |"[^".]+" is not a known variable$|too (?:many|few) parameters specified for RAISE$|missing |unterminated |unexpected end of function definition|mismatched parentheses|end label |there is no label |(?:EXIT|CONTINUE) cannot be used outside a loop|RETURN cannot have a parameter in |cannot use RETURN (?:NEXT|QUERY) in a non-SETOF function$|duplicate declaration)/;

/** Null where the parser fails itself, on nesting beyond its stack. */
function ask(statement: string): ReturnType<typeof parsePlpgsqlRaw> | null {
  try {
    return parsePlpgsqlRaw(statement);
  } catch {
    return null;
  }
}

/** Parses the body of a whole CREATE FUNCTION or DO; null where nothing can be said. */
export function parsePlPgSql(statement: string): PlPgSqlAnswer | null {
  if (statement.length > longestStatement) return null;
  const raw = ask(statement);
  if (!raw) return null;
  if ('message' in raw) return certain.test(raw.message) ? { ok: false, message: raw.message } : null;
  const { plpgsql_funcs = [] } = JSON.parse(raw.json) as { readonly plpgsql_funcs?: readonly Json[] };
  const functions = plpgsql_funcs.map((one) => one.PLpgSQL_function as Json);
  const hasLabels = /"label":\s*"/.test(raw.json);
  return {
    ok: true,
    variables: [...functions.flatMap(variablesOf), ...aliasesOf(statement)],
    steps: functions.flatMap(readSteps),
    hasLabels,
  };
}

const alias = /("(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)\s+alias\s+for\b/gi;

/** The other names of arguments, which the parser does not tell. */
function aliasesOf(statement: string): PlPgSqlVariable[] {
  return [...statement.matchAll(alias)].map(([, name = '']) => ({
    name: name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase(),
    type: null,
  }));
}

/** The names and types of a function's variables. Fields of records and targets of INTO are none. */
function variablesOf(body: Json): PlPgSqlVariable[] {
  return ((body.datums ?? []) as readonly Json[]).flatMap((datum) => {
    const variable = datum.PLpgSQL_var ?? datum.PLpgSQL_rec;
    if (variable === undefined) return [];
    const { refname, datatype } = variable as {
      readonly refname?: string;
      readonly datatype?: { readonly PLpgSQL_type?: { readonly typname?: string } };
    };
    const type = datatype?.PLpgSQL_type?.typname ?? null;
    return [{ name: refname ?? '', type: type?.toLowerCase() === 'record' ? null : type }];
  });
}
