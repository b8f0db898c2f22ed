import { longestStatement } from './parser.ts';
import { parsePlpgsqlRaw } from './postgres-wasm.ts';

/** A variable of a PL/pgSQL function; those of all its blocks are in one list. */
export interface PlPgSqlVariable {
  readonly name: string;
  /** As written, `%TYPE` and `%ROWTYPE` included; null for a record. */
  readonly type: string | null;
}

/** A piece of SQL in a PL/pgSQL body, in the order in which they stand. */
export interface PlPgSqlQuery {
  readonly text: string;
  readonly kind: 'statement' | 'expression' | 'assignment';
}

/** PostgreSQL's answer to the body of one function or DO block. */
export type PlPgSqlAnswer =
  | {
      readonly ok: true;
      readonly variables: readonly PlPgSqlVariable[];
      readonly queries: readonly PlPgSqlQuery[];
      /** Blocks or loops have labels, which may stand before a variable. */
      readonly hasLabels: boolean;
    }
  | { readonly ok: false /** PostgreSQL's words. */; readonly message: string };

/** What the parser certainly knows; other complaints depend on types that it is not told of. */
const certain =
  /^(?:syntax error at |"[^".]+" is not a known variable$|too (?:many|few) parameters specified for RAISE$|missing |unterminated |mismatched parentheses|end label |there is no label |(?:EXIT|CONTINUE) cannot be used outside a loop|RETURN cannot have a parameter in function returning void|duplicate declaration)/;

type Json = Readonly<Record<string, unknown>>;

/** PL/pgSQL's modes of parsing (RawParseMode): statement, type name, expression, assignment to one to three names. */
const kinds = ['statement', null, 'expression', 'assignment', 'assignment', 'assignment'] as const;

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
  const answer = JSON.parse(raw.json) as { readonly plpgsql_funcs?: readonly Json[] };
  const variables: PlPgSqlVariable[] = [];
  const queries: PlPgSqlQuery[] = [];
  const labels: string[] = [];
  for (const one of answer.plpgsql_funcs ?? []) collect(one, variables, queries, labels);
  return { ok: true, variables, queries, hasLabels: labels.length > 0 };
}

function collect(
  value: unknown,
  variables: PlPgSqlVariable[],
  queries: PlPgSqlQuery[],
  labels: string[],
): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, variables, queries, labels);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value as Json)) {
    const fields = inner as Json;
    if (key === 'PLpgSQL_var') {
      const type = (fields.datatype as { readonly PLpgSQL_type?: { readonly typname?: string } } | undefined)
        ?.PLpgSQL_type;
      variables.push({ name: String(fields.refname ?? ''), type: type?.typname ?? null });
    } else if (key === 'PLpgSQL_rec') variables.push({ name: String(fields.refname ?? ''), type: null });
    else if (key === 'PLpgSQL_expr') {
      const kind = kinds[Number(fields.parseMode ?? 0)] ?? null;
      if (kind !== null) queries.push({ text: String(fields.query ?? ''), kind });
      continue;
    } else if (key === 'label' && typeof inner === 'string') labels.push(inner);
    collect(inner, variables, queries, labels);
  }
}
