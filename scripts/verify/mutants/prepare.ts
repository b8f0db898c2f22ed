import { loadParser } from '../../../server/syntax/parser.ts';
import { findApplicable } from './applicable.ts';
import { createGround, type Ground } from './ground.ts';
import { makeMutants } from './make-mutants.ts';
import type { Mutation, MutationKind } from './mutation.ts';
import { corpusSchemas, ownSchemas, type Schema } from './schemas.ts';

export interface MutantOptions {
  readonly root: string;
  readonly seed: string;
  readonly count: number;
  readonly kinds: readonly MutationKind[];
  /** Beginnings of names; none means all schemas. */
  readonly schemas: readonly string[];
  readonly hasCorpus: boolean;
}

export interface Prepared {
  readonly mutants: ReadonlyMap<Ground, readonly Mutation[]>;
  /** Schemas that do not apply, and why. */
  readonly leftOut: readonly string[];
}

/** Reads the schemas and makes their mutants: the same for the same options. */
export async function prepareMutants(options: MutantOptions): Promise<Prepared> {
  await loadParser();
  const found = [
    ...ownSchemas(options.root),
    ...(options.hasCorpus ? await corpusSchemas(options.root) : []),
  ];
  const isWanted = ({ name }: Schema) =>
    options.schemas.length === 0 || options.schemas.some((start) => name.startsWith(start));
  const cache = `${options.root}/node_modules/.cache/schema-architect/applicable.json`;
  const { applicable, others } = await findApplicable(found.filter(isWanted), cache);
  const grounds = applicable.map(createGround);
  return { mutants: makeMutants(grounds, options.kinds, options.count, options.seed), leftOut: others };
}
