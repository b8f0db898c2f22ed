import { significantTokens } from '../../syntax/tokenize.ts';
import type { Analysis } from './analysis.ts';
import type { BodyText } from './body-text.ts';
import { report } from './report.ts';

/** What a PL/pgSQL function gives, as its compiler sees it. */
export interface Result {
  readonly isProcedure: boolean;
  readonly returnsSet: boolean;
  readonly isVoid: boolean;
  /** Whether OUT parameters or the columns of a table are what it returns. */
  readonly hasOutputs: boolean;
}

interface Fault {
  readonly sqlstate: string;
  readonly message: string;
}

/** What keeps a RETURN, by the word after it, from standing in such a function (make_return_stmt in pl_gram.y). */
function faultOf(next: string, result: Result): Fault | null {
  const wrong = (message: string) => ({ sqlstate: '42804', message });
  if (next === 'NEXT' || next === 'QUERY')
    return result.returnsSet ? null : wrong(`cannot use RETURN ${next} in a non-SETOF function`);
  const hasValue = next !== ';';
  if (result.returnsSet)
    return hasValue ? wrong('RETURN cannot have a parameter in function returning set') : null;
  if (result.isVoid)
    return hasValue ? wrong('RETURN cannot have a parameter in function returning void') : null;
  if (result.hasOutputs)
    return hasValue ? wrong('RETURN cannot have a parameter in function with OUT parameters') : null;
  return hasValue ? null : { sqlstate: '42601', message: 'missing expression at or near ";"' };
}

/** Whether a body may have a RETURN that is not its own, in a function that it creates. */
const createsFunction = /\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure)\b/i;

/** After what a statement begins. */
const beginners = new Set([';', 'BEGIN', 'THEN', 'ELSE', 'LOOP', '>>']);

/** Reports RETURN statements that do not fit what a function returns; true where there are such. */
export function checkReturns(a: Analysis, body: BodyText, result: Result): boolean {
  const { source } = a;
  if (!source || result.isProcedure || createsFunction.test(body.text)) return false;
  const tokens = significantTokens(body.text);
  const word = (index: number) => {
    const token = tokens[index];
    return token ? body.text.slice(token.start, token.end).toUpperCase() : '';
  };
  let isWrong = false;
  for (const [index, token] of tokens.entries()) {
    // The word is not reserved: a variable may have it as its name.
    const isStatement = index === 0 || beginners.has(word(index - 1));
    if (token.kind !== 'word' || word(index) !== 'RETURN' || !isStatement || word(index + 1) === ':=')
      continue;
    const fault = faultOf(word(index + 1), result);
    if (!fault) continue;
    isWrong = true;
    const at = {
      statement: source.statement.id,
      start: body.offset(token.start),
      end: body.offset(token.end),
    };
    report(a, fault.sqlstate, at, fault.message, { kind: 'invalid-query', what: fault.message });
  }
  return isWrong;
}
