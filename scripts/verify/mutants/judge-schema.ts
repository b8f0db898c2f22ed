import type { PGlite } from '@electric-sql/pglite';
import type { Ground } from './ground.ts';
import { isOn, type Judgement, mutate, newErrors, type OurError, rangeOf } from './judge.ts';
import type { Mutation } from './mutation.ts';
import { createReplay, isCounted, type Rejection } from './replay.ts';
import { toUnits, type Unit } from './units.ts';

export interface SchemaResult {
  readonly schema: string;
  readonly judgements: readonly Judgement[];
  /** Units of the unmutated schema that PostgreSQL rejects, and ours that it does not. */
  readonly baseRejections: readonly (Rejection & { readonly statement: string })[];
  readonly units: number;
  readonly seconds: number;
  /** Mutants whose judgement differed between the incremental analysis and one from scratch. */
  readonly unsteady: readonly Mutation[];
}

function firstDifference(base: readonly Unit[], units: readonly Unit[]): number {
  let at = 0;
  while (at < base.length && at < units.length && base[at]!.text === units[at]!.text) at++;
  return at;
}

/** Judges the mutants of one schema by both, those with the latest changes first. */
export async function judgeSchema(
  ground: Ground,
  mutations: readonly Mutation[],
  start: () => Promise<PGlite>,
  onProgress: (done: number) => void = () => undefined,
): Promise<SchemaResult> {
  const base = toUnits(ground.script);
  const mutants = mutations.map((mutation) => {
    const units = toUnits(mutate(ground, mutation.edits));
    return { mutation, first: firstDifference(base, units) };
  });
  mutants.sort((a, b) => b.first - a.first);
  const began = performance.now();
  const replay = await createReplay(start, base, new Set(mutants.map(({ first }) => first)));
  const judgements: Judgement[] = [];
  const unsteady: Mutation[] = [];
  try {
    for (const { mutation, first } of mutants) {
      const script = mutate(ground, mutation.edits);
      const units = toUnits(script);
      const before = newErrors(ground, script);
      await replay.goTo(first);
      const { found, notCounted } = await replay.run(units, first);
      // Where a rejection does not count, an error of ours does not either.
      const counted = (list: readonly OurError[]) =>
        list.filter((error) => !notCounted.some((at) => isOn(error, units[at]!)));
      let errors = counted(before);
      const isRight = () =>
        found ? errors.some((error) => isOn(error, units[found.at]!)) : errors.length === 0;
      if (!isRight()) {
        const anew = counted(newErrors(ground, script, true));
        if (JSON.stringify(anew) !== JSON.stringify(errors)) unsteady.push(mutation);
        errors = anew;
      }
      const rejection = found && {
        ...found.rejection,
        statement: units[found.at]!.text,
        start: rangeOf(units[found.at]!).start,
      };
      judgements.push({ schema: ground.name, mutation, rejection, errors, agrees: isRight() });
      onProgress(judgements.length);
    }
  } finally {
    await replay.close();
  }
  return {
    schema: ground.name,
    judgements,
    baseRejections: base.flatMap(({ text }, at) => {
      const verdict = replay.verdicts[at];
      return verdict && isCounted(verdict, text) ? [{ ...verdict, statement: text }] : [];
    }),
    units: base.length,
    seconds: (performance.now() - began) / 1000,
    unsteady,
  };
}
