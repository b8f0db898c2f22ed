import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entityDiagramsOnly } from '../../scripts/mermaid-er.mjs';
import type { DiagramPicture } from '../../server/protocol/diagram.ts';
import { nastyNames } from './nasty-names.ts';
import { buildMedia, type DiagramPage, launchChromium, openDiagramPage } from './open-diagram-page.ts';
import { column, picture, relation, shop, table } from './sample-models.ts';

const root = join(import.meta.dirname, '../..');
let browser: Browser;
let view: DiagramPage;

/** What the harness below puts into the page. */
interface InPage {
  exported(picture: DiagramPicture): Promise<string>;
  pixels(
    svg: string,
    scale: number,
  ): Promise<{ width: number; height: number; colours: number; scale: number }>;
  parsed(svg: string): { error: string; tags: string[]; texts: string[]; attributes: string[] };
}
declare const window: InPage;

/** A page that draws and exports without the controls around it. */
const harness = `
  import { createPictureView } from './media/picture-view.ts';
  import { startLayout } from './media/layout/start-layout.ts';
  import { exportSvg } from './media/export-svg.ts';
  import { exportPng } from './media/export-png.ts';
  const element = (name, id) => Object.assign(document.body.appendChild(document.createElement(name)), { id });
  const stage = element('main', 'stage');
  const picture = stage.appendChild(element('div', 'picture'));
  const page = { stage, picture, counts: element('div', 'counts'), legend: element('ul', 'legend'), showDetail() {} };
  const still = { x: 0, y: 0, scale: 0.1, fitted: true };
  const viewport = { view: () => still, frame: () => ({ width: 900, height: 700 }), room: () => ({ width: 900, height: 700 }), setPicture() {}, shift() {}, restore() {}, fit() {} };
  const view = createPictureView(page, viewport, startLayout(document.querySelector('script').nonce));
  picture.dataset.distance = 'farther';
  globalThis.exported = async (drawn) => {
    await view.drawAnew(drawn, getComputedStyle(document.body).fontFamily, drawn.hash, () => true);
    return exportSvg(view.scene(), picture);
  };
  globalThis.pixels = async (svg, scale) => {
    const png = await exportPng(svg, scale);
    const bitmap = await createImageBitmap(png.blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const colours = new Set(new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer));
    return { width: bitmap.width, height: bitmap.height, colours: colours.size, scale: png.scale };
  };
  globalThis.parsed = (svg) => {
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const all = [...read.documentElement.querySelectorAll('*')];
    return {
      error: read.querySelector('parsererror')?.textContent ?? '',
      tags: [...new Set(all.map((each) => each.localName))].sort(),
      texts: all.filter((each) => each.localName === 'text').map((each) => each.textContent),
      attributes: [...new Set(all.flatMap((each) => [...each.attributes]).map(({ name }) => name))].sort(),
    };
  };
`;

beforeAll(async () => {
  buildMedia();
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: harness, resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome122',
    logLevel: 'error',
    plugins: [entityDiagramsOnly()],
  });
  browser = await launchChromium();
  view = await openDiagramPage(browser, { script: outputFiles[0]?.text ?? '', theme: 'dark' });
});
afterAll(async () => {
  expect(view.faults).toEqual([]);
  await browser?.close();
});

const svgOf = (drawn: DiagramPicture): Promise<string> =>
  view.page.evaluate((value) => window.exported(value), drawn);
const parse = (svg: string) => view.page.evaluate((text) => window.parsed(text), svg);

describe('SVG', () => {
  test('needs nothing but itself, and has every column however far away the view is', async () => {
    const svg = await svgOf(shop());
    const { error, tags, texts, attributes } = await parse(svg);
    expect(error).toBe('');
    expect(tags).toEqual(['g', 'path', 'rect', 'text']);
    for (const each of shop().tables) {
      expect(texts).toContain(each.name);
      for (const { name } of each.columns) expect(texts).toContain(name);
    }
    expect(attributes.filter((name) => /^(class|style|data-|on|tabindex)/.test(name))).toEqual([]);
    expect(svg).not.toMatch(/var\(|url\(|color-mix|foreignObject|<style/);
    expect(svg).toContain('font-family=');
    // The dark theme's background and foreground.
    expect(svg).toContain('rgb(31, 31, 31)');
    expect(svg).toContain('rgb(204, 204, 204)');
    expect(await view.page.locator('#picture').count()).toBe(1);
  });

  test('keeps hostile names as text', async () => {
    const tables = nastyNames.map((name, index) =>
      table(`T${index}`, name, [column('text x', { name, type: name, comment: name })]),
    );
    const relations = nastyNames.map((name, index) =>
      relation(`T${index}`, `T${(index + 1) % nastyNames.length}`, name),
    );
    const { error, tags } = await parse(await svgOf(picture(tables, relations)));
    expect(error).toBe('');
    expect(tags).toEqual(['g', 'path', 'rect', 'text']);
  });
});

describe('PNG', () => {
  test.each([1, 2, 4])('has %i pixels for each of the picture', async (scale) => {
    const svg = await svgOf(shop());
    const [, width = '', height = ''] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    const drawn = await view.page.evaluate(([text, by]) => window.pixels(text, by), [svg, scale] as const);
    expect(drawn.scale).toBe(scale);
    expect(Math.abs(drawn.width - Number(width) * scale)).toBeLessThanOrEqual(scale);
    expect(Math.abs(drawn.height - Number(height) * scale)).toBeLessThanOrEqual(scale);
    expect(drawn.colours).toBeGreaterThan(20);
  });

  test('becomes smaller rather than empty where it would be too large', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="600"><rect width="9000" height="600" fill="red"/></svg>';
    const drawn = await view.page.evaluate((text) => window.pixels(text, 4), svg);
    expect(drawn.width).toBe(16_384);
    expect(drawn.colours).toBe(1);
    expect(drawn.scale).toBeLessThan(2);
  });
});
