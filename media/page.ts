import { element, icon, iconButton, textButton } from './controls/elements.ts';
import { words } from './host.ts';

interface Action {
  readonly title: string;
  run(): void;
}

export interface Page {
  readonly stage: HTMLElement;
  /** Holds the SVG and carries pan and zoom. */
  readonly picture: HTMLElement;
  readonly toolbar: Readonly<Record<'zoomOut' | 'scale' | 'zoomIn' | 'fit', HTMLButtonElement>>;
  /** The bar over the picture; the controls fill it. */
  readonly bar: HTMLElement;
  readonly counts: HTMLElement;
  /** A list of the groups' colours. */
  readonly legend: HTMLElement;
  /** A line over the picture. `action` is its button, where it has one. */
  showBanner(text: string | null, action?: Action): void;
  /** A text in the picture's place. */
  showMessage(
    message: { readonly title: string; readonly hint?: string; readonly action?: Action } | null,
  ): void;
}

/** Builds the page: the stage, the bars, the banner and the message in the picture's place. */
export function buildPage(): Page {
  const picture = element('div', { id: 'picture' });
  const stage = element('main', { id: 'stage', 'aria-label': words.diagram }, picture);
  const banner = element('div', { id: 'banner', role: 'status', hidden: '' });
  const message = element('div', { id: 'message', role: 'status' });
  const toolbar = {
    zoomOut: iconButton('zoomOut', 'zoomOut', words.zoomOut),
    scale: element('button', { id: 'scale', type: 'button', title: words.actualSize }),
    zoomIn: iconButton('zoomIn', 'zoomIn', words.zoomIn),
    fit: iconButton('fit', 'fit', words.fit),
  };
  const counts = element('div', { id: 'counts' });
  const legend = element('ul', { id: 'legend', hidden: '' });
  const bar = element('div', { id: 'bar', role: 'toolbar', 'aria-label': words.diagram });
  const tools = element(
    'div',
    { id: 'toolbar', role: 'toolbar', 'aria-label': words.zoom, hidden: '' },
    ...Object.values(toolbar),
  );
  document.body.append(
    stage,
    message,
    element('header', {}, element('h1', { class: 'unseen' }, words.diagram), bar, banner),
    element('footer', {}, legend, counts, tools),
  );

  return {
    stage,
    picture,
    toolbar,
    bar,
    counts,
    legend,
    showBanner(text, action) {
      banner.hidden = text === null;
      banner.replaceChildren(...(text === null ? [] : [element('span', {}, text)]));
      if (text !== null && action) banner.append(textButton('link', action.title, () => action.run()));
    },
    showMessage(shown) {
      message.hidden = shown === null;
      document.body.classList.toggle('without-picture', shown !== null);
      if (shown !== null) legend.hidden = true;
      tools.hidden = shown !== null;
      counts.hidden = shown !== null;
      stage.inert = shown !== null;
      picture.hidden = shown !== null;
      message.replaceChildren();
      if (shown === null) return;
      message.append(icon('tables', 48), element('h2', {}, shown.title));
      if (shown.hint) message.append(element('p', {}, shown.hint));
      if (shown.action) {
        const { action } = shown;
        message.append(textButton('action', action.title, () => action.run()));
      }
    },
  };
}
