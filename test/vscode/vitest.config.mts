import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'user interface',
    root: import.meta.dirname,
    include: ['ui/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    fileParallelism: false,
  },
});
