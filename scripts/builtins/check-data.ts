// Compares what the catalog reads from the generated data with what the servers said: all objects of all versions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinsOf, type PostgresMajor } from '../../server/catalog/builtins/builtins.ts';
import { differ, differences } from './compare-objects.ts';
import { objectsOf } from './objects-of.ts';
import type { Snapshot } from './snapshot.ts';

const folder = process.argv[2] ?? '';
let problems = 0;
for (const major of [13, 14, 15, 16, 17, 18] as PostgresMajor[]) {
  const snapshot: Snapshot = JSON.parse(readFileSync(join(folder, `${major}.json`), 'utf8'));
  const builtins = builtinsOf(major);
  const report = (what: string, lines: readonly string[]) => {
    problems += lines.length;
    for (const line of lines.slice(0, 5)) console.log(`${major} ${what}: ${line}`);
  };
  for (const [part, lines] of differences(objectsOf(builtins), snapshot.objects)) report(part, lines);
  for (const extension of snapshot.extensions) {
    const ours = builtins.extension(extension.name);
    if (!ours) report(extension.name, ['is missing']);
    else for (const [part, lines] of differences(ours, extension)) report(`${extension.name} ${part}`, lines);
  }
  report(
    'settings',
    differ(
      [...builtins.settings].map(([name, type]) => ({ name, type })),
      snapshot.settings.map(({ name, type }) => ({ name: name.toLowerCase(), type })),
    ),
  );
  report(
    'keywords',
    differ(
      [...builtins.keywords].map(([name, keyword]) => ({ name, ...keyword })),
      snapshot.keywords,
    ),
  );
}
console.log(problems === 0 ? 'The data equals the servers.' : `${problems} differences`);
process.exitCode = problems === 0 ? 0 : 1;
