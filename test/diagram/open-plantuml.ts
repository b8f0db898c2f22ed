import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';

const folder = dirname(fileURLToPath(import.meta.resolve('@plantuml/core')));
const origin = 'http://plantuml.test';
const page = `<!doctype html><script src="viz-global.js"></script><script type="module">
  import { renderToString } from './plantuml.js';
  globalThis.draw = (text) => new Promise((resolve, reject) => renderToString(text.split('\\n'), resolve, reject, { maxSvgSize: 0 }));
</script>`;

/** What PlantUML made of a text. */
export interface PlantumlDrawing {
  /** The ids that the text gave to its entities, packages and enums. */
  readonly entities: readonly string[];
  readonly links: number;
  readonly texts: readonly string[];
}

/** PlantUML itself, in a page. It rejects what PlantUML takes for a mistake. */
export async function openPlantuml(browser: Browser): Promise<(text: string) => Promise<PlantumlDrawing>> {
  const opened = await browser.newPage();
  await opened.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: page });
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(folder, name)) });
  });
  await opened.goto(`${origin}/`);
  await opened.waitForFunction('globalThis.draw !== undefined');
  return async (text) => {
    const svg = await opened.evaluate<string>(`draw(${JSON.stringify(text)})`);
    if (/Syntax Error|An error has occurred/i.test(svg)) throw new Error(svg.replace(/<[^>]*>/g, ' '));
    return opened.evaluate<PlantumlDrawing>(`(() => {
      const svg = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml');
      return {
        entities: [...svg.querySelectorAll('g.entity')].map((each) => each.dataset.qualifiedName ?? each.id),
        links: svg.querySelectorAll('g.link').length,
        texts: [...svg.querySelectorAll('text')].map((each) => each.textContent),
      };
    })()`);
  };
}
