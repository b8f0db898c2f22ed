import { type Analysis, installedExtensions } from './analysis.ts';
import { memoByBuiltins } from './builtin-memo.ts';
import { definitionKeys } from './definition-keys.ts';
import { resolvePolymorphic } from './polymorphic.ts';
import { type Candidate, matchingCandidates, selectCandidate } from './select-candidate.ts';
import { baseType, opaque, type TypeId } from './type-facts.ts';

/** An operator that a user created, in the catalog. */
export interface UserOperator {
  readonly schema: string;
  readonly left: TypeId | null;
  readonly right: TypeId;
  readonly result: TypeId;
}

interface OperatorCandidate extends Candidate {
  readonly result: TypeId;
}

export type OperatorResolution =
  | { readonly kind: 'found'; readonly types: readonly TypeId[]; readonly result: TypeId }
  | { readonly kind: 'not found' | 'ambiguous' | 'opaque' };

const builtinCandidates = memoByBuiltins<readonly OperatorCandidate[]>();

function candidatesOf(a: Analysis, name: string, isPrefix: boolean): readonly OperatorCandidate[] {
  const found: OperatorCandidate[] = [];
  const add = ({ left, right, result }: Omit<UserOperator, 'schema'>) => {
    if ((left === null) === isPrefix) found.push({ types: left === null ? [right] : [left, right], result });
  };
  for (const { contents } of installedExtensions(a))
    for (const one of contents.operators) if (one.name === name) add(one);
  const own = a.catalog.get(definitionKeys.operators(name)) as readonly UserOperator[] | undefined;
  for (const one of own ?? []) add(one);
  const builtin = builtinCandidates(a.builtins, `${isPrefix ? 'prefix' : 'binary'} ${name}`, () => {
    const count = found.length;
    for (const one of a.builtins.operators(name)) add(one);
    return found.splice(count);
  });
  return found.length === 0 ? builtin : [...builtin, ...found];
}

function findExact(
  candidates: readonly OperatorCandidate[],
  types: readonly TypeId[],
): OperatorCandidate | undefined {
  return candidates.find((one) => one.types.every((type, at) => type === types[at]));
}

/** An unknown literal beside a known type is first taken to be of that type (binary_oper_exact). */
function exactBinary(
  a: Analysis,
  candidates: readonly OperatorCandidate[],
  left: TypeId,
  right: TypeId,
): OperatorCandidate | undefined {
  const wasUnknown = (left === 'unknown') !== (right === 'unknown');
  const l = left === 'unknown' ? right : left;
  const r = right === 'unknown' ? left : right;
  const found = findExact(candidates, [l, r]);
  if (found || !wasUnknown) return found;
  const base = baseType(a, l);
  return base === l ? undefined : findExact(candidates, [base, base]);
}

/** PostgreSQL's oper and left_oper: `left` is null for a prefix operator. */
export function resolveOperator(
  a: Analysis,
  name: string,
  left: TypeId | null,
  right: TypeId,
): OperatorResolution {
  const candidates = candidatesOf(a, name, left === null);
  // A user's cast can decide between the built-in operators too.
  if (!isBuiltin(left) || !isBuiltin(right) || a.catalog.get(definitionKeys.casts) !== undefined)
    return resolveAmong(a, candidates, left, right);
  let known = resolved.get(candidates);
  if (!known) {
    known = new Map();
    // Only the lists of built-in operators are the same each time.
    resolved.set(candidates, known);
  }
  const types = `${left ?? ''} ${right}`;
  let resolution = known.get(types);
  if (!resolution) {
    resolution = resolveAmong(a, candidates, left, right);
    known.set(types, resolution);
  }
  return resolution;
}

/** What operators of built-in types resolve to, by their candidates and the operands' types. */
const resolved = new WeakMap<readonly OperatorCandidate[], Map<string, OperatorResolution>>();

function isBuiltin(type: TypeId | null): boolean {
  const first = type?.charCodeAt(0);
  return first !== userMark && first !== extensionMark && first !== opaqueMark;
}

const userMark = '#'.charCodeAt(0);
const extensionMark = '.'.charCodeAt(0);
const opaqueMark = opaque.charCodeAt(0);

function resolveAmong(
  a: Analysis,
  candidates: readonly OperatorCandidate[],
  left: TypeId | null,
  right: TypeId,
): OperatorResolution {
  const actual = left === null ? [right] : [left, right];
  if (actual.includes(opaque)) return withOpaque(a, candidates, actual);
  const exact = left === null ? findExact(candidates, actual) : exactBinary(a, candidates, left, right);
  if (exact) return settle(a, exact, actual);
  const matching = matchingCandidates(a, candidates, actual);
  if (matching.length === 0) return { kind: 'not found' };
  const chosen = selectCandidate(a, matching, actual);
  return chosen ? settle(a, chosen, actual) : { kind: 'ambiguous' };
}

function settle(a: Analysis, chosen: OperatorCandidate, actual: readonly TypeId[]): OperatorResolution {
  const resolved = resolvePolymorphic(a, actual, chosen.types, chosen.result);
  if (!resolved) return { kind: 'not found' };
  return { kind: 'found', types: resolved.arguments, result: resolved.result ?? opaque };
}

/** With an operand that we do not know: what all operators that could be meant agree on. */
function withOpaque(
  a: Analysis,
  candidates: readonly OperatorCandidate[],
  actual: readonly TypeId[],
): OperatorResolution {
  if (candidates.length === 0) return { kind: 'not found' };
  const possible = matchingCandidates(a, candidates, actual);
  const first = possible[0];
  if (!first || !possible.every((one) => one.result === first.result)) return { kind: 'opaque' };
  const resolved = resolvePolymorphic(a, actual, first.types, first.result);
  return { kind: 'found', types: actual.map(() => opaque), result: resolved?.result ?? opaque };
}
