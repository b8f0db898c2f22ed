import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortType } from '../../media/picture/short-type.ts';
import { toMarkdown } from '../../server/features/diagram/to-markdown.ts';
import type { DiagramPicture } from '../../server/protocol/diagram.ts';
import { nastyNames } from './nasty-names.ts';
import { buildMedia, type DiagramPage, launchChromium, openDiagramPage } from './open-diagram-page.ts';
import { column, picture, relation, resultOf, table } from './sample-models.ts';

let browser: Browser;
let view: DiagramPage;

beforeAll(async () => {
  buildMedia();
  browser = await launchChromium();
  view = await openDiagramPage(browser);
});
afterAll(() => browser?.close());

/** Every name as a table, a column, a type, a comment and a relation's label at once. */
function diagramOf(names: readonly string[]): DiagramPicture {
  const tables = names.map((name, index) =>
    table(`T${index}`, name, [column('text x', { name, type: name, keys: ['FK'], comment: name })]),
  );
  const relations = names.map((name, index) => relation(`T${index}`, `T${(index + 1) % names.length}`, name));
  return picture(tables, relations);
}

/** What the page shows for a name: itself, with blanks for what has no shape. */
function shown(name: string): string {
  return name.replace(/[\p{Cs}\p{Cc}\u2028\u2029]/gu, ' ');
}

/** Whether a remark is a comment, or as much of it as its box has room for. */
function isRemark(remark: string | undefined, comment: string): boolean {
  const whole = shown(comment.trim());
  if (remark === undefined || remark === whole) return remark === whole;
  return remark.endsWith('…') && remark.length > 3 && whole.startsWith(remark.slice(0, -1));
}

interface Drawn {
  readonly boxes: readonly {
    readonly id: string;
    readonly key: string;
    readonly column: string;
    readonly texts: Readonly<Record<string, string>>;
  }[];
  readonly labels: readonly string[];
  readonly tags: readonly string[];
  readonly handlers: readonly string[];
}

/** Runs in the page. */
const readPicture = `(() => {
  const picture = document.querySelector('#picture svg');
  const text = (node, part) => node.querySelector('text.' + part)?.textContent ?? '';
  return {
    boxes: [...picture.querySelectorAll('g.node')].map((node) => ({
      id: node.dataset.table,
      key: JSON.parse(node.dataset.key)[1],
      column: node.querySelector('[data-column]').dataset.column,
      texts: { title: text(node, 'title'), type: text(node, 'type'), name: text(node, 'name'), remark: text(node, 'remark') },
    })),
    labels: [...picture.querySelectorAll('g.relation')].map((line) => line.getAttribute('aria-label')),
    tags: [...new Set([...picture.querySelectorAll('*')].map((element) => element.localName))].sort(),
    handlers: [...picture.querySelectorAll('*')].flatMap((element) => [...element.attributes])
      .filter(({ name, value }) => /^on|^(xlink:)?href$|^src$|^style$/i.test(name) && (/^on/i.test(name) || /javascript:|url\\(/i.test(value))).map(({ name, value }) => name + '=' + value),
  };
})()`;

async function draw(diagram: DiagramPicture): Promise<Drawn> {
  await view.send({ type: 'show', title: 'x', result: resultOf(diagram) });
  await view.drawn(diagram.hash);
  return view.page.evaluate(readPicture);
}

describe('hostile and unusual names', () => {
  test('there are at least 100 of them, each once', () => {
    expect(nastyNames.length).toBeGreaterThanOrEqual(100);
    expect(new Set(nastyNames).size).toBe(nastyNames.length);
  });

  test('each of them is drawn as its text, in five positions, and nothing else', async () => {
    const { tags: plainTags } = await draw(diagramOf(['plain', 'names', 'only']));
    expect(plainTags).toEqual(['g', 'path', 'rect', 'text']);
    const diagram = diagramOf(nastyNames);
    const drawn = await draw(diagram);
    expect(drawn.boxes.map((box) => box.id)).toEqual(diagram.tables.map((box) => box.id));
    for (const [index, name] of nastyNames.entries()) {
      const box = drawn.boxes[index];
      const { remark, ...texts } = box?.texts ?? {};
      expect(texts, JSON.stringify(name)).toEqual({
        title: shown(name),
        type: shown(shortType(name)),
        name: shown(name),
      });
      expect(isRemark(remark, name), `${JSON.stringify(name)}: ${JSON.stringify(remark)}`).toBe(true);
      expect(box?.column).toBe(shown(name));
      const target = nastyNames[(index + 1) % nastyNames.length]!;
      expect(drawn.labels[index]).toBe(shown(`${name} (${name}) → ${target} (id), many to exactly one`));
    }
    expect(drawn.tags).toEqual(plainTags);
    expect(drawn.handlers).toEqual([]);
    expect(view.faults).toEqual([]);
  });

  test('the Markdown dialect parses with every name', async () => {
    const diagram = diagramOf(nastyNames);
    const [, text = ''] = /^```mermaid\n([\s\S]*)```\n$/.exec(toMarkdown(diagram)) ?? [];
    expect(text).not.toContain('```');
    const result = resultOf(diagram);
    await view.send({
      type: 'show',
      title: 'x',
      result: { ...result, picture: { ...result.picture, mermaid: text, hash: 'markdown' } },
    });
    await view.drawn('markdown');
    expect(await view.page.locator('#picture g.node').count()).toBe(nastyNames.length);
    expect(view.faults).toEqual([]);
  });
});
