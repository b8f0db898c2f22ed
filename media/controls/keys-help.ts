import { words } from '../host.ts';
import { element } from './elements.ts';
import { createPopup, type Popup } from './popup.ts';

/** What each key does, in a small dialog. */
export function createKeysHelp(button: HTMLButtonElement): Popup {
  const keys: readonly (readonly [string, string])[] = [
    ['Tab · ← ↑ → ↓', words.keyArrows],
    ['c · Ctrl+↓ · Ctrl+↑', words.keyRows],
    ['Ctrl+← · Ctrl+→', words.keyLines],
    ['⏎', words.goToDefinition],
    ['o', words.focus],
    ['e', words.keyExpand],
    ['h', words.hideTable],
    ['r', words.rename],
    ['a', words.addColumn],
    ['k', words.addForeignKey],
    [words.drag, words.keyConnect],
    ['m · Shift+F10', words.keyMenu],
    ['/ · Ctrl+F', words.keySearch],
    ['[ · ]', words.keyHops],
    ['Home', words.showAll],
    ['Alt+← · Alt+→', words.keyBackForward],
    ['Ctrl+Z · Ctrl+Y', words.keyUndo],
    ['+ · - · 0 · f', words.keyZoom],
    ['Shift+← ↑ → ↓', words.keyPan],
    ['v', words.options],
    ['l', words.list],
    ['Esc', words.keyEscape],
  ];
  const list = element(
    'dl',
    {},
    ...keys.flatMap(([key, title]) => [element('dt', {}, element('kbd', {}, key)), element('dd', {}, title)]),
  );
  const popup = createPopup('keysHelp', words.keys, button, () => popup.content.focus());
  popup.content.tabIndex = -1;
  popup.content.append(element('h2', {}, words.keys), list);
  return popup;
}
