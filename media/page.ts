import { words } from './host.ts';

export interface Page {
  readonly stage: HTMLElement;
  /** Holds the SVG and carries pan and zoom. */
  readonly picture: HTMLElement;
  readonly toolbar: Readonly<Record<'zoomOut' | 'scale' | 'zoomIn' | 'fit' | 'detail', HTMLButtonElement>>;
  readonly counts: HTMLElement;
  /** A line over the picture. `action` is its button, where it has one. */
  showBanner(text: string | null, action?: { readonly title: string; run(): void }): void;
  /** A text in the picture's place. */
  showMessage(
    message: {
      readonly title: string;
      readonly hint?: string;
      readonly action?: { readonly title: string; run(): void };
    } | null,
  ): void;
}

/** 16 × 16, drawn with a line of the text's colour. */
const icons = {
  zoomOut: 'M4 8h8',
  zoomIn: 'M4 8h8M8 4v8',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  detail: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h11',
  tables: 'M8 14h32v24H8zM8 22h32M20 22v16',
} as const;

/** Builds the page: the stage, the toolbar, the banner and the message in the picture's place. */
export function buildPage(): Page {
  const picture = element('div', { id: 'picture' });
  const stage = element('main', { id: 'stage', 'aria-label': words.diagram }, picture);
  const banner = element('div', { id: 'banner', role: 'status', hidden: '' });
  const message = element('div', { id: 'message', role: 'status' });
  const toolbar = {
    zoomOut: iconButton('zoomOut', words.zoomOut),
    scale: element('button', { id: 'scale', type: 'button', title: words.actualSize }),
    zoomIn: iconButton('zoomIn', words.zoomIn),
    fit: iconButton('fit', words.fit),
    detail: iconButton('detail', words.keysOnly),
  };
  const counts = element('div', { id: 'counts' });
  const tools = element(
    'div',
    { id: 'toolbar', role: 'toolbar', 'aria-label': words.diagram, hidden: '' },
    ...Object.values(toolbar),
  );
  document.body.append(stage, message, banner, counts, tools);

  return {
    stage,
    picture,
    toolbar,
    counts,
    showBanner(text, action) {
      banner.hidden = text === null;
      banner.replaceChildren(...(text === null ? [] : [element('span', {}, text)]));
      if (text !== null && action) banner.append(textButton('link', action));
    },
    showMessage(shown) {
      message.hidden = shown === null;
      tools.hidden = shown !== null;
      counts.hidden = shown !== null;
      stage.inert = shown !== null;
      picture.hidden = shown !== null;
      message.replaceChildren();
      if (shown === null) return;
      message.append(icon('tables', 48), element('h1', {}, shown.title));
      if (shown.hint) message.append(element('p', {}, shown.hint));
      if (shown.action) message.append(textButton('action', shown.action));
    },
  };
}

function textButton(name: string, action: { readonly title: string; run(): void }): HTMLButtonElement {
  const button = element('button', { type: 'button', class: name }, action.title);
  button.addEventListener('click', () => action.run());
  return button;
}

function iconButton(name: Exclude<keyof typeof icons, 'tables'>, title: string): HTMLButtonElement {
  return element('button', { id: name, type: 'button', title, 'aria-label': title }, icon(name, 16));
}

function icon(name: keyof typeof icons, size: number): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of [
    ['viewBox', `0 0 ${size} ${size}`],
    ['width', `${size}`],
    ['height', `${size}`],
    ['aria-hidden', 'true'],
  ] as const) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
