import type { DiagramPicture } from '../server/protocol/diagram.ts';
import type { DiagramResult } from '../server/protocol/messages.ts';
import { fill, keepState, post, readState, words } from './host.ts';
import { isWorse } from './keep-picture.ts';
import type { Page } from './page.ts';
import type { PictureView } from './picture-view.ts';

/** Above this many seconds the view says what drawing costs and asks. */
const askAbove = 8;
/** When typing pauses for so long, in milliseconds, mermaid reads the text and everything gets a new layout. */
const settleAfter = 300;

export interface Drawer {
  /** `isAnswer` tells a change of the view from an edit of the SQL, which is drawn in place. */
  show(result: DiagramResult, isAnswer: boolean): void;
  empty(reason: string): void;
  fontMayHaveChanged(): void;
  visibilityMayHaveChanged(): void;
}

export interface DrawerEvents {
  /** An answer is what the page shows now. */
  shown(result: DiagramResult): void;
  /** A person wants to see all of a schema of which the view shows nothing. */
  showAll(): void;
}

/** Decides what is drawn when: never a stale picture, never the same twice, only while the view is visible. */
export function createDrawer(page: Page, view: PictureView, events: DrawerEvents): Drawer {
  let latest: DiagramResult | null = null;
  let drawn: DiagramResult | null = null;
  let drawnFont = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let drawing = false;
  /** The last answer to a change of the view. */
  let answer: DiagramResult | null = null;
  /** The picture that someone wants although a part of it is missing. */
  let accepted: DiagramResult | null = null;

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void draw());
  }

  async function draw(): Promise<void> {
    const result = latest;
    if (result === null || drawing || !isVisible(page)) return;
    const { picture } = result;
    const isSameDatabase = drawn !== null && databaseOf(drawn) === databaseOf(result);
    if (isEmpty(picture) && (!isSameDatabase || result.damaged === 0)) return showNoTables(result);
    if (drawn && accepted !== result && isWorse(result, drawn)) {
      clearTimeout(settling);
      page.showBanner(words.stale, { title: words.drawAnyway, run: () => accept(result) });
      return;
    }
    const font = currentFont();
    const banner = result.damaged > 0 ? words.partial : null;
    if (isSameDatabase && drawn?.picture.hash === picture.hash && drawnFont === font) {
      drawn = result;
      page.showBanner(banner);
      events.shown(result);
      return;
    }
    if (mustAsk(result)) return;
    clearTimeout(settling);
    drawing = true;
    let isPinned = false;
    setBusy(true);
    try {
      const isEdit = isSameDatabase && drawnFont === font && result !== answer;
      isPinned = isEdit && (await view.drawPinned(picture));
      const database = databaseOf(result);
      // While something of the database is to be seen, only the newest picture is worth drawing.
      const isWanted = (): boolean =>
        latest !== null && databaseOf(latest) === database && (latest === result || !isSameDatabase);
      if (!isPinned && !(await view.drawAnew(picture, font, database, isWanted))) return;
      drawn = result;
      drawnFont = font;
      page.showMessage(null);
      page.showBanner(banner);
      post({ type: 'drawn', hash: picture.hash, tables: picture.tables.length });
      events.shown(result);
      if (isPinned) settling = setTimeout(() => void settle(result, font), settleAfter);
    } catch (error) {
      fail(error, result);
    } finally {
      drawing = false;
      setBusy(isPinned);
      if (latest !== null && latest !== result) schedule();
    }
  }

  /** Until a picture has its final layout, screen readers need not read it. */
  function setBusy(isBusy: boolean): void {
    page.stage.setAttribute('aria-busy', String(isBusy));
  }

  /** The picture that was drawn in place while someone typed is read by mermaid and laid out anew. */
  async function settle(result: DiagramResult, font: string): Promise<void> {
    if (drawing || drawn?.picture.hash !== result.picture.hash || !isVisible(page)) return;
    drawing = true;
    try {
      await view.drawAnew(
        result.picture,
        font,
        databaseOf(result),
        () => latest?.picture.hash === result.picture.hash,
      );
      events.shown(drawn ?? result);
    } catch (error) {
      fail(error, result);
    } finally {
      drawing = false;
      setBusy(false);
      if (latest !== null && latest !== drawn) schedule();
    }
  }

  function accept(result: DiagramResult): void {
    accepted = result;
    void draw();
  }

  function fail(error: unknown, result: DiagramResult): void {
    const message = error instanceof Error ? error.message : String(error);
    if (drawn === null) page.showMessage({ title: words.failed, hint: message });
    else page.showBanner(words.failed);
    post({ type: 'failed', message });
    // The same picture would fail again; only the next one is tried.
    if (latest === result) latest = null;
  }

  function showNoTables(result: DiagramResult): void {
    const { hash, total } = result.picture;
    forget();
    page.showBanner(null);
    if (total === 0) page.showMessage({ title: words.noTables, hint: words.noTablesHint });
    else
      page.showMessage({
        title: fill(words.nothingShown, total),
        action: { title: words.showAll, run: () => events.showAll() },
      });
    post({ type: 'drawn', hash, tables: 0 });
    events.shown(result);
  }

  /** Asks once per database before it draws so many tables that it takes a while. */
  function mustAsk(result: DiagramResult): boolean {
    const { confirmed } = readState();
    const seconds = Math.round(view.secondsFor(result.picture));
    if (seconds <= askAbove || confirmed.includes(databaseOf(result))) return false;
    forget();
    page.showBanner(null);
    page.showMessage({
      title: fill(words.large, result.picture.tables.length, seconds),
      action: {
        title: words.drawAll,
        run: () => {
          keepState({ confirmed: [...confirmed, databaseOf(result)].slice(-20) });
          page.showMessage({ title: words.loading });
          schedule();
        },
      },
    });
    return true;
  }

  function forget(): void {
    clearTimeout(settling);
    drawn = null;
    view.clear();
  }

  return {
    show(result, isAnswer) {
      latest = result;
      if (isAnswer) answer = result;
      keepState({ uri: result.uri });
      schedule();
    },
    empty(reason) {
      latest = null;
      clearTimeout(timer);
      forget();
      page.showBanner(null);
      page.showMessage({ title: words.nothingOpen, hint: reason });
    },
    fontMayHaveChanged() {
      if (drawn !== null && drawnFont !== currentFont()) schedule();
    },
    visibilityMayHaveChanged() {
      if (latest !== drawn) schedule();
    },
  };
}

/** By what a database is known: documents that belong to none are their own. */
export function databaseOf({ database, uri }: Pick<DiagramResult, 'database' | 'uri'>): string {
  return database ?? uri;
}

function isEmpty({ tables, groups, overview }: DiagramPicture): boolean {
  return overview ? groups.length === 0 : tables.length === 0;
}

function isVisible({ stage }: Page): boolean {
  return document.visibilityState === 'visible' && stage.clientWidth > 0 && stage.clientHeight > 0;
}

function currentFont(): string {
  return getComputedStyle(document.body).fontFamily;
}
