export interface TabStop {
  /** Puts the keyboard on a box. The focus stays in the editor where it is there. */
  select(node: Element | null): void;
  /** Has to be told of each new picture. */
  pictureHasChanged(): void;
}

/**
 * Of all boxes the Tab key finds one: the one that had the focus last, or the first. From there the arrows lead to
 * the others.
 */
export function createTabStop(stage: HTMLElement): TabStop {
  let stop: Element | null = null;

  function moveTo(node: Element | null): void {
    if (node === stop) return;
    stop?.setAttribute('tabindex', '-1');
    stop = node;
    stop?.setAttribute('tabindex', '0');
  }

  function moveToTarget(event: Event): void {
    const node = event.target instanceof Element ? event.target.closest('g.node') : null;
    if (node) moveTo(node);
  }

  stage.addEventListener('focusin', moveToTarget);
  // A click leaves the focus where it is; the menu and the arrows still start from what was clicked.
  stage.addEventListener('pointerdown', moveToTarget);

  return {
    select(node) {
      if (node === null) return;
      moveTo(node);
      if (document.hasFocus() && node instanceof SVGElement) node.focus({ preventScroll: true });
    },
    pictureHasChanged() {
      if (stop?.isConnected !== true) moveTo(stage.querySelector('g.node'));
    },
  };
}
