import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, createEditSet, lineEndOf } from '../../server/text/apply-edits.ts';
import { convertOffsets } from '../../server/text/byte-offsets.ts';
import { buildLineIndex, toOffset, toPosition } from '../../server/text/line-index.ts';

describe('positions', () => {
  test('lines end at \\n, \\r\\n and \\r, and characters are UTF-16 units', () => {
    const text = 'a\nü😀b\r\nc\rd';
    const lines = buildLineIndex(text);
    expect(lines).toEqual([0, 2, 8, 10]);
    expect(toPosition(lines, text.indexOf('b'))).toEqual({ line: 1, character: 3 });
    expect(toOffset(lines, text, { line: 1, character: 3 })).toBe(text.indexOf('b'));
  });

  test('positions past the end are moved to the end', () => {
    const lines = buildLineIndex('ab\ncd');
    expect(toOffset(lines, 'ab\ncd', { line: 9, character: 0 })).toBe(5);
    expect(toOffset(lines, 'ab\ncd', { line: 0, character: 99 })).toBe(3);
  });

  test('an offset and its position are the same place', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'ü', '😀') }), fc.nat(), (text, at) => {
        const lines = buildLineIndex(text);
        const offset = at % (text.length + 1);
        expect(toOffset(lines, text, toPosition(lines, offset))).toBe(offset);
      }),
      { seed: 1 },
    );
  });
});

describe('offsets of other units', () => {
  test('bytes and code points of every character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ü', '€', '😀', '\n') }), (text) => {
        const offsets = convertOffsets(text);
        let utf16 = 0;
        let bytes = 0;
        let points = 0;
        for (const character of text) {
          expect(offsets.fromBytes(bytes)).toBe(utf16);
          expect(offsets.fromCodePoints(points)).toBe(utf16);
          utf16 += character.length;
          bytes += new TextEncoder().encode(character).length;
          points++;
        }
        expect(offsets.fromBytes(bytes)).toBe(text.length);
      }),
      { seed: 2 },
    );
  });
});

describe('edits', () => {
  test('all refer to the text before them; insertions at one place keep their order', () => {
    const edits = [
      { start: 4, end: 5, newText: 'E' },
      { start: 1, end: 1, newText: '1' },
      { start: 1, end: 1, newText: '2' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('a12bcdEf');
  });

  test('overlapping edits are refused', () => {
    expect(() =>
      applyEdits('abc', [
        { start: 0, end: 2, newText: '' },
        { start: 1, end: 3, newText: '' },
      ]),
    ).toThrow(RangeError);
  });

  test('a set finds what overlaps, in any order of adding', () => {
    const set = createEditSet();
    set.add({ start: 10, end: 20, newText: '' });
    set.add({ start: 0, end: 5, newText: '' });
    set.add({ start: 30, end: 30, newText: 'x' });
    const conflicts = (start: number, end: number) => set.conflicts({ start, end, newText: '' });
    expect([
      conflicts(5, 10),
      conflicts(4, 6),
      conflicts(19, 25),
      conflicts(12, 12),
      conflicts(20, 20),
      conflicts(30, 30),
      conflicts(29, 31),
    ]).toEqual([false, true, true, true, false, false, true]);
  });

  test('the line end is that of the first line', () => {
    expect([lineEndOf('a\r\nb'), lineEndOf('a\nb\r\n'), lineEndOf('a')]).toEqual(['\r\n', '\n', '\n']);
  });
});
