import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DiagramModel } from '../../server/features/diagram/model.ts';
import { toMarkdown } from '../../server/features/diagram/to-markdown.ts';
import { nastyNames } from './nasty-names.ts';
import { buildMedia, type DiagramPage, launchChromium, openDiagramPage } from './open-diagram-page.ts';
import { model, relation, resultOf, table } from './sample-models.ts';

let browser: Browser;
let view: DiagramPage;

beforeAll(async () => {
  buildMedia();
  browser = await launchChromium();
  view = await openDiagramPage(browser);
});
afterAll(() => browser?.close());

/** Every name as a table, a column, a type, a comment and a relation's label at once. */
function diagramOf(names: readonly string[]): DiagramModel {
  const tables = names.map((name, index) =>
    table(`T${index}`, name, [
      { name, type: name, notNull: false, keys: ['FK'], comment: name, labels: null },
    ]),
  );
  const relations = names.map((name, index) => relation(`T${index}`, `T${(index + 1) % names.length}`, name));
  return model(tables, relations);
}

/** What the page shows for a name: mermaid's own sentinels are broken up, control characters are spaces. */
function shown(name: string): string {
  const text = name
    .replace(/\p{Cs}/gu, ' ')
    .normalize('NFC')
    .replaceAll('\ufb02', 'fl')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return squeezed(text);
}

function squeezed(text: string): string {
  return text.replaceAll('\u2060', '').replace(/\s+/g, ' ').trim();
}

function shortened(name: string): string {
  const points = [...name.trim()];
  return points.length > 48 ? `${points.slice(0, 47).join('')}…` : points.join('');
}

interface Drawn {
  readonly boxes: readonly { readonly id: string; readonly texts: Readonly<Record<string, string>> }[];
  readonly labels: readonly string[];
  readonly tags: readonly string[];
  readonly handlers: readonly string[];
}

/** Runs in the page. */
const readPicture = `(() => {
  const picture = document.querySelector('#picture svg');
  const text = (node, part) => node.querySelector('g.label.' + part)?.textContent ?? '';
  return {
    boxes: [...picture.querySelectorAll('g.node')].map((node) => ({
      id: node.dataset.table,
      texts: { name: text(node, 'name'), type: text(node, 'attribute-type'), column: text(node, 'attribute-name'), comment: text(node, 'attribute-comment') },
    })),
    labels: [...picture.querySelectorAll('g.edgeLabel span.edgeLabel')].map((label) => label.textContent),
    tags: [...new Set([...picture.querySelectorAll('*')].map((element) => element.localName))].sort(),
    handlers: [...picture.querySelectorAll('*')].flatMap((element) => [...element.attributes])
      .filter(({ name, value }) => /^on|^(xlink:)?href$|^src$|^style$/i.test(name) && (/^on/i.test(name) || /javascript:|url\\(/i.test(value))).map(({ name, value }) => name + '=' + value),
  };
})()`;

async function draw(diagram: DiagramModel): Promise<Drawn> {
  await view.send({ type: 'show', title: 'x', result: resultOf(diagram) });
  await view.drawn(diagram.hash);
  return view.page.evaluate(readPicture);
}

describe('hostile and unusual names', () => {
  test('there are at least 90 of them, each once', () => {
    expect(nastyNames.length).toBeGreaterThanOrEqual(90);
    expect(new Set(nastyNames).size).toBe(nastyNames.length);
  });

  test('mermaid 12 draws each of them as its text, in five positions, and nothing else', async () => {
    const { tags: plainTags } = await draw(diagramOf(['plain', 'names', 'only']));
    const diagram = diagramOf(nastyNames);
    const drawn = await draw(diagram);
    expect(drawn.boxes.map((box) => box.id)).toEqual(diagram.tables.map((box) => box.id));
    for (const [index, name] of nastyNames.entries()) {
      const texts = Object.entries(drawn.boxes[index]?.texts ?? {}).map(([part, text]) => [
        part,
        squeezed(text),
      ]);
      expect(Object.fromEntries(texts), JSON.stringify(name)).toEqual({
        name: shown(name),
        type: shown(name),
        column: shown(name),
        comment: shown(shortened(name)),
      });
      expect(squeezed(drawn.labels[index] ?? '?'), `label ${JSON.stringify(name)}`).toBe(shown(name));
    }
    for (const tag of drawn.tags) expect(plainTags).toContain(tag);
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
