import type { View } from './viewport.ts';

/** How long a flight takes, in milliseconds. */
const duration = 320;

export interface Flight {
  /** Moves from one view to another, smoothly unless the person wants less motion. */
  start(from: View, to: View, frame: { readonly width: number; readonly height: number }): void;
  stop(): void;
}

/** Flies over the picture. `show` is called for each step. */
export function createFlight(show: (view: View) => void): Flight {
  const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
  let request = 0;

  return {
    start(from, to, { width, height }) {
      cancelAnimationFrame(request);
      if (lessMotion.matches || document.visibilityState !== 'visible') return show(to);
      const centreOf = (view: View) => ({
        x: (width / 2 - view.x) / view.scale,
        y: (height / 2 - view.y) / view.scale,
      });
      const [start, end] = [centreOf(from), centreOf(to)];
      const began = performance.now();
      const step = (now: number): void => {
        const time = Math.min(1, Math.max(0, (now - began) / duration));
        if (time === 1) return show(to);
        const part = time * time * (3 - 2 * time);
        const scale = from.scale * (to.scale / from.scale) ** part;
        const x = start.x + (end.x - start.x) * part;
        const y = start.y + (end.y - start.y) * part;
        show({ x: width / 2 - x * scale, y: height / 2 - y * scale, scale, fitted: to.fitted });
        request = requestAnimationFrame(step);
      };
      request = requestAnimationFrame(step);
    },
    stop: () => cancelAnimationFrame(request),
  };
}
