import { parseArgs } from 'node:util';
import { loadParser } from '../server/syntax/parser.ts';
import { collectGarbage } from './fuzz/collect-garbage.ts';
import { fuzz, measureHeap } from './fuzz/fuzz.ts';
import { fuzzDatabases } from './fuzz/fuzz-files.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    edits: { type: 'string', default: '20000' },
    path: { type: 'string' },
    longest: { type: 'string', default: '12000' },
  },
});
await loadParser();
const databases = fuzzDatabases(process.cwd(), Number(values.longest), 60);
const began = performance.now();
let shown = 0;
const failure = fuzz({
  databases,
  edits: Number(values.edits),
  seed: Number(values.seed),
  ...(values.path === undefined ? {} : { path: values.path }),
  onProgress: (edits) => {
    if (edits - shown < 1000) return;
    shown = edits;
    collectGarbage();
    const heap = (process.memoryUsage().heapUsed / 2 ** 20).toFixed(0);
    console.log(`${edits} edits, ${((performance.now() - began) / 1000).toFixed(0)} s, heap ${heap} MB`);
  },
});
if (failure !== null) console.log(failure);
else {
  const sizes = measureHeap(databases[0]!, 2000, 4, collectGarbage).map((size) =>
    (size / 2 ** 20).toFixed(1),
  );
  console.log(
    `no failure in ${values.edits} edits; heap over 2,000 edits of one file: ${sizes.join(', ')} MB`,
  );
}
process.exit(failure === null ? 0 : 1);
