import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { collectGarbage } from '../../scripts/fuzz/collect-garbage.ts';
import { fuzz, measureHeap } from '../../scripts/fuzz/fuzz.ts';
import { fuzzDatabases } from '../../scripts/fuzz/fuzz-files.ts';
import { loadParser } from '../../server/syntax/parser.ts';

beforeAll(() => loadParser());

const root = fileURLToPath(new URL('../..', import.meta.url));
const megabyte = 2 ** 20;

test('after each of 2,000 random edits everything is as from a fresh start', () => {
  const databases = fuzzDatabases(root, 4000, 10);
  expect(databases.length).toBeGreaterThan(8);
  let done = 0;
  const failure = fuzz({ databases, edits: 2000, seed: 3, onProgress: (edits) => (done = edits) });
  expect(failure).toBeNull();
  expect(done).toBeGreaterThanOrEqual(2000);
}, 300_000);

test('memory does not grow over 1,000 edits of one file', () => {
  const [first] = fuzzDatabases(root, 5000, 0);
  const sizes = measureHeap(first ?? [], 1000, 5, collectGarbage);
  expect(sizes).toHaveLength(5);
  expect(sizes.at(-1)! - sizes[1]!).toBeLessThan(8 * megabyte);
});
