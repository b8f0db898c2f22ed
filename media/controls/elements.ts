import { icons } from './icons.ts';

type Attributes = Readonly<Record<string, string>>;

/** Makes an HTML element. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** An icon in the text's colour, which screen readers do not read. */
export function icon(name: keyof typeof icons, size = 16): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const attributes = {
    viewBox: `0 0 ${size} ${size}`,
    width: `${size}`,
    height: `${size}`,
    'aria-hidden': 'true',
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

/** A button that is only an icon; its title says what it does. */
export function iconButton(id: string, name: keyof typeof icons, title: string): HTMLButtonElement {
  return element('button', { id, type: 'button', title, 'aria-label': title }, icon(name));
}

/** A button with a text. */
export function textButton(name: string, title: string, run: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: name }, title);
  button.addEventListener('click', run);
  return button;
}

/** A name of the schema, which may be written from right to left in a text that is not. */
export function nameElement(name: string, className = ''): HTMLElement {
  const made = document.createElement('bdi');
  if (className !== '') made.className = className;
  made.textContent = name;
  return made;
}
