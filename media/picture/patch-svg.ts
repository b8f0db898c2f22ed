import type { Fragment, Fragments } from './compose-scene.ts';
import { escapeText } from './escape-text.ts';

/** So many new elements are put in at once; the page answers between two lots. */
const lot = 100;

interface Drawn {
  readonly element: SVGGElement;
  fragment: Fragment;
}

export interface PictureElement {
  readonly svg: SVGSVGElement;
  /**
   * Makes the picture show these fragments: what is as it was keeps its element, focus and hover included.
   * Resolves to the keys of the boxes that are new or look different.
   */
  patch(fragments: Fragments): Promise<ReadonlySet<string>>;
  box(key: string): SVGGElement | undefined;
  line(key: string): SVGGElement | undefined;
  clear(): void;
}

/** An SVG element whose parts are kept by key from one picture to the next. */
export function createPictureElement(): PictureElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  // A screen reader hands the arrows to the page here, which has ways through the picture; the list is to be read.
  svg.setAttribute('role', 'application');
  svg.setAttribute('width', '1');
  svg.setAttribute('height', '1');
  const layers = { groups: createLayer(svg), lines: createLayer(svg), boxes: createLayer(svg) };

  return {
    svg,
    async patch(fragments) {
      const changed = new Set<string>();
      await layers.groups.patch(fragments.groups, new Set());
      await layers.boxes.patch(fragments.boxes, changed);
      await layers.lines.patch(fragments.lines, new Set());
      return changed;
    },
    box: (key) => layers.boxes.element(key),
    line: (key) => layers.lines.element(key),
    clear() {
      for (const layer of Object.values(layers)) layer.clear();
    },
  };
}

interface Layer {
  patch(fragments: readonly Fragment[], changed: Set<string>): Promise<void> | void;
  element(key: string): SVGGElement | undefined;
  clear(): void;
}

function createLayer(svg: SVGSVGElement): Layer {
  const holder = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  svg.append(holder);
  const drawn = new Map<string, Drawn>();

  function remove(keys: ReadonlySet<string>): void {
    for (const [key, { element }] of drawn) {
      if (keys.has(key)) continue;
      element.remove();
      drawn.delete(key);
    }
  }

  function update(known: Drawn, fragment: Fragment, changed: Set<string>): void {
    const { element, fragment: before } = known;
    if (before.content !== fragment.content) {
      element.innerHTML = fragment.content;
      changed.add(fragment.key);
    }
    for (const [name, value] of Object.entries(fragment.attributes))
      if (before.attributes[name] !== value) element.setAttribute(name, value);
    for (const name of Object.keys(before.attributes))
      if (!(name in fragment.attributes)) element.removeAttribute(name);
    known.fragment = fragment;
  }

  function insert(fragments: readonly Fragment[]): void {
    holder.insertAdjacentHTML('beforeend', fragments.map(toText).join(''));
    let element = holder.lastElementChild;
    for (const fragment of [...fragments].reverse()) {
      drawn.set(fragment.key, { element: element as SVGGElement, fragment });
      element = element?.previousElementSibling ?? null;
    }
  }

  /** The order is that of the keyboard's Tab key. */
  function sort(fragments: readonly Fragment[]): void {
    let next = holder.firstElementChild;
    for (const { key } of fragments) {
      const { element } = drawn.get(key)!;
      if (element === next) next = next.nextElementSibling;
      else holder.insertBefore(element, next);
    }
  }

  return {
    patch(fragments, changed) {
      remove(new Set(fragments.map(({ key }) => key)));
      const added: Fragment[] = [];
      for (const fragment of fragments) {
        const known = drawn.get(fragment.key);
        if (known) update(known, fragment, changed);
        else added.push(fragment);
      }
      for (const { key } of added) changed.add(key);
      if (added.length <= lot) {
        if (added.length > 0) insert(added);
        sort(fragments);
        return undefined;
      }
      return insertInLots(added, insert).then(() => sort(fragments));
    },
    element: (key) => drawn.get(key)?.element,
    clear() {
      holder.replaceChildren();
      drawn.clear();
    },
  };
}

async function insertInLots(
  fragments: readonly Fragment[],
  insert: (part: readonly Fragment[]) => void,
): Promise<void> {
  for (let start = 0; start < fragments.length; start += lot) {
    insert(fragments.slice(start, start + lot));
    await pause();
  }
}

/** Lets the page handle what has happened meanwhile. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A fragment as text, its own element included. */
export function toText({ attributes, content }: Fragment): string {
  let text = '<g';
  for (const [name, value] of Object.entries(attributes)) text += ` ${name}="${escapeText(value)}"`;
  return `${text}>${content}</g>`;
}
