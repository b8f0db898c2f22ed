/** Where an expression stands (ParseExprKind). */
export type ExpressionKind =
  | 'select'
  | 'where'
  | 'having'
  | 'filter'
  | 'join'
  | 'from subquery'
  | 'from function'
  | 'window partition'
  | 'window order'
  | 'window frame'
  | 'insert target'
  | 'update source'
  | 'update target'
  | 'merge when'
  | 'group'
  | 'order'
  | 'distinct'
  | 'limit'
  | 'returning'
  | 'values'
  | 'values single'
  | 'check'
  | 'domain check'
  | 'default'
  | 'function default'
  | 'index'
  | 'index predicate'
  | 'statistics'
  | 'alter type'
  | 'execute parameter'
  | 'trigger when'
  | 'policy'
  | 'partition bound'
  | 'partition key'
  | 'call argument'
  | 'copy where'
  | 'generated';

/** What may stand in an expression of a kind; the words are PostgreSQL's. */
interface KindFacts {
  readonly words: string;
  readonly subquery: boolean;
  readonly aggregate: boolean;
  readonly window: boolean;
  readonly set: boolean;
}

function kind(words: string, allowed: string): KindFacts {
  return {
    words,
    subquery: allowed.includes('q'),
    aggregate: allowed.includes('a'),
    window: allowed.includes('w'),
    set: allowed.includes('s'),
  };
}

export const expressionKinds: Readonly<Record<ExpressionKind, KindFacts>> = {
  select: kind('SELECT', 'qaws'),
  where: kind('WHERE', 'q'),
  having: kind('HAVING', 'qa'),
  filter: kind('FILTER', 'q'),
  join: kind('JOIN conditions', 'q'),
  'from subquery': kind('FROM clause of their own query level', 'qws'),
  'from function': kind('functions in FROM', 'qs'),
  'window partition': kind('window definitions', 'qas'),
  'window order': kind('window definitions', 'qas'),
  'window frame': kind('window frames', 'q'),
  'insert target': kind('INSERT', 'qs'),
  'update source': kind('UPDATE', 'q'),
  'update target': kind('UPDATE', 'q'),
  'merge when': kind('MERGE WHEN conditions', 'q'),
  group: kind('GROUP BY', 'qs'),
  order: kind('ORDER BY', 'qaws'),
  distinct: kind('DISTINCT ON', 'qaws'),
  limit: kind('LIMIT', 'q'),
  returning: kind('RETURNING', 'q'),
  values: kind('VALUES', 'q'),
  'values single': kind('VALUES', 'qs'),
  check: kind('check constraints', ''),
  'domain check': kind('check constraints', ''),
  default: kind('DEFAULT expressions', ''),
  'function default': kind('DEFAULT expressions', ''),
  index: kind('index expressions', ''),
  'index predicate': kind('index predicates', ''),
  statistics: kind('statistics expressions', ''),
  'alter type': kind('transform expressions', ''),
  'execute parameter': kind('EXECUTE parameters', ''),
  'trigger when': kind('trigger WHEN conditions', ''),
  policy: kind('policy expressions', 'q'),
  'partition bound': kind('partition bound', ''),
  'partition key': kind('partition key expressions', ''),
  'call argument': kind('CALL arguments', ''),
  'copy where': kind('COPY FROM WHERE conditions', ''),
  generated: kind('column generation expressions', ''),
};
