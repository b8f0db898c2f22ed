import type { DiagramResult } from '../server/protocol/messages.ts';
import { distanceToAnchor, findAnchors } from './anchor.ts';
import { decorate, markChanges, summary } from './decorate.ts';
import { fill, keepState, post, readState, words } from './host.ts';
import { isWorse } from './keep-picture.ts';
import type { Page } from './page.ts';
import { renderDiagram } from './render.ts';
import type { Viewport } from './viewport.ts';

/** Above this many tables the view says what drawing costs and asks. */
const askAbove = 200;
/** Milliseconds a table before anything has been measured. */
const assumedCost = { full: 40, keys: 18 };
/** While someone types, a drawing starts this many milliseconds after the last change, longer for slow pictures. */
const shortestPause = 60;
const longestPause = 1500;

export interface Drawer {
  show(result: DiagramResult): void;
  empty(reason: string): void;
  drawn(): DiagramResult | null;
  drawnUri(): string | null;
  fontMayHaveChanged(): void;
  visibilityMayHaveChanged(): void;
}

/** Decides what is drawn when: never a stale picture, never the same twice, only while the view is visible. */
export function createDrawer(page: Page, viewport: Viewport): Drawer {
  let latest: DiagramResult | null = null;
  let drawn: DiagramResult | null = null;
  let drawnFont = '';
  let svg: SVGSVGElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let drawing = false;
  /** Measured milliseconds of the last drawing. */
  let lastCost = 0;

  function show(result: DiagramResult): void {
    latest = result;
    keepState({ uri: result.uri });
    const isFirst = drawn === null || drawn.uri !== result.uri;
    schedule(isFirst ? 0 : Math.min(longestPause, Math.max(shortestPause, lastCost / 2)));
  }

  function schedule(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void draw(false), pause);
  }

  function isVisible(): boolean {
    return (
      document.visibilityState === 'visible' && page.stage.clientWidth > 0 && page.stage.clientHeight > 0
    );
  }

  async function draw(evenIfWorse: boolean): Promise<void> {
    const result = latest;
    if (result === null || drawing || !isVisible()) return;
    const { picture } = result;
    if (picture.tables.length === 0 && (drawn?.uri !== result.uri || result.damaged === 0)) {
      forget();
      page.showBanner(null);
      page.showMessage({ title: words.noTables, hint: words.noTablesHint });
      post({ type: 'drawn', hash: picture.hash, tables: 0 });
      return;
    }
    if (drawn && !evenIfWorse && isWorse(result, drawn)) {
      page.showBanner(words.stale, { title: words.drawAnyway, run: () => void draw(true) });
      return;
    }
    const font = currentFont();
    const banner = result.damaged > 0 ? words.partial : null;
    if (drawn && drawn.uri === result.uri && drawn.picture.hash === picture.hash && drawnFont === font) {
      drawn = result;
      page.showBanner(banner);
      return;
    }
    if (mustAsk(result)) return;
    drawing = true;
    try {
      const started = performance.now();
      const next = await renderDiagram(picture.mermaid, picture.tables.length, font);
      lastCost = performance.now() - started;
      if (latest?.uri !== result.uri) return;
      decorate(next, picture);
      replacePicture(next, result);
      drawnFont = font;
      page.showBanner(banner);
      post({ type: 'drawn', hash: picture.hash, tables: picture.tables.length });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (svg === null) page.showMessage({ title: words.failed, hint: message });
      else page.showBanner(words.failed);
      post({ type: 'failed', message });
      // The same text would fail again; only the next one is tried.
      if (latest === result) latest = null;
    } finally {
      drawing = false;
      if (latest !== null && latest !== result) schedule(shortestPause);
    }
  }

  function replacePicture(next: SVGSVGElement, result: DiagramResult): void {
    const before = svg;
    const sameDocument = drawn !== null && drawn.uri === result.uri;
    const anchors = before && sameDocument ? findAnchors(page.stage, before) : [];
    const focused = document.activeElement?.closest<SVGGElement>('g.node')?.dataset.key;
    if (before && sameDocument) markChanges(before, next);
    page.showMessage(null);
    page.picture.replaceChildren(next);
    svg = next;
    drawn = result;
    viewport.setPicture(next.viewBox.baseVal);
    const kept = readState().views.find((entry) => entry.uri === result.uri)?.view;
    if (before && sameDocument) {
      const { dx, dy } = distanceToAnchor(anchors, next);
      viewport.shift(dx, dy);
    } else if (kept && !kept.fitted) viewport.restore(kept);
    else viewport.fit();
    if (focused !== undefined)
      next.querySelector<SVGGElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    showDetail(result);
  }

  function showDetail(result: DiagramResult): void {
    const title = result.picture.detail === 'full' ? words.keysOnly : words.allColumns;
    page.toolbar.detail.title = title;
    page.toolbar.detail.setAttribute('aria-label', title);
    page.toolbar.detail.setAttribute('aria-pressed', String(result.picture.detail === 'keys'));
    page.counts.textContent = summary(result.picture);
  }

  /** Asks once per document before it draws very many tables. */
  function mustAsk(result: DiagramResult): boolean {
    const { tables, detail } = result.picture;
    const { confirmed } = readState();
    if (tables.length <= askAbove || confirmed.includes(result.uri)) return false;
    const perTable =
      drawn && lastCost > 0 && drawn.picture.detail === detail
        ? lastCost / drawn.picture.tables.length
        : assumedCost[detail];
    const seconds = Math.max(1, Math.round((tables.length * perTable) / 1000));
    forget();
    page.showBanner(null);
    page.showMessage({
      title: fill(words.large, tables.length, seconds),
      action: {
        title: words.drawAll,
        run: () => {
          keepState({ confirmed: [...confirmed, result.uri].slice(-20) });
          page.showMessage({ title: words.loading });
          schedule(50);
        },
      },
    });
    return true;
  }

  function forget(): void {
    svg = null;
    drawn = null;
    page.picture.replaceChildren();
  }

  return {
    show,
    empty(reason) {
      latest = null;
      clearTimeout(timer);
      forget();
      page.showBanner(null);
      page.showMessage({ title: words.nothingOpen, hint: reason });
    },
    drawn: () => drawn,
    drawnUri: () => drawn?.uri ?? null,
    fontMayHaveChanged() {
      if (drawn !== null && drawnFont !== currentFont()) schedule(shortestPause);
    },
    visibilityMayHaveChanged() {
      if (latest !== drawn) schedule(0);
    },
  };
}

function currentFont(): string {
  return getComputedStyle(document.body).fontFamily;
}
