import type { DiagramView } from '../server/protocol/diagram.ts';
import type { DiagramResult, ToDiagramView } from '../server/protocol/messages.ts';
import { createAnnouncer } from './controls/announcer.ts';
import { type Controls, createControls } from './controls/controls.ts';
import type { DiagramContext } from './controls/diagram-context.ts';
import { createTabStop } from './controls/tab-stop.ts';
import { createTrail } from './controls/trail.ts';
import { createViewStore } from './controls/view-store.ts';
import { createDrawer, databaseOf } from './drawer.ts';
import { listenToConnecting } from './edits/drag-foreign-key.ts';
import { keepCamera, post, words } from './host.ts';
import { startLayout } from './layout/start-layout.ts';
import { buildPage } from './page.ts';
import { createPictureView, type PictureView } from './picture-view.ts';
import { createViewport, type View } from './viewport.ts';

const zoomStep = 1.25;
/** Panning changes the view at every frame; the editor is told when it rests, in milliseconds. */
const keepViewAfter = 200;

const page = buildPage();
let pictureView: PictureView | null = null;
let controls: Controls | null = null;
let shown: DiagramResult | null = null;
/** The last question that the shown picture answers. */
let answered = 0;
/** The question that each answer is for. */
const questions = new WeakMap<DiagramResult, number>();
/** What is done when a question's picture is there. */
let waiting: readonly { readonly asked: number; run(): void }[] = [];
const listeners: (() => void)[] = [];
let keeping: ReturnType<typeof setTimeout> | undefined;

const viewport = createViewport(page.stage, page.picture, (view) => {
  page.toolbar.scale.textContent = `${Math.round(view.scale * 100)} %`;
  pictureView?.viewHasMoved();
  controls?.map.viewHasMoved();
  clearTimeout(keeping);
  keeping = setTimeout(() => keep(view, 0), keepViewAfter);
});
const store = createViewStore((asked) => keep(viewport.view(), asked));

/** Tells the extension how the database is looked at, and asks for the picture. */
function keep(camera: View, asked: number): void {
  if (shown === null) return;
  const database = databaseOf(shown);
  if (asked === 0) keepCamera(database, camera);
  post({ type: 'view', database, kept: { ...store.kept(), camera }, asked });
}

// Only scripts with this page's nonce may run; the layout is one where no worker can start.
const nonce = document.querySelector('script')?.nonce ?? '';
const view = createPictureView(page, viewport, startLayout(nonce));
pictureView = view;

const tabStop = createTabStop(page.stage);
const context: DiagramContext = {
  page,
  viewport,
  store,
  trail: createTrail(),
  scene: view.scene,
  result: () => shown,
  box: view.box,
  line: view.line,
  select: (key) => tabStop.select(view.box(key)),
  announce: createAnnouncer(),
  change(part: Partial<DiagramView>, then?: () => void) {
    const asked = store.change(part);
    if (then) context.whenShown(asked, then);
  },
  whenShown(asked, run) {
    if (asked <= answered) run();
    else waiting = [...waiting, { asked, run }];
  },
  onShown: (listener) => void listeners.push(listener),
};
context.onShown(tabStop.pictureHasChanged);

const drawer = createDrawer(page, view, {
  shown(result) {
    shown = result;
    answered = Math.max(answered, questions.get(result) ?? 0);
    for (const listener of listeners) listener();
    const due = waiting.filter(({ asked }) => asked <= answered);
    waiting = waiting.filter(({ asked }) => asked > answered);
    for (const { run } of due) run();
  },
  showAll: () => context.change({ focus: null, hidden: [], scope: 'database', overview: 'auto' }),
});
controls = createControls(context);
listenToConnecting(context);

page.toolbar.zoomIn.addEventListener('click', () => viewport.zoom(zoomStep));
page.toolbar.zoomOut.addEventListener('click', () => viewport.zoom(1 / zoomStep));
page.toolbar.scale.addEventListener('click', () => viewport.actualSize());
page.toolbar.fit.addEventListener('click', () => viewport.fit(true));

let latest: DiagramResult | null = null;
window.addEventListener('message', ({ data: message }: MessageEvent<ToDiagramView>) => {
  if (message.type === 'show') show(message.result, message.asked ?? 0);
  else if (message.type === 'same') {
    const { version, damaged, uri } = message;
    if (latest?.uri === uri) show({ ...latest, version, damaged }, message.asked);
  } else if (message.type === 'empty') drawer.empty(message.reason);
  else controls.receive(message);
});

function show(result: DiagramResult, asked: number): void {
  latest = result;
  questions.set(result, asked);
  drawer.show(result, asked > answered);
}

// The colours follow the stylesheet's variables; a new font changes the boxes' sizes.
new MutationObserver(() => drawer.fontMayHaveChanged()).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ['style', 'class'],
});
new ResizeObserver(() => drawer.visibilityMayHaveChanged()).observe(page.stage);
document.addEventListener('visibilitychange', () => drawer.visibilityMayHaveChanged());

page.showMessage({ title: words.loading });
post({ type: 'ready' });
