import type { DiagramRequestCommand } from '../../server/protocol/messages.ts';
import { fill, post, words } from '../host.ts';
import { type DiagramContext, spokenName, spokenNames } from './diagram-context.ts';
import { element, iconButton, nameElement, textButton } from './elements.ts';
import { openMenu } from './menu.ts';
import type { Navigation } from './navigate.ts';

export interface Bar {
  readonly search: HTMLButtonElement;
  readonly options: HTMLButtonElement;
  readonly take: HTMLButtonElement;
  readonly list: HTMLButtonElement;
  readonly keys: HTMLButtonElement;
}

/** Fills the bar over the picture: the way back and forward, what is focused, and the buttons of the menus. */
export function fillBar(context: DiagramContext, navigation: Navigation): Bar {
  const { page, store, trail } = context;
  const back = iconButton('back', 'back', words.back);
  const forward = iconButton('forward', 'forward', words.forward);
  const search = iconButton('search', 'search', words.search);
  const chip = element('div', { id: 'chip', role: 'group', 'aria-label': words.shown });
  const compare = iconButton('compare', 'compare', words.compare);
  const take = iconButton('take', 'take', words.take);
  const options = iconButton('options', 'options', words.options);
  const list = iconButton('listButton', 'list', words.list);
  const keys = iconButton('keysButton', 'keys', words.keys);
  for (const button of [compare, take]) button.setAttribute('aria-haspopup', 'menu');
  list.setAttribute('aria-pressed', 'false');
  const space = element('span', { class: 'space' });
  page.bar.append(back, forward, search, chip, space, compare, take, options, list, keys);

  back.addEventListener('click', () => navigation.back());
  forward.addEventListener('click', () => navigation.forward());
  compare.addEventListener('click', () => openCompareMenu(compare));

  function openCompareMenu(button: HTMLButtonElement): void {
    const command = (title: string, name: DiagramRequestCommand) => ({
      title,
      run: () => post({ type: 'command', command: name }),
    });
    openMenu(button, words.compare, [
      command(words.compareHead, 'compareHead'),
      command(words.compareRevision, 'compareRevision'),
      command(words.compareSaved, 'compareSaved'),
      command(words.compareBefore, 'compareBefore'),
      'line',
      {
        title: words.stopComparing,
        disabled: store.view().comparison === null,
        run: () => context.change({ comparison: null }),
      },
    ]);
  }

  function update(): void {
    setEnabled(back, trail.canGoBack());
    setEnabled(forward, trail.canGoForward());
    compare.classList.toggle('on', store.view().comparison !== null);
    fillChip();
  }

  function fillChip(): void {
    const picture = context.result()?.picture;
    const { focus, hops } = store.view();
    const hadFocus = chip.contains(document.activeElement) ? document.activeElement?.id : null;
    const shown = picture === undefined || picture.overview ? null : picture.tables.length;
    const isPart = shown !== null && picture !== undefined && shown < picture.total;
    chip.replaceChildren();
    chip.classList.toggle('focused', focus !== null);
    if (focus !== null) {
      const name = nameElement(spokenNames(focus), 'name');
      name.title = fill(words.focusedOn, focus.map(spokenName).join(', '));
      const [fewer, more] = [
        iconButton('fewerHops', 'zoomOut', words.fewerHops),
        iconButton('moreHops', 'zoomIn', words.moreHops),
      ];
      setEnabled(fewer, hops > 0);
      fewer.addEventListener('click', () => navigation.focusOn(focus, hops - 1));
      more.addEventListener('click', () => navigation.focusOn(focus, hops + 1));
      chip.append(name, fewer, element('span', { class: 'hops' }, fill(words.hops, hops)), more);
    }
    if (isPart) chip.append(element('span', { class: 'part' }, fill(words.tablesOf, shown, picture.total)));
    if (focus !== null) {
      const all = textButton('link', words.showAll, () => navigation.showAll());
      all.id = 'showAll';
      chip.append(all);
    }
    chip.hidden = chip.childElementCount === 0;
    if (hadFocus) document.getElementById(hadFocus)?.focus();
  }

  store.subscribe(update);
  trail.subscribe(update);
  context.onShown(update);
  update();
  return { search, options, take, list, keys };
}

/** A button that cannot do anything now stays where the keyboard finds it. */
function setEnabled(button: HTMLButtonElement, isEnabled: boolean): void {
  button.setAttribute('aria-disabled', String(!isEnabled));
}
