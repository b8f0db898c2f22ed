// The script of a page that nobody sees: the command line draws a picture in it.
import './export-words.ts';
import type { DiagramPicture } from '../server/protocol/diagram.ts';
import type { DiagramTheme } from '../server/protocol/messages.ts';
import { exportPng } from './export-png.ts';
import { exportSvg } from './export-svg.ts';
import { inTheme } from './in-theme.ts';
import { startLayout } from './layout/start-layout.ts';
import { assembleScene, overviewScene } from './picture/assemble-scene.ts';
import { createMeasure } from './picture/measure-text.ts';
import { createShapeCache, preparePicture } from './picture/prepare-picture.ts';

/** The shape of a page of a document, which is what pictures in files go into. */
const page = { width: 1500, height: 1000 };

/** An SVG as text, or with a scale a PNG as base64. */
async function drawPicture(
  picture: DiagramPicture,
  scale: number | null,
  theme: DiagramTheme,
): Promise<string> {
  const holder = document.createElement('div');
  holder.id = 'picture';
  document.body.append(holder);
  const measure = createMeasure(getComputedStyle(document.body).fontFamily);
  const prepared = preparePicture(picture, measure, createShapeCache());
  const scene = picture.overview
    ? overviewScene(prepared)
    : assembleScene(prepared, await startLayout('')({ ...prepared.graph, way: null, room: page }));
  const svg = inTheme(theme, () => exportSvg(scene, holder));
  if (scale === null) return svg;
  const { blob } = await exportPng(svg, scale);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

Object.assign(globalThis, { drawPicture });
