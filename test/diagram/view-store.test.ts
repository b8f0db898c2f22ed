import { describe, expect, test } from 'vitest';
import { type ArrowKey, nextTable } from '../../media/controls/next-table.ts';
import { createTrail } from '../../media/controls/trail.ts';
import { createViewStore, newView } from '../../media/controls/view-store.ts';

describe('the view', () => {
  test('each change asks with a number of its own, and what changes nothing does not', () => {
    const asked: number[] = [];
    const store = createViewStore((number) => asked.push(number));
    expect(store.change({ detail: 'keys' })).toBe(1);
    expect(store.change({ detail: 'keys' })).toBe(1);
    expect(store.change({ hidden: ['a_*'] })).toBe(2);
    expect(asked).toEqual([1, 2]);
    expect(store.kept()).toEqual({ view: { detail: 'keys', hidden: ['a_*'] }, follow: true });
  });

  test('undo and redo go through the changes; a new one forgets what was undone', () => {
    const store = createViewStore(() => undefined);
    store.change({ detail: 'keys' });
    store.change({ detail: 'names' });
    store.undo();
    expect(store.view().detail).toBe('keys');
    store.redo();
    expect(store.view().detail).toBe('names');
    store.undo();
    store.change({ relations: false });
    expect(store.redo()).toBeNull();
    store.undo();
    store.undo();
    expect(store.view()).toEqual(newView);
    expect(store.undo()).toBeNull();
  });

  test('what is restored asks nothing and cannot be undone', () => {
    let asked = 0;
    const store = createViewStore(() => asked++);
    store.change({ detail: 'keys' });
    store.restore({ view: { hops: 3 }, follow: false });
    expect([asked, store.view().hops, store.view().detail, store.follows()]).toEqual([1, 3, 'auto', false]);
    expect(store.canUndo()).toBe(false);
  });

  test('another view replaces all of it', () => {
    const store = createViewStore(() => undefined);
    store.change({ detail: 'keys' });
    store.replace({ hidden: ['a_*'] });
    expect(store.kept().view).toEqual({ hidden: ['a_*'] });
  });
});

test('the trail goes back and forward, and a new stop forgets what lay ahead', () => {
  const trail = createTrail();
  const stop = (name: string, hops = 1) => ({
    focus: [{ schema: 'public', name }],
    hops,
    overview: false,
    at: null,
  });
  trail.start(stop('start'));
  trail.add(stop('a'), stop('start', 2));
  for (const [from, to] of ['ab', 'bb', 'bc']) trail.add(stop(to!), stop(from!));
  expect(trail.back()).toEqual(stop('b'));
  expect(trail.back()).toEqual(stop('a'));
  expect(trail.forward()).toEqual(stop('b'));
  trail.add(stop('d'), stop('b'));
  expect(trail.canGoForward()).toBe(false);
  expect(trail.back()).toEqual(stop('b'));
  expect(trail.back()).toEqual(stop('a'));
  expect(trail.back()).toEqual(stop('start', 2));
  expect(trail.back()).toBeNull();
});

test('arrows lead to the box that lies next in their direction', () => {
  const box = (key: string, x: number, y: number) => ({ key, rect: { x, y, width: 100, height: 50 } });
  const boxes = [box('a', 0, 0), box('b', 200, 10), box('c', 400, 0), box('d', 0, 100), box('e', 210, 400)];
  const next = (from: string, arrow: ArrowKey) =>
    nextTable(boxes, boxes.find(({ key }) => key === from)!, arrow);
  expect(next('a', 'ArrowRight')).toBe('b');
  expect(next('b', 'ArrowRight')).toBe('c');
  expect(next('c', 'ArrowRight')).toBeNull();
  expect(next('c', 'ArrowLeft')).toBe('b');
  expect(next('a', 'ArrowDown')).toBe('d');
  expect(next('d', 'ArrowUp')).toBe('a');
  expect(next('b', 'ArrowDown')).toBe('e');
});
