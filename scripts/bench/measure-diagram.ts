import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { DiagramPicture } from '../../server/protocol/diagram.ts';
import { type DiagramPage, openDiagramPage } from '../../test/diagram/open-diagram-page.ts';
import { resultOf } from '../../test/diagram/sample-models.ts';

/** What one drawing cost, in milliseconds. */
export interface Drawing {
  /** CPU time of the page's main thread, from the message to two frames after the picture. */
  readonly cpu: number;
  /** Time on the wall until the picture was drawn. */
  readonly wall: number;
  /** The longest time for which the page did not answer. */
  readonly longestTask: number;
}

export interface Renderer {
  /** Draws from nothing. */
  draw(picture: DiagramPicture): Promise<Drawing>;
  /** Goes from one picture to the next of the same document. */
  change(from: DiagramPicture, to: DiagramPicture): Promise<Drawing>;
  /** Shows another state of the document that is drawn. */
  edit(picture: DiagramPicture): Promise<Drawing>;
  heapMegabytes(): Promise<number>;
  close(): Promise<void>;
}

/** What runs in the page. */
interface InPage {
  sendAndWait(message: unknown, hash: string): Promise<{ wall: number; longestTask: number }>;
  drawStock(text: string): Promise<{ wall: number; longestTask: number }>;
}
declare const window: InPage;

/** Runs in the page: sends a message as the editor would, and waits for the picture and two more frames. */
const driver = `
  const longest = { value: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest.value = Math.max(longest.value, entry.duration);
  }).observe({ type: 'longtask' });
  const twoFrames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const timed = async (run) => {
    longest.value = 0;
    const started = performance.now();
    await run();
    const wall = performance.now() - started;
    await twoFrames();
    return { wall, longestTask: longest.value };
  };
  let waiting = null;
  globalThis.listenToView = () => {
    const receive = globalThis.editorReceives;
    globalThis.editorReceives = (message) => {
      if (message.type === 'failed') console.error(message.message);
      if (message.type === 'drawn' && message.hash === waiting?.hash) waiting.done();
      return receive(message);
    };
  };
  globalThis.sendAndWait = (message, hash) => timed(() => new Promise((done) => {
    waiting = { hash, done };
    window.postMessage(message, '*');
  }));
  let drawings = 0;
  globalThis.drawStock = (text) => timed(async () => {
    const { svg } = await mermaid.render('stock' + ++drawings, text);
    document.getElementById('holder').innerHTML = svg;
  });
`;

/** Our view as it ships. */
export async function openOwnView(browser: Browser): Promise<Renderer> {
  const view = await openDiagramPage(browser, { before: driver, width: 1400, height: 900 });
  await view.page.evaluate('listenToView()');
  const session = await measuring(view.page);
  let documents = 0;

  async function send(picture: DiagramPicture, uri: string): Promise<Drawing> {
    const message = { type: 'show', title: 'bench', result: resultOf(picture, { uri }) };
    // The message is put into the page first, so that only its way from the editor is timed.
    const handle = await view.page.evaluateHandle((value) => value, message);
    const drawing = await cpuOf(session, () =>
      view.page.evaluate(([data, hash]) => window.sendAndWait(data, hash), [handle, picture.hash] as const),
    );
    await handle.dispose();
    if (view.faults.length > 0) throw new Error(view.faults.join('\n'));
    view.sent.length = 0;
    return drawing;
  }

  return {
    draw: (picture) => send(picture, `file:///bench-${++documents}.sql`),
    async change(from, to) {
      const uri = `file:///bench-${++documents}.sql`;
      await send(from, uri);
      await settle(view);
      return send(to, uri);
    },
    edit: (picture) => send(picture, `file:///bench-${documents}.sql`),
    heapMegabytes: () => heapOf(session),
    close: () => view.close(),
  };
}

/** mermaid as anyone gets it, with dagre, which is cheaper than its default. */
export async function openStockView(browser: Browser): Promise<Renderer> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.setContent('<!doctype html><div id="holder"></div>');
  await page.addScriptTag({ content: readFileSync('node_modules/mermaid/dist/mermaid.min.js', 'utf8') });
  await page.addScriptTag({ content: driver });
  await page.evaluate(
    `mermaid.initialize({ startOnLoad: false, layout: 'dagre', maxTextSize: 5e7, maxEdges: 1e6, er: { layout: 'dagre' } })`,
  );
  const session = await measuring(page);
  const draw = (picture: DiagramPicture): Promise<Drawing> =>
    cpuOf(session, () => page.evaluate((text) => window.drawStock(text), picture.mermaid));
  return {
    draw,
    change: async (from, to) => {
      await draw(from);
      return draw(to);
    },
    edit: draw,
    heapMegabytes: () => heapOf(session),
    close: () => page.close(),
  };
}

async function settle(view: DiagramPage): Promise<void> {
  await view.settled();
  // Pan and zoom are kept a moment after the picture.
  await view.page.waitForTimeout(300);
}

async function measuring(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

async function cpuOf(
  session: CDPSession,
  run: () => Promise<{ readonly wall: number; readonly longestTask: number }>,
): Promise<Drawing> {
  const before = await metric(session, 'TaskDuration');
  const { wall, longestTask } = await run();
  return { cpu: ((await metric(session, 'TaskDuration')) - before) * 1000, wall, longestTask };
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((entry) => entry.name === name)?.value ?? Number.NaN;
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await metric(session, 'JSHeapUsedSize')) / 1e6;
}
