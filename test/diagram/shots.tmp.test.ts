import { test } from 'vitest';
import { buildMedia, launchChromium, openDiagramPage } from './open-diagram-page.ts';
import { generated, resultOf, shop } from './sample-models.ts';

test('shots', async () => {
  buildMedia();
  const browser = await launchChromium();
  const only = process.env.SHOTS?.split(',');
  for (const [name, m, theme, w, h] of [
    ['shop', shop(), 'light', 900, 800],
    ['shop', shop(), 'dark', 900, 800],
    ['shop', shop(), 'highContrast', 900, 800],
    ['twenty', generated(20), 'dark', 1000, 800],
    ['twenty', generated(20), 'light', 1000, 800],
  ] as const) {
    if (only && !only.includes(`${name}-${theme}`)) continue;
    const view = await openDiagramPage(browser, { theme, width: w, height: h });
    await view.send({ type: 'show', title: 'x', result: resultOf(m) });
    await view.drawn(m.hash);
    await view.page.waitForTimeout(300);
    await view.page.screenshot({ path: `/tmp/shots/${name}-${theme}${process.env.TAG ?? ''}.png` });
    if (view.faults.length) console.log(name, view.faults);
    await view.close();
  }
  await browser.close();
}, 60000);
