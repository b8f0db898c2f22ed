import type { ToDiagramView } from '../server/protocol/messages.ts';
import { listenToRelations } from './decorate.ts';
import { createDrawer } from './drawer.ts';
import { listenToGestures } from './gestures.ts';
import { keepView, post, words } from './host.ts';
import { buildPage } from './page.ts';
import { createViewport } from './viewport.ts';

const zoomStep = 1.25;
/** Panning changes the view at every frame; the editor is told when it rests, in milliseconds. */
const keepViewAfter = 200;

const page = buildPage();
let keeping: ReturnType<typeof setTimeout> | undefined;
const viewport = createViewport(page.stage, page.picture, (view) => {
  page.toolbar.scale.textContent = `${Math.round(view.scale * 100)} %`;
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const uri = drawer.drawnUri();
    if (uri !== null) keepView(uri, view);
  }, keepViewAfter);
});
const drawer = createDrawer(page, viewport);

listenToGestures(page.stage, viewport, (table) => {
  const uri = drawer.drawnUri();
  if (uri === null || table.dataset.key === undefined) return;
  const [schema, name] = JSON.parse(table.dataset.key) as [string, string];
  post({ type: 'open', uri, schema, name });
});
listenToRelations(page.stage);

page.toolbar.zoomIn.addEventListener('click', () => viewport.zoom(zoomStep));
page.toolbar.zoomOut.addEventListener('click', () => viewport.zoom(1 / zoomStep));
page.toolbar.scale.addEventListener('click', () => viewport.actualSize());
page.toolbar.fit.addEventListener('click', () => viewport.fit());
page.toolbar.detail.addEventListener('click', () => {
  const drawn = drawer.drawn();
  if (drawn === null) return;
  const detail = drawn.picture.detail === 'full' ? 'keys' : 'full';
  post({ type: 'detail', uri: drawn.uri, detail });
});

window.addEventListener('message', (event: MessageEvent<ToDiagramView>) => {
  const message = event.data;
  if (message.type === 'show') drawer.show(message.result);
  else drawer.empty(message.reason);
});

// The colours follow the stylesheet's variables; a new font changes the boxes' sizes.
new MutationObserver(() => drawer.fontMayHaveChanged()).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ['style', 'class'],
});
new ResizeObserver(() => {
  drawer.visibilityMayHaveChanged();
  if (viewport.view().fitted) viewport.fit();
}).observe(page.stage);
document.addEventListener('visibilitychange', () => drawer.visibilityMayHaveChanged());

page.showMessage({ title: words.loading });
post({ type: 'ready' });
