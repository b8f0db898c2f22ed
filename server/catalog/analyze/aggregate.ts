import type { FuncCall } from '@pgsql/types';
import { walkTree } from '../../syntax/walk-tree.ts';
import type { Analysis } from './analysis.ts';
import { expressionKinds } from './expression-kind.ts';
import { reportMisplaced } from './report.ts';
import type { Scope } from './scope.ts';

/** How many levels out a scope lies; null where it is not around. */
function distance(from: Scope, to: Scope): number | null {
  let levels = 0;
  for (let level: Scope | null = from; level; level = level.parent) {
    if (level === to) return levels;
    levels++;
  }
  return null;
}

/**
 * An aggregate belongs to the query whose columns its arguments use, the innermost of them, or to its own
 * (check_agglevels_and_constraints).
 */
export function placeAggregate(a: Analysis, scope: Scope, call: FuncCall, name: string): void {
  let nearest: number | null = null;
  let owner = scope;
  const inner: Scope[] = [];
  const see = (found: Scope) => {
    const levels = distance(scope, found);
    if (levels !== null && (nearest === null || levels < nearest)) {
      nearest = levels;
      owner = found;
    }
  };
  walkTree([call.args ?? [], call.agg_order ?? [], call.agg_filter ?? []], (_, fields) => {
    const target = a.references.get(fields);
    if (target) see(target.scope);
    const aggregate = a.aggregates.get(fields);
    if (aggregate) {
      see(aggregate);
      inner.push(aggregate);
    }
  });
  const at = a.places.name(call.location);
  if (inner.includes(owner)) {
    reportMisplaced(a, '42803', at, 'aggregate function calls cannot be nested', 'aggregate function');
    return;
  }
  a.aggregates.set(call, owner);
  owner.hasAggregates = true;
  const facts = expressionKinds[owner.kind];
  if (!facts.aggregate) {
    const from = owner.kind === 'from function' && owner === scope ? 'functions in FROM' : facts.words;
    reportMisplaced(
      a,
      '42803',
      at,
      `aggregate functions are not allowed in ${from}`,
      `aggregate function ${name}`,
    );
  }
}
