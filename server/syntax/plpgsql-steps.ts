/** A piece of SQL in a PL/pgSQL body. */
export interface PlPgSqlQuery {
  readonly text: string;
  /** `execute` is the expression that gives EXECUTE its text. */
  readonly kind: 'statement' | 'expression' | 'assignment' | 'execute';
}

/** What a body does, in order. */
export type PlPgSqlStep =
  | { readonly does: 'query'; readonly query: PlPgSqlQuery }
  /** With handlers, what the body did is taken back where it fails. */
  | { readonly does: 'block'; readonly body: readonly PlPgSqlStep[]; readonly handlers: readonly Handler[] }
  | { readonly does: 'if'; readonly branches: readonly Branch[] }
  /** Runs any number of times, or one of several ways. */
  | { readonly does: 'repeat'; readonly body: readonly PlPgSqlStep[] }
  /** Leaves the body, or more of it than a loop, without an error. */
  | { readonly does: 'leave' };

export interface Branch {
  /** Null for ELSE. */
  readonly condition: PlPgSqlQuery | null;
  readonly body: readonly PlPgSqlStep[];
}

export interface Handler {
  /** The names of conditions or SQLSTATEs, as written. */
  readonly conditions: readonly string[];
  readonly body: readonly PlPgSqlStep[];
}

export type Json = Readonly<Record<string, unknown>>;

/** PL/pgSQL's modes of parsing (RawParseMode): statement, type name, expression, assignment to one to three names. */
const modes = ['statement', null, 'expression', 'assignment', 'assignment', 'assignment'] as const;

/** Lists of statements that run only in some cases, or any number of times. */
const bodies = new Set(['body', 'case_when_list', 'else_stmts']);

/** The steps of a function or block as PostgreSQL's parser dumps it: first what its variables are declared with. */
export function readSteps(body: Json): PlPgSqlStep[] {
  // Of which block they are is not told, nor whether that is ever entered.
  const declared = read(body.datums);
  return [
    ...(declared.length > 0 ? [{ does: 'repeat' as const, body: declared }] : []),
    ...read(body.action),
  ];
}

/** All queries of some steps, in the order in which they stand. */
export function queriesOf(steps: readonly PlPgSqlStep[]): PlPgSqlQuery[] {
  return steps.flatMap((step) => {
    if (step.does === 'query') return [step.query];
    if (step.does === 'repeat') return queriesOf(step.body);
    if (step.does === 'block')
      return [...queriesOf(step.body), ...step.handlers.flatMap(({ body }) => queriesOf(body))];
    if (step.does === 'leave') return [];
    return step.branches.flatMap(({ condition, body }) => [
      ...(condition ? [condition] : []),
      ...queriesOf(body),
    ]);
  });
}

function read(value: unknown): PlPgSqlStep[] {
  if (Array.isArray(value)) return value.flatMap(read);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Json).flatMap(([key, inner]) => readEntry(key, inner as Json));
}

function readEntry(key: string, inner: Json): PlPgSqlStep[] {
  // The target of INTO, or of a loop, repeats a variable's declaration.
  if (key === 'target' || key === 'var') return [];
  if (key === 'PLpgSQL_expr') return queryStep(inner, null);
  if (key === 'PLpgSQL_stmt_dynexecute') {
    const { query, ...rest } = inner;
    return [...read(rest), ...queryStep((query as Json | undefined)?.PLpgSQL_expr as Json, 'execute')];
  }
  if (key === 'PLpgSQL_stmt_block') return [readBlock(inner)];
  if (key === 'PLpgSQL_stmt_if') return [{ does: 'if', branches: readBranches(inner) }];
  if (!key.startsWith('PLpgSQL_stmt_')) return read(inner);
  const entries = Object.entries(inner);
  // The query of a FOR comes after its body here, but stands before it.
  const head = entries.filter(([name]) => !bodies.has(name)).flatMap(([name, one]) => read({ [name]: one }));
  const body = entries.filter(([name]) => bodies.has(name)).flatMap(([, one]) => read(one));
  const steps: PlPgSqlStep[] = body.length > 0 ? [...head, { does: 'repeat', body }] : head;
  return isLeaving(key, inner) ? [...steps, { does: 'leave' }] : steps;
}

function queryStep(fields: Json | undefined, kind: 'execute' | null): PlPgSqlStep[] {
  const mode = kind ?? modes[Number(fields?.parseMode ?? 0)] ?? null;
  if (!fields || mode === null) return [];
  return [{ does: 'query', query: { text: String(fields.query ?? ''), kind: mode } }];
}

/** EXIT without a label leaves only its loop. */
function isLeaving(kind: string, fields: Json): boolean {
  if (kind === 'PLpgSQL_stmt_exit') return fields.label !== undefined;
  return /^PLpgSQL_stmt_(?:return|commit|rollback)$/.test(kind);
}

function readBlock({ body, exceptions }: Json): PlPgSqlStep {
  const block = (exceptions as Json | undefined)?.PLpgSQL_exception_block as Json | undefined;
  const list = (block?.exc_list ?? []) as readonly { readonly PLpgSQL_exception?: Json }[];
  const handlers = list.map(({ PLpgSQL_exception: one = {} }) => ({
    conditions: ((one.conditions ?? []) as readonly Json[]).map((condition) =>
      String((condition.PLpgSQL_condition as Json | undefined)?.condname ?? ''),
    ),
    body: read(one.action),
  }));
  return { does: 'block', body: read(body), handlers };
}

function readBranches({ cond, then_body, elsif_list, else_body }: Json): Branch[] {
  const branch = (condition: unknown, body: unknown): Branch => {
    const [step] = read(condition);
    return { condition: step?.does === 'query' ? step.query : null, body: read(body) };
  };
  const others = ((elsif_list ?? []) as readonly { readonly PLpgSQL_if_elsif?: Json }[]).map(
    ({ PLpgSQL_if_elsif: one = {} }) => branch(one.cond, one.stmts),
  );
  const last = else_body === undefined ? [] : [{ condition: null, body: read(else_body) }];
  return [branch(cond, then_body), ...others, ...last];
}
