interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Replaces mermaid's sketched outlines of a table, two long paths for each row, by plain rectangles that the
 * stylesheet colours. The text and its places stay mermaid's.
 */
export function redrawBox(node: SVGGElement): void {
  const outer = node.querySelector<SVGGElement>(':scope > .outer-path');
  const frame = outer && boxOf(outer);
  // A table without columns is a single rectangle.
  const plain = node.querySelector<SVGRectElement>(':scope > rect');
  if (plain) {
    plain.setAttribute('class', 'head');
    plain.removeAttribute('style');
    node.prepend(group('body', plain));
    node.append(rectangle('frame', plainBox(plain)));
    return;
  }
  if (!outer || !frame) return;
  const body = group('body', rectangle('head', frame));
  for (const [index, row] of [
    ...node.querySelectorAll<SVGGElement>(':scope > [class^="row-rect"]'),
  ].entries()) {
    const box = boxOf(row);
    if (box === null) continue;
    if (index === 0) body.append(rule(frame, box.y));
    body.append(rectangle(row.classList.contains('row-rect-even') ? 'row even' : 'row', box));
    row.remove();
  }
  for (const divider of node.querySelectorAll(':scope > .divider')) divider.remove();
  const line = body.querySelector('.rule');
  if (line) body.append(line);
  outer.replaceWith(body);
  node.append(rectangle('frame', frame));
}

/** The box that a sketched rectangle fills: its first path runs through the four corners. */
function boxOf(sketch: SVGGElement): Box | null {
  const numbers = sketch
    .querySelector('path')
    ?.getAttribute('d')
    ?.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)
    ?.map(Number);
  if (numbers === undefined || numbers.length < 6) return null;
  const [left, top, right, , , bottom] = numbers as [number, number, number, number, number, number];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function plainBox(rect: SVGRectElement): Box {
  const read = (name: string): number => Number(rect.getAttribute(name) ?? 0);
  return { x: read('x'), y: read('y'), width: read('width'), height: read('height') };
}

function group(name: string, ...children: readonly Element[]): SVGGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  made.setAttribute('class', name);
  made.append(...children);
  return made;
}

function rectangle(name: string, box: Box): SVGRectElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  made.setAttribute('class', name);
  for (const [key, value] of Object.entries(box)) made.setAttribute(key, String(value));
  return made;
}

function rule(frame: Box, y: number): SVGLineElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  made.setAttribute('class', 'rule');
  made.setAttribute('x1', String(frame.x));
  made.setAttribute('x2', String(frame.x + frame.width));
  made.setAttribute('y1', String(y));
  made.setAttribute('y2', String(y));
  return made;
}
