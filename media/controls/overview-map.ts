import type { Scene } from '../picture/scene.ts';
import type { Viewport } from '../viewport.ts';
import { element } from './elements.ts';

export interface OverviewMap {
  setScene(scene: Scene | null): void;
  /** Has to be told of each change of pan and zoom. */
  viewHasMoved(): void;
}

const largest = { width: 180, height: 130 };

/**
 * The whole picture in small, with a frame around what is in sight; dragging it moves the picture. It shows only
 * while a part is out of sight, and is for the pointer alone: the keyboard has the arrows.
 */
export function createOverviewMap(viewport: Viewport): OverviewMap {
  const canvas = element('canvas', { id: 'map', 'aria-hidden': 'true', hidden: '' });
  document.body.append(canvas);
  let scene: Scene | null = null;
  let boxes: ImageData | null = null;
  let requested = false;

  function scaleOf({ bounds }: Scene): number {
    return Math.min(largest.width / bounds.width, largest.height / bounds.height);
  }

  /** The boxes are drawn once a picture; the frame at each move. */
  function drawBoxes(): void {
    const pen = canvas.getContext('2d');
    if (scene === null || pen === null) return;
    const scale = scaleOf(scene);
    const density = devicePixelRatio;
    const { bounds } = scene;
    canvas.style.width = `${Math.ceil(bounds.width * scale)}px`;
    canvas.style.height = `${Math.ceil(bounds.height * scale)}px`;
    canvas.width = Math.ceil(bounds.width * scale * density);
    canvas.height = Math.ceil(bounds.height * scale * density);
    const colours = getComputedStyle(canvas);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(
      scale * density,
      0,
      0,
      scale * density,
      -bounds.x * scale * density,
      -bounds.y * scale * density,
    );
    pen.fillStyle = colours.getPropertyValue('--map-box');
    for (const { rect } of scene.boxes.values()) pen.fillRect(rect.x, rect.y, rect.width, rect.height);
    boxes = pen.getImageData(0, 0, canvas.width, canvas.height);
  }

  function drawFrame(): void {
    requested = false;
    const pen = canvas.getContext('2d');
    if (scene === null || pen === null) return;
    canvas.hidden = scene.boxes.size < 2 || viewport.isInSight(scene.bounds);
    if (canvas.hidden) return;
    if (boxes === null) drawBoxes();
    if (boxes === null) return;
    const { bounds } = scene;
    const { x, y, scale } = viewport.view();
    const { width, height } = viewport.frame();
    pen.putImageData(boxes, 0, 0);
    pen.strokeStyle = getComputedStyle(canvas).getPropertyValue('--accent');
    const small = scaleOf(scene);
    pen.lineWidth = 1.5 / small;
    const inset = 0.75 / small;
    const left = Math.max(bounds.x, -x / scale) + inset;
    const top = Math.max(bounds.y, -y / scale) + inset;
    const right = Math.min(bounds.x + bounds.width, (width - x) / scale) - inset;
    const bottom = Math.min(bounds.y + bounds.height, (height - y) / scale) - inset;
    if (right > left && bottom > top) pen.strokeRect(left, top, right - left, bottom - top);
  }

  function update(): void {
    if (requested) return;
    requested = true;
    requestAnimationFrame(drawFrame);
  }

  function moveTo(event: PointerEvent): void {
    if (scene === null) return;
    const frame = canvas.getBoundingClientRect();
    const scale = scaleOf(scene);
    viewport.centreOn(
      scene.bounds.x + (event.clientX - frame.left - canvas.clientLeft) / scale,
      scene.bounds.y + (event.clientY - frame.top - canvas.clientTop) / scale,
    );
  }

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    moveTo(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) moveTo(event);
  });
  // The boxes' colour is the theme's.
  new MutationObserver(() => {
    boxes = null;
    update();
  }).observe(document.body, { attributes: true, attributeFilter: ['class'] });

  return {
    setScene(next) {
      if (next === scene) return;
      scene = next;
      boxes = null;
      if (next === null) canvas.hidden = true;
      else update();
    },
    viewHasMoved: update,
  };
}
