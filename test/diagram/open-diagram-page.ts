import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { diagramHtml } from '../../client/diagram-html.ts';
import { diagramWords } from '../../client/diagram-words.ts';
import type { FromDiagramView, ToDiagramView } from '../../server/protocol/messages.ts';
import { chromiumPath } from '../support/chromium-path.ts';
import { type Theme, themes } from './themes.ts';

/** What the functions that run in the page use of it. */
declare const window: { postMessage(message: unknown, target: string): void };
declare const sessionStorage: {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
};
declare const document: {
  readonly body: { className: string };
  readonly documentElement: { readonly style: { cssText: string } };
};

const root = join(import.meta.dirname, '../..');
const origin = 'http://diagram.test';

/** The diagram's page as VS Code would show it, with a stand-in for the editor's side. */
export interface DiagramPage {
  readonly page: Page;
  /** What the page sent to the extension. */
  readonly sent: FromDiagramView[];
  /** Violations of the content security policy, errors, and requests that left the page. */
  readonly faults: string[];
  send(message: ToDiagramView): Promise<void>;
  /** Resolves when the page has said that it drew the hash. */
  drawn(hash: string): Promise<void>;
  /** Resolves when the picture has its final layout. */
  settled(): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  close(): Promise<void>;
}

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Bundles the view as it ships. */
export function buildMedia(): void {
  execFileSync(process.execPath, ['scripts/build.mjs', 'media', 'layout'], { cwd: root, stdio: 'pipe' });
}

/** What `buildMedia` has made. */
export function bundledScript(): string {
  return readFileSync(join(root, 'dist/media/diagram.js'), 'utf8');
}

export async function openDiagramPage(
  browser: Browser,
  options: {
    readonly theme?: Theme;
    readonly width?: number;
    readonly height?: number;
    readonly state?: unknown;
    /** Another script than the one that ships. */
    readonly script?: string;
    /** Runs in the page before anything else. */
    readonly before?: string;
    /** Answers the page in the extension's place. */
    readonly answer?: (message: FromDiagramView, send: DiagramPage['send']) => void;
    readonly reducedMotion?: boolean;
  } = {},
): Promise<DiagramPage> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 900, height: options.height ?? 700 },
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const sent: FromDiagramView[] = [];
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  const html = diagramHtml({
    nonce: 'testnonce',
    cspSource: origin,
    script: `${origin}/diagram.js`,
    layout: `${origin}/layout.js`,
    style: `${origin}/diagram.css`,
    language: 'en',
    words: diagramWords((text) => text),
  });
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url === `${origin}/`) return route.fulfill({ contentType: 'text/html', body: html });
    if (url === `${origin}/layout.js`)
      return route.fulfill({
        contentType: 'text/javascript',
        body: readFileSync(join(root, 'dist/media/layout.js')),
      });
    if (url === `${origin}/diagram.js` || url === `${origin}/diagram.css`) {
      const isScript = url.endsWith('.js');
      return route.fulfill({
        contentType: isScript ? 'text/javascript' : 'text/css',
        body: isScript
          ? (options.script ?? bundledScript())
          : readFileSync(join(root, 'dist/media/diagram.css')),
      });
    }
    faults.push(`request: ${url}`);
    return route.abort();
  });
  const send: DiagramPage['send'] = (message) =>
    page.evaluate((data) => window.postMessage(data, '*'), message);
  await page.exposeFunction('editorReceives', (message: FromDiagramView) => {
    sent.push(message);
    options.answer?.(message, send);
  });
  if (options.before !== undefined) await page.addInitScript(options.before);
  await page.addInitScript(editorStandIn, options.state ?? null);
  await page.goto(`${origin}/`);
  const opened: DiagramPage = {
    page,
    sent,
    faults,
    send,
    async drawn(hash) {
      const until = Date.now() + 60_000;
      while (!sent.some((message) => message.type === 'drawn' && message.hash === hash)) {
        const failure = sent.find((message) => message.type === 'failed');
        if (failure) throw new Error(`The view failed: ${failure.message}`);
        if (Date.now() > until) throw new Error(`The view did not draw ${hash}. ${faults.join('\n')}`);
        await page.waitForTimeout(20);
      }
    },
    settled: () => page.locator('#stage[aria-busy="false"]').waitFor({ timeout: 30_000 }),
    setTheme: (theme) => page.evaluate(applyTheme, themes[theme]),
    close: () => page.close(),
  };
  await opened.setTheme(options.theme ?? 'light');
  return opened;
}

/** Runs in the page, before its script. */
function editorStandIn(first: unknown): void {
  let state = first ?? JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined;
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) =>
        (globalThis as unknown as { editorReceives(message: unknown): void }).editorReceives(message),
      getState: () => state,
      setState: (next: unknown) => {
        state = next;
        sessionStorage.setItem('state', JSON.stringify(next));
      },
    }),
  });
}

/** Runs in the page; VS Code sets a theme in the same way. */
function applyTheme(theme: {
  readonly className: string;
  readonly variables: Readonly<Record<string, string>>;
}): void {
  document.body.className = theme.className;
  document.documentElement.style.cssText = Object.entries(theme.variables)
    .map(([name, value]) => `${name}: ${value}`)
    .join(';');
}
