import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../server/workspace/configuration.ts';
import { withSavedView } from '../../server/workspace/save-view.ts';

describe('contexts and views', () => {
  test('are read as they are written', () => {
    const { configuration, problems } = readConfiguration(`{
      "contexts": { "sales": ["orders", "crm.*"], "rest": ["*"] },
      "views": {
        "Orders": { "focus": ["shop.orders", "x", { "schema": "a.b", "name": "c" }], "hops": 2, "detail": "keys", "hidden": ["*_p?"],
                    "comparison": { "with": "revision", "revision": "main" } },
        "All": { "overview": "auto", "relations": false, "focus": null, "comparison": { "with": "saved" } }
      } }`);
    expect(problems).toEqual([]);
    expect([...configuration!.contexts]).toEqual([
      ['sales', ['orders', 'crm.*']],
      ['rest', ['*']],
    ]);
    expect(Object.fromEntries(configuration!.views)).toEqual({
      Orders: {
        focus: [
          { schema: 'shop', name: 'orders' },
          { schema: 'public', name: 'x' },
          { schema: 'a.b', name: 'c' },
        ],
        hops: 2,
        detail: 'keys',
        hidden: ['*_p?'],
        comparison: { with: 'revision', revision: 'main' },
      },
      All: { overview: 'auto', relations: false, focus: null, comparison: { with: 'saved' } },
    });
  });

  test.each([
    ['{ "contexts": [] }', '[]', 'contexts has to be an object'],
    ['{ "contexts": { "a": "b" } }', '"b"', 'a has to be a list of texts'],
    ['{ "contexts": { "a": [1] } }', '1', 'An entry of a has to be a text that is not empty'],
    ['{ "contexts": { " ": [] } }', '" "', 'a name in contexts is empty'],
    ['{ "views": { "a": { "hops": 99 } } }', '99', 'hops has to be a number from 0 to 20'],
    ['{ "views": { "a": { "detail": "all" } } }', '"all"', 'detail has to be one of auto, full, keys, names'],
    ['{ "views": { "a": { "zoom": 2 } } }', '"zoom"', '“zoom” is not known here'],
    ['{ "views": { "a": { "focus": [{}] } } }', '{}', 'a table needs a name'],
    ['{ "views": { "a": { "comparison": {} } } }', '{}', 'a comparison needs a revision'],
    ['{ "views": { "a": {}, "a": {} } }', '"a"', '“a” is there already'],
  ])('%s is a problem at its place', (text, words, message) => {
    const { problems } = readConfiguration(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(text.slice(problems[0]?.start, problems[0]?.end)).toBe(words);
  });
});

describe('saving a view', () => {
  const view = { detail: 'keys', focus: [{ schema: 'public', name: 'a' }] } as const;
  const written = (text: string) => Object.fromEntries(readConfiguration(text).configuration?.views ?? []);

  test.each([
    ['nothing', ''],
    ['an empty object', '{}'],
    ['a configuration', '{\n  // mine\n  "ignore": ["x"]\n}\n'],
    ['one with a comma at its end', '{\n  "ignore": ["x"],\n}\n'],
    ['one with no views yet', '{ "views": {} }'],
    ['one with other views', '{\n  "views": {\n    "b": { "hops": 2 } // two\n  }\n}\n'],
    ['one with this view', '{ "views": { "a": { "hops": 2 }, "b": { "hops": 2 } } }'],
  ])('into %s keeps all else', (_, text) => {
    const saved = withSavedView(text, 'a', view)!;
    expect(readConfiguration(saved).problems).toEqual([]);
    expect(written(saved)).toEqual({ ...written(text), a: view });
    for (const comment of text.match(/\/\/.*/g) ?? []) expect(saved).toContain(comment);
    const removed = withSavedView(saved, 'a', null)!;
    expect(readConfiguration(removed).problems).toEqual([]);
    const { a: _a, ...others } = written(text) as Record<string, unknown>;
    expect(written(removed)).toEqual(others);
    for (const comment of text.match(/\/\/.*/g) ?? []) expect(removed).toContain(comment);
  });

  test('looks like what a person would write', () => {
    expect(withSavedView('{\n  "ignore": ["x"]\n}\n', 'a', { hops: 2 })).toBe(
      '{\n  "ignore": ["x"],\n  "views": {\n    "a": {\n      "hops": 2\n    }\n  }\n}\n',
    );
    expect(withSavedView('{\n  "views": {\n    "b": {}\n  }\n}\n', 'a', {})).toBe(
      '{\n  "views": {\n    "b": {},\n    "a": {}\n  }\n}\n',
    );
  });

  test('leaves a file alone that is no configuration', () => {
    expect(withSavedView('{ "views": ', 'a', view)).toBeNull();
    expect(withSavedView('[]', 'a', view)).toBeNull();
    expect(withSavedView('{ "views": 1 }', 'a', view)).toBeNull();
  });
});
