import { defineConfig } from 'vitest/config';

const browser = 'test/**/*.browser.test.ts';
const slow = 'test/**/*.slow.test.ts';
/** A thousand statements that PGlite judges. */
const judged = 'test/catalog/analyze/**/*.test.ts';
/** These run in VS Code; `npm run test:vscode` starts it first. */
const editor = 'test/vscode/**';

export default defineConfig({
  test: {
    // One context for all files of a worker: PGlite takes seconds to start, and the code under test is pure.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: [browser, slow, judged, editor] },
      },
      { extends: true, test: { name: 'slow', include: [slow, judged], testTimeout: 120_000 } },
      {
        extends: true,
        test: { name: 'browser', include: [browser], testTimeout: 60_000, fileParallelism: false },
      },
    ],
  },
});
