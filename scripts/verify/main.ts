import { parseArgs } from 'node:util';
import { loadDatabases } from '../../server/cli/load-database.ts';
import { connect, startLocal } from './server.ts';
import { type Verification, verifyDatabase } from './verify-database.ts';

const usage = `usage: npm run verify:postgres -- [--server URL] [--summary] PATH…

Applies each database under the paths to PostgreSQL, statement by statement, and compares what it rejects and what it
holds in the end with our errors and our catalog. It asks PGlite (PostgreSQL 18), or the server of a URL
(postgres://user:password@host/database), where it makes and drops scratch databases; missing roles are created.
--summary leaves the single differences out.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { server: { type: 'string' }, summary: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (values.help || positionals.length === 0) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

const url = values.server;
const { databases } = await loadDatabases(positionals, null, undefined);
let broken = 0;
const rows: { readonly name: string; readonly result: Verification }[] = [];
for (const { name, files, options } of databases) {
  let result: Verification;
  try {
    result = await verifyDatabase(files, url === undefined ? startLocal : () => connect(url), options);
  } catch (error) {
    // PostgreSQL's own regression tests bring PGlite down.
    console.log(`${name}: the server broke: ${error instanceof Error ? error.message : String(error)}`);
    broken++;
    continue;
  }
  rows.push({ name, result });
  if (values.summary) console.error(`${name}: done`);
  if (values.summary) continue;
  for (const line of [...result.verdicts, ...result.otherStates, ...result.differences]) console.log(line);
}
printRates(rows);
const isEqual = rows.every(({ result }) => result.verdicts.length + result.differences.length === 0);
process.exitCode = isEqual && broken === 0 ? 0 : 1;

function percent(wrong: number, all: number): string {
  return all === 0 ? '' : (100 - (100 * wrong) / all).toFixed(2);
}

/** One line for each database, and one for all. */
function printRates(results: typeof rows): void {
  const width = Math.max(8, ...results.map(({ name }) => name.length));
  console.log(
    `\n${'database'.padEnd(width)}  statements  rejected  false errors  missed  other SQLSTATE  verdicts %  objects  differences  catalog %`,
  );
  const line = (name: string, list: readonly Verification[]) => {
    const sum = (of: (one: Verification) => number) => list.reduce((total, one) => total + of(one), 0);
    const [statements, objects] = [sum((one) => one.statements), sum((one) => one.objects)];
    const [verdicts, falseErrors] = [sum((one) => one.verdicts.length), sum((one) => one.falseErrors)];
    const missed = verdicts - falseErrors;
    const differences = sum((one) => one.differences.length);
    const cells = [
      [statements, 10],
      [sum((one) => one.agreed.length) + missed, 8],
      [falseErrors, 12],
      [missed, 6],
      [sum((one) => one.otherStates.length), 14],
      [percent(verdicts, statements), 10],
      [objects, 7],
      [differences, 11],
      [percent(differences, objects), 9],
    ] as const;
    return [name.padEnd(width), ...cells.map(([cell, size]) => String(cell).padStart(size))].join('  ');
  };
  for (const { name, result } of results) console.log(line(name, [result]));
  if (results.length !== 1)
    console.log(
      line(
        'all',
        results.map(({ result }) => result),
      ),
    );
}
