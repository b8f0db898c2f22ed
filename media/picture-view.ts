import type { DiagramPicture } from '../server/protocol/diagram.ts';
import { distanceToAnchor, findAnchors } from './anchor.ts';
import { cameraOf } from './host.ts';
import type { Layout } from './layout/layout-graph.ts';
import type { LayOut } from './layout/start-layout.ts';
import { fillLegend } from './legend.ts';
import type { Page } from './page.ts';
import { assembleScene, overviewScene } from './picture/assemble-scene.ts';
import { composeScene } from './picture/compose-scene.ts';
import { createMeasure, type MeasureText } from './picture/measure-text.ts';
import { createPictureElement, pause } from './picture/patch-svg.ts';
import { canPin, pinScene } from './picture/pin-scene.ts';
import {
  createShapeCache,
  type Prepared,
  type PreparedGraph,
  preparePicture,
} from './picture/prepare-picture.ts';
import type { Scene } from './picture/scene.ts';
import { countsOf } from './picture-counts.ts';
import { type MermaidModel, readWithMermaid } from './read-with-mermaid.ts';
import { createRowDisplay } from './show-rows.ts';
import { adoptStockPicture } from './stock-picture.ts';
import type { Viewport } from './viewport.ts';

/** How long what has changed stays marked, in milliseconds. */
const markFor = 1600;
/** Seconds that a table takes: drawn by us, and by mermaid. */
const cost = { own: 0.002, stock: 0.04 };

/** Between the steps of drawing more tables than this the page answers. */
const pauseAbove = 150;

export interface PictureView {
  /** Draws an edit in place; false where the picture is too different for that. */
  drawPinned(picture: DiagramPicture): Promise<boolean>;
  /** Reads with mermaid, lays out and draws; false where it was no longer wanted when it was ready. */
  drawAnew(
    picture: DiagramPicture,
    font: string,
    database: string,
    isWanted: () => boolean,
  ): Promise<boolean>;
  /** What is drawn, null before anything is, and where mermaid had to draw it. */
  scene(): Scene | null;
  box(key: string): SVGGElement | null;
  line(relation: string): SVGGElement | null;
  /** Has to be told of each change of pan and zoom. */
  viewHasMoved(): void;
  secondsFor(picture: DiagramPicture): number;
  clear(): void;
}

/** The picture in the page: it goes from one scene to the next, and keeps in place on the screen what is in use. */
export function createPictureView(page: Page, viewport: Viewport, layOut: LayOut): PictureView {
  const element = createPictureElement();
  const rows = createRowDisplay(page.picture, element);
  const shapes = createShapeCache();
  let measure: MeasureText | null = null;
  let measuredFont = '';
  let scene: Scene | null = null;
  let sceneDatabase: string | null = null;
  let isStock = false;
  let lastLayout: { readonly graph: string; readonly shape: string; readonly layout: Layout } | null = null;

  function prepare(picture: DiagramPicture, font: string): Prepared {
    if (measure === null || measuredFont !== font) {
      measure = createMeasure(font);
      measuredFont = font;
      shapes.clear();
    }
    return preparePicture(picture, measure, shapes);
  }

  async function placesFor(prepared: PreparedGraph): Promise<Layout> {
    const graph = JSON.stringify(prepared);
    if (lastLayout?.graph === graph) return lastLayout.layout;
    const shape = shapeOf(prepared);
    const way = lastLayout?.shape === shape ? (lastLayout.layout.way ?? null) : null;
    const layout = await layOut({ ...prepared, way, room: viewport.room() });
    lastLayout = { graph, shape, layout };
    return layout;
  }

  async function drawAnew(
    picture: DiagramPicture,
    font: string,
    database: string,
    isWanted: () => boolean,
  ): Promise<boolean> {
    const prepared = prepare(picture, font);
    // The worker lays out while mermaid reads.
    const places = picture.overview ? null : placesFor(prepared.graph);
    places?.catch(() => undefined);
    if (picture.tables.length > pauseAbove) await pause();
    const { model, svg } = await readWithMermaid(picture.mermaid, font);
    if (!isWanted()) return false;
    if (svg !== null) {
      showStock(svg, picture);
      return true;
    }
    checkModel(model, picture);
    const next = places === null ? overviewScene(prepared) : assembleScene(prepared, await places);
    if (picture.tables.length > pauseAbove) await pause();
    if (!isWanted()) return false;
    await show(next, database);
    return true;
  }

  async function show(next: Scene, database: string): Promise<void> {
    const before = sceneDatabase === database ? scene : null;
    const used = usedKeys(page).filter((key) => next.boxes.has(key));
    const anchors = before ? findAnchors(before, viewport.view(), viewport.frame(), used) : [];
    if (sceneDatabase !== database) element.clear();
    if (element.svg.parentNode !== page.picture) page.picture.replaceChildren(element.svg);
    isStock = false;
    scene = next;
    sceneDatabase = database;
    page.picture.hidden = false;
    rows.setScene(next);
    viewport.setPicture(next.bounds);
    const kept = cameraOf(database);
    if (before) {
      const { dx, dy } = distanceToAnchor(anchors, next, viewport.view());
      viewport.shift(dx, dy, used.length > 0);
    } else if (kept && !kept.fitted) viewport.restore(kept);
    else viewport.fit();
    describe(next.picture);
    const changed = await element.patch(composeScene(next));
    rows.update(viewport.view(), viewport.frame());
    // Another part of the schema, or another detail, is new as a whole.
    if (before && changed.size <= Math.max(3, next.boxes.size / 4)) markChanged([...changed]);
  }

  function describe(picture: DiagramPicture): void {
    element.svg.setAttribute('aria-label', countsOf(picture));
    page.counts.textContent = countsOf(picture);
    fillLegend(page.legend, picture);
  }

  /** What has changed lights up for a moment. */
  function markChanged(keys: readonly string[]): void {
    const boxes = keys.flatMap((key) => element.box(key) ?? []);
    for (const box of boxes) box.classList.add('touched');
    setTimeout(() => {
      for (const box of boxes) box.classList.remove('touched');
    }, markFor);
  }

  function showStock(svg: SVGSVGElement, picture: DiagramPicture): void {
    const isFirst = !isStock;
    clear();
    isStock = true;
    adoptStockPicture(svg, picture);
    page.picture.replaceChildren(svg);
    const { width, height } = svg.viewBox.baseVal;
    viewport.setPicture({ x: 0, y: 0, width, height });
    describe(picture);
    if (isFirst) viewport.fit();
  }

  function clear(): void {
    scene = null;
    sceneDatabase = null;
    lastLayout = null;
    element.clear();
    rows.setScene(null);
    page.picture.replaceChildren();
    fillLegend(page.legend, null);
  }

  return {
    async drawPinned(picture) {
      if (scene === null || sceneDatabase === null) return false;
      const prepared = prepare(picture, measuredFont);
      if (!canPin(prepared, scene)) return false;
      await show(pinScene(prepared, scene), sceneDatabase);
      return true;
    },
    drawAnew,
    scene: () => scene,
    box: (key) => element.box(key) ?? null,
    line: (relation) => element.line(relation) ?? null,
    viewHasMoved: () => rows.update(viewport.view(), viewport.frame()),
    secondsFor: ({ tables }) => tables.length * (isStock ? cost.stock : cost.own),
    clear,
  };
}

/** Which boxes and lines there are: whoever types a column must not turn the picture. */
function shapeOf({ direction, isFree, nodes, edges }: PreparedGraph): string {
  const groups = nodes.map(({ group }) => group);
  return JSON.stringify([direction, isFree, groups, edges.map(({ parent, child }) => [parent, child])]);
}

/** The keys of the boxes under the keyboard's focus and the pointer. */
function usedKeys({ stage }: Page): readonly string[] {
  const nodes = [
    document.activeElement?.closest<SVGGElement>('g.node'),
    stage.querySelector<SVGGElement>('g.node:hover'),
  ];
  return nodes.flatMap((node) => node?.dataset.key ?? []);
}

/** mermaid must have understood exactly the boxes and lines that are drawn. */
function checkModel({ entities, relations }: MermaidModel, picture: DiagramPicture): void {
  const boxes = picture.overview ? picture.groups : picture.tables;
  const read = new Set(entities);
  const lost = boxes.filter(({ id }) => !read.has(id));
  if (lost.length > 0 || read.size !== boxes.length || relations !== picture.relations.length)
    throw new Error(
      `mermaid read ${read.size} boxes and ${relations} relations of ${boxes.length} and ${picture.relations.length}.`,
    );
}
