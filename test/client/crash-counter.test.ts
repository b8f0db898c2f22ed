import { expect, test } from 'vitest';
import { createCrashCounter } from '../../client/crash-counter.ts';

const second = 1000;

test('five restarts within three minutes, then it gives up', () => {
  const crashes = createCrashCounter();
  for (let index = 0; index < 5; index++) expect(crashes.ended(index * second)).toBe('restart');
  expect(crashes.ended(6 * second)).toBe('give up');
});

test('old crashes are forgotten, and so are all when a person restarts the server', () => {
  const crashes = createCrashCounter();
  for (let index = 0; index < 5; index++) crashes.ended(index * second);
  expect(crashes.ended(200 * second)).toBe('restart');
  for (let index = 0; index < 5; index++) crashes.ended(201 * second);
  expect(crashes.ended(202 * second)).toBe('give up');
  crashes.reset();
  expect(crashes.ended(203 * second)).toBe('restart');
});
