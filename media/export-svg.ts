import { composeScene, type Fragment } from './picture/compose-scene.ts';
import { escapeText } from './picture/escape-text.ts';
import { toText } from './picture/patch-svg.ts';
import type { Scene } from './picture/scene.ts';

/** What the stylesheet gives the elements of a picture; everything else is in their attributes. */
const properties = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-decoration-line',
] as const;

/** What these properties are without a word about them; text only where an element is text. */
const initial: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  'fill-rule': 'nonzero',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  opacity: '1',
  'font-weight': '400',
  'font-style': 'normal',
  'text-decoration-line': 'none',
};

/**
 * The whole picture as an SVG file that needs nothing else: every colour is written out as the theme has it now, and
 * texts name their fonts. It has no HTML, no style element and no script in it, and shows every row however far away
 * the view is.
 */
export function exportSvg(scene: Scene, picture: HTMLElement): string {
  const { groups, lines, boxes } = composeScene(scene);
  const holder = document.createElement('div');
  // Within #picture's rules, but near, with nothing under the pointer, and where nobody sees it.
  holder.id = picture.id;
  holder.dataset.distance = 'near';
  holder.style.cssText =
    'position: absolute; left: -100000px; top: 0; width: 1px; height: 1px; overflow: hidden';
  const visible = (fragment: Fragment): boolean => !fragment.attributes.class?.includes('summary');
  const content = [...groups, ...lines.filter(visible), ...boxes].map(toText).join('');
  const { x, y, width, height } = scene.bounds;
  const size = `viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}"`;
  holder.innerHTML = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${content}</svg>`;
  document.body.append(holder);
  try {
    const svg = holder.firstElementChild as SVGSVGElement;
    for (const unseen of svg.querySelectorAll('.hit, .far-title')) unseen.remove();
    writeStyles(svg);
    const background = getComputedStyle(document.body).backgroundColor;
    const back = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${escapeText(background)}"/>`;
    svg.insertAdjacentHTML('afterbegin', back);
    return new XMLSerializer().serializeToString(svg);
  } finally {
    holder.remove();
  }
}

/** Writes the computed style of each shape and text into its attributes, and takes away what only the page needs. */
function writeStyles(svg: SVGSVGElement): void {
  const elements = [...svg.querySelectorAll<SVGElement>('*')];
  // Thousands of elements have a few dozen looks. All are read before one is written: else each is computed anew.
  const looks = new Map<string, readonly [string, string][]>();
  const written = elements.map((element) => {
    if (element.localName === 'g') return groupAttributes(element);
    const look = lookOf(element, svg);
    const known = looks.get(look) ?? styleOf(element);
    looks.set(look, known);
    return known;
  });
  for (const [index, element] of elements.entries()) {
    for (const { name } of [...element.attributes])
      if (/^(class|tabindex|role|aria-|data-)/.test(name)) element.removeAttribute(name);
    for (const [name, value] of written[index]!) element.setAttribute(name, value);
    if (element.localName === 'text')
      element.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
  }
}

/** Everything by which the stylesheet tells elements apart: their names and classes and those of what they are in. */
function lookOf(element: SVGElement, root: SVGSVGElement): string {
  let look = '';
  for (let each: Element | null = element; each !== null && each !== root; each = each.parentElement)
    look += `${each.localName}.${each.getAttribute('class') ?? ''}.${each.getAttribute('data-kind') ?? ''}>`;
  return look;
}

function styleOf(element: SVGElement): readonly [string, string][] {
  const style = getComputedStyle(element);
  const isText = element.localName === 'text';
  return properties.flatMap((name): [string, string][] => {
    if (!isText && (name.startsWith('font') || name.startsWith('text'))) return [];
    const value = style.getPropertyValue(name);
    if (value === '' || value === initial[name]) return [];
    return [[name === 'text-decoration-line' ? 'text-decoration' : name, value]];
  });
}

/** Tables, columns and relations keep their names for who edits the file, and for screen readers. */
function groupAttributes(element: SVGElement): readonly [string, string][] {
  const label = element.getAttribute('aria-label');
  const { opacity } = element.classList.contains('far') ? getComputedStyle(element) : { opacity: '1' };
  const attributes: [string, string][] = opacity === '1' ? [] : [['opacity', opacity]];
  return label === null ? attributes : [...attributes, ['aria-label', label], ['role', 'img']];
}
