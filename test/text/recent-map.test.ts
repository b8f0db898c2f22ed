import { expect, test } from 'vitest';
import { RecentMap } from '../../server/text/recent-map.ts';

const value = (name: string) => ({ name });

test('the newest entries are found, those of two turns ago are not', () => {
  const map = new RecentMap<{ name: string }>(2);
  for (const name of ['a', 'b', 'c', 'd', 'e']) map.set(name, value(name));
  expect(['a', 'b', 'c', 'd', 'e'].map((name) => map.get(name)?.name)).toEqual([
    undefined,
    undefined,
    'c',
    'd',
    'e',
  ]);
});

test('what is asked for stays', () => {
  const map = new RecentMap<{ name: string }>(2);
  map.set('kept', value('kept'));
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    map.set(name, value(name));
    expect(map.get('kept')).toEqual(value('kept'));
  }
});

test('long keys take the place of many', () => {
  const map = new RecentMap<{ name: string }>(100, 10);
  map.set('123456', value('first'));
  map.set('789012', value('second'));
  expect(map.get('123456')).toEqual(value('first'));
  map.set('x'.repeat(50), value('long'));
  map.set('y', value('last'));
  expect(map.get('789012')).toBeUndefined();
  expect(map.get('x'.repeat(50))).toEqual(value('long'));
});
