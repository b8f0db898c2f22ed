import { createRandom } from '../random-source.ts';
import type { Ground } from './ground.ts';
import { breakExpression } from './mutate-expression.ts';
import { changeKeyColumns, changeType } from './mutate-keys.ts';
import { duplicateName, swapStatements } from './mutate-names.ts';
import { dropping, renaming } from './mutate-objects.ts';
import { deleteComma, deleteKeyword, deleteParenthesis, misspell } from './mutate-tokens.ts';
import type { Mutation, MutationKind, Mutator } from './mutation.ts';
import { pickColumn, pickConstraint, pickTable, pickType } from './named-objects.ts';

const mutators: Readonly<Record<MutationKind, Mutator>> = {
  'drop table': dropping(pickTable),
  'drop column': dropping(pickColumn),
  'drop type': dropping(pickType),
  'drop constraint': dropping(pickConstraint),
  'rename table': renaming(pickTable),
  'rename column': renaming(pickColumn),
  'rename type': renaming(pickType),
  'rename constraint': renaming(pickConstraint),
  'change type': changeType,
  'swap statements': swapStatements,
  'duplicate name': duplicateName,
  misspell,
  'delete comma': deleteComma,
  'delete parenthesis': deleteParenthesis,
  'delete keyword': deleteKeyword,
  'change key columns': changeKeyColumns,
  'break expression': breakExpression,
};

/** So many times in a row the dice may fall on nothing before a schema counts as exhausted. */
const patience = 60;

/**
 * Deals mutants of each kind over the schemas in turn, none twice. A schema that has nothing more of a kind to mutate
 * leaves its turns to the others. The same seed gives the same mutants.
 */
export function makeMutants(
  grounds: readonly Ground[],
  kinds: readonly MutationKind[],
  count: number,
  seed: string,
): ReadonlyMap<Ground, readonly Mutation[]> {
  const made = new Map<Ground, Mutation[]>(grounds.map((ground) => [ground, []]));
  const seen = new Set<string>();
  const each = Math.ceil(count / kinds.length);
  for (const kind of kinds) {
    // The first in turn get one more, so each kind begins elsewhere.
    const first = createRandom(`${seed}/${kind}`).below(grounds.length);
    const sources = [...grounds.slice(first), ...grounds.slice(0, first)].map((ground) => ({
      ground,
      random: createRandom(`${seed}/${ground.name}/${kind}`),
      isExhausted: false,
    }));
    let rest = each;
    for (let turn = 0; rest > 0 && sources.some(({ isExhausted }) => !isExhausted); turn++) {
      const source = sources[turn % sources.length]!;
      if (source.isExhausted) continue;
      const mutation = tryOften(() => {
        const edits = mutators[kind](source.ground, source.random);
        const key = `${source.ground.name} ${JSON.stringify(edits)}`;
        if (!edits || seen.has(key)) return null;
        seen.add(key);
        return { kind, edits };
      });
      if (mutation) {
        made.get(source.ground)!.push(mutation);
        rest--;
      } else source.isExhausted = true;
    }
  }
  return made;
}

function tryOften(attempt: () => Mutation | null): Mutation | null {
  for (let tries = 0; tries < patience; tries++) {
    const mutation = attempt();
    if (mutation) return mutation;
  }
  return null;
}
