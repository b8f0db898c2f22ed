import type { DiagramContext } from './diagram-context.ts';

/**
 * Of all boxes the Tab key finds one: the one that had the focus last, or the first. From there the arrows lead to
 * the others.
 */
export function keepOneTabStop(context: DiagramContext): void {
  const { stage } = context.page;
  let stop: Element | null = null;

  function moveTo(node: Element | null): void {
    if (node === stop) return;
    stop?.setAttribute('tabindex', '-1');
    stop = node;
    stop?.setAttribute('tabindex', '0');
  }

  stage.addEventListener('focusin', (event) => {
    const node = event.target instanceof Element ? event.target.closest('g.node') : null;
    if (node) moveTo(node);
  });
  // A click leaves the focus where it is; the menu and the arrows still start from what was clicked.
  stage.addEventListener('pointerdown', (event) => {
    const node = event.target instanceof Element ? event.target.closest('g.node') : null;
    if (node) moveTo(node);
  });
  context.onShown(() => {
    if (stop?.isConnected !== true) moveTo(stage.querySelector('g.node'));
  });
}
