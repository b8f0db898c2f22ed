import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildMedia, type DiagramPage, launchChromium } from './open-diagram-page.ts';

/** Builds the page and starts a Chromium for a file's tests. The page of each is closed, and must have no faults. */
export function useChromium(view: () => DiagramPage): () => Browser {
  let browser: Browser | null = null;
  beforeAll(async () => {
    buildMedia();
    browser = await launchChromium();
  });
  afterEach(async () => {
    expect(view().faults).toEqual([]);
    await view().close();
  });
  afterAll(() => browser?.close());
  return () => {
    if (browser === null) throw new Error('Chromium has not been started.');
    return browser;
  };
}
