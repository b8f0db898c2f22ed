import { parseArgs } from 'node:util';
import { judgeAll, judgeInProcesses, shareOf } from './mutants/judge-all.ts';
import type { SchemaResult } from './mutants/judge-schema.ts';
import { type MutationKind, mutationKinds } from './mutants/mutation.ts';
import { prepareMutants } from './mutants/prepare.ts';
import { printReport, writeFailures } from './mutants/print-report.ts';

const usage = `usage: npm run verify:mutants -- [--seed TEXT] [--count N] [--kind KIND]… [--schema NAME]… [--jobs N] [--failures FILE] [--examples FOLDER]
kinds: ${mutationKinds.join(', ')}`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: String(mutationKinds.length * 120) },
    kind: { type: 'string', multiple: true, default: [...mutationKinds] },
    schema: { type: 'string', multiple: true, default: [] },
    jobs: { type: 'string', default: '1' },
    failures: { type: 'string' },
    examples: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const isKind = (kind: string): kind is MutationKind => mutationKinds.some((one) => one === kind);
const kinds = values.kind.filter(isKind);
const [count, jobs] = [Number(values.count), Number(values.jobs)];
if (values.help || kinds.length < values.kind.length || !(count > 0) || !(jobs > 0)) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

const { mutants, leftOut } = await prepareMutants({
  root: process.cwd(),
  seed: values.seed,
  count,
  kinds,
  schemas: values.schema,
  hasCorpus: true,
});
const part = process.env.MUTANTS_PART?.split('/').map(Number);
if (part && process.send) {
  await judgeAll(shareOf(mutants, part[0] ?? 0, part[1] ?? 1), (result) => process.send?.(result));
  process.disconnect();
} else {
  const began = performance.now();
  const results: SchemaResult[] = [];
  const onResult = (result: SchemaResult) => {
    results.push(result);
    const { schema, judgements, units, seconds } = result;
    const rate = (judgements.length / seconds).toFixed(1);
    console.error(`${schema}: ${judgements.length} mutants of ${units} statements, ${rate} a second`);
  };
  for (const line of leftOut) console.log(`left out: ${line}`);
  await (jobs > 1 ? judgeInProcesses(jobs, onResult) : judgeAll(mutants, onResult));
  const seconds = (performance.now() - began) / 1000;
  const grounds = new Map([...mutants.keys()].map((ground) => [ground.name, ground]));
  if (values.failures !== undefined) writeFailures(values.failures, results, grounds);
  await printReport(results, grounds, values.examples);
  const judged = results.reduce((sum, { judgements }) => sum + judgements.length, 0);
  console.log(
    `\n${judged} mutants of ${results.length} schemas in ${seconds.toFixed(0)} s, ${(judged / seconds).toFixed(1)} a second; seed ${values.seed}`,
  );
}
process.exit(0);
