import { anchorPoint, type Scene } from './picture/scene.ts';
import type { View } from './viewport.ts';

/** A table and where the middle of its upper side stood in the stage. */
export interface Anchor {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

/**
 * The tables by how much they must not move when the picture is drawn again: those in use (focus, pointer) before
 * the visible ones, and these by their distance from the stage's middle.
 */
export function findAnchors(
  scene: Scene,
  view: View,
  stage: { readonly width: number; readonly height: number },
  used: readonly string[],
): readonly Anchor[] {
  const candidates: (Anchor & { readonly rank: number })[] = [];
  for (const box of scene.boxes.values()) {
    const at = anchorPoint(box);
    const x = view.x + at.x * view.scale;
    const y = view.y + at.y * view.scale;
    const half = (box.rect.width * view.scale) / 2;
    const bottom = y + box.rect.height * view.scale;
    const isVisible = x + half > 0 && x - half < stage.width && bottom > 0 && y < stage.height;
    const distance = Math.hypot(x - stage.width / 2, (y + bottom) / 2 - stage.height / 2);
    const use = isVisible ? used.indexOf(box.key) : -1;
    candidates.push({
      key: box.key,
      x,
      y,
      rank: use >= 0 ? use - 10 : isVisible ? distance : 1e6 + distance,
    });
  }
  return candidates.sort((a, b) => a.rank - b.rank);
}

/** How far the picture has to move so that the first anchor that is still in it stands where it stood. */
export function distanceToAnchor(
  anchors: readonly Anchor[],
  scene: Scene,
  view: View,
): { readonly dx: number; readonly dy: number } {
  for (const anchor of anchors) {
    const box = scene.boxes.get(anchor.key);
    if (box === undefined) continue;
    const at = anchorPoint(box);
    return { dx: anchor.x - (view.x + at.x * view.scale), dy: anchor.y - (view.y + at.y * view.scale) };
  }
  return { dx: 0, dy: 0 };
}
