import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { type Disagreement, groupDisagreements } from './disagreements.ts';
import type { Ground } from './ground.ts';
import type { Judgement } from './judge.ts';
import type { SchemaResult } from './judge-schema.ts';
import { mutationKinds } from './mutation.ts';
import { disagreementText, ratesTable } from './report.ts';
import { serverFor } from './servers.ts';
import { shrink } from './shrink.ts';

/** So many kinds of disagreement get an example. */
const mostExamples = 30;

/** Finds examples, with one server for all those of a schema in turn. */
async function findExample(
  judgements: readonly Judgement[],
  grounds: ReadonlyMap<string, Ground>,
): Promise<string | null> {
  const sizes = (name: string) => grounds.get(name)?.script.statements.length ?? 0;
  const smallest = judgements.toSorted((a, b) => sizes(a.schema) - sizes(b.schema)).slice(0, 2);
  for (const judgement of smallest) {
    const ground = grounds.get(judgement.schema);
    if (!ground) continue;
    const start = await serverFor(ground.script.statements.map(({ statement }) => statement));
    const server: PGlite = await start();
    try {
      const example = await shrink(ground, judgement, server);
      if (example !== null) return example;
    } finally {
      await server.close();
    }
  }
  return null;
}

/** As test/fixtures/mutants/shrunk has it: PostgreSQL's verdict in the first line, then the script. */
function writeExample(folder: string, { title, judgements }: Disagreement, example: string): void {
  const rejection = judgements[0]?.rejection;
  const verdict = rejection ? `${rejection.sqlstate}: ${rejection.message}` : 'accepted';
  mkdirSync(folder, { recursive: true });
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  writeFileSync(join(folder, `${name}.sql`), `-- ${verdict.replaceAll('\n', ' ')}\n${example}\n`);
}

/**
 * Prints the rates by kind and by schema, and the kinds of disagreement with one shrunk example each, which are also
 * written into a folder where one is given.
 */
export async function printReport(
  results: readonly SchemaResult[],
  grounds: ReadonlyMap<string, Ground>,
  folder: string | undefined,
): Promise<void> {
  const judgements = results.flatMap((result) => result.judgements);
  console.log(ratesTable('By kind', judgements, mutationKinds, ({ mutation }) => mutation.kind));
  const schemas = results.map(({ schema }) => schema).sort();
  console.log(ratesTable('By schema', judgements, schemas, ({ schema }) => schema));
  for (const { schema, baseRejections } of results) {
    for (const { sqlstate, message } of baseRejections.slice(0, 3))
      console.log(`unmutated, ${schema}: ${sqlstate} ${message}`);
  }
  for (const { schema, unsteady } of results) {
    for (const mutation of unsteady)
      console.log(`incremental analysis differs, ${schema}: ${JSON.stringify(mutation)}`);
  }
  console.log('\nDisagreements, by SQLSTATE and kind of statement');
  for (const [at, group] of groupDisagreements(judgements).entries()) {
    const example = at < mostExamples ? await findExample(group.judgements, grounds) : null;
    if (example !== null && folder !== undefined) writeExample(folder, group, example);
    console.log(disagreementText(group, example));
  }
}

/** Writes all disagreements as JSON, with the words before and after each edit. */
export function writeFailures(
  file: string,
  results: readonly SchemaResult[],
  grounds: ReadonlyMap<string, Ground>,
): void {
  const failures = results
    .flatMap(({ judgements }) => judgements)
    .filter(({ agrees }) => !agrees)
    .map(({ schema, mutation, rejection, errors }) => ({
      schema,
      kind: mutation.kind,
      edits: mutation.edits.map((edit) => ({
        ...edit,
        oldText: grounds.get(schema)?.script.text.slice(edit.start, edit.end),
      })),
      rejection,
      errors,
    }));
  writeFileSync(file, `${JSON.stringify(failures, null, 2)}\n`);
}
