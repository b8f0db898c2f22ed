import type { DiagramView } from '../../server/protocol/diagram.ts';
import { fill, words } from '../host.ts';
import type { DiagramContext } from './diagram-context.ts';
import { element, icon, nameElement, textButton } from './elements.ts';
import { createPopup, type Popup } from './popup.ts';

/** The options of the view, in a small dialog below their button. Each takes effect at once. */
export function createOptionsPanel(context: DiagramContext, button: HTMLButtonElement): Popup {
  const { store } = context;
  const popup = createPopup('optionsPanel', words.options, button, fillPanel);

  function fillPanel(): void {
    const view = store.view();
    const picture = context.result()?.picture;
    popup.content.replaceChildren(
      choice(words.columns, 'detail', view.detail, [
        ['auto', words.automatic],
        ['full', words.allColumns],
        ['keys', words.keysOnly],
        ['names', words.namesOnly],
      ]),
      choice(words.grouping, 'grouping', view.grouping, [
        ['none', words.noGroups],
        ['schema', words.bySchema],
        ['context', words.byContext],
        ['folder', words.byFolder],
      ]),
      choice(words.direction, 'direction', view.direction, [
        ['auto', words.automatic],
        ['LR', words.leftToRight],
        ['TB', words.topToBottom],
      ]),
      choice(words.overview, 'overview', String(view.overview), [
        ['auto', words.automatic],
        ['true', words.groupsOnly],
        ['false', words.tablesAlways],
      ]),
      toggle(words.relations, view.relations, (relations) => context.change({ relations })),
      toggle(words.thisFileOnly, view.scope === 'file', (isFile) =>
        context.change({ scope: isFile ? 'file' : 'database' }),
      ),
      toggle(words.followCursor, store.follows(), (follows) => store.setFollows(follows)),
      hiddenPatterns(view.hidden, picture?.hiddenCount ?? 0),
    );
  }

  function choice(
    title: string,
    name: 'detail' | 'grouping' | 'direction' | 'overview',
    chosen: string,
    options: readonly (readonly [value: string, title: string])[],
  ): HTMLElement {
    const row = element('div', { class: 'segments' });
    for (const [value, text] of options) {
      const input = element('input', { type: 'radio', name, value });
      input.checked = value === chosen;
      input.addEventListener('change', () => {
        const picked = value === 'true' ? true : value === 'false' ? false : value;
        // Another way to see everything is worth seeing as a whole.
        context.change({ [name]: picked } as Partial<DiagramView>, () => {
          if (name !== 'detail') context.viewport.fit(true);
        });
      });
      row.append(element('label', {}, input, element('span', {}, text)));
    }
    return element('fieldset', {}, element('legend', {}, title), row);
  }

  function toggle(title: string, isOn: boolean, set: (isOn: boolean) => void): HTMLElement {
    const input = element('input', { type: 'checkbox' });
    input.checked = isOn;
    input.addEventListener('change', () => set(input.checked));
    return element('label', { class: 'toggle' }, input, element('span', {}, title));
  }

  function hiddenPatterns(hidden: readonly string[], count: number): HTMLElement {
    const items = hidden.map((pattern) => {
      const remove = element(
        'button',
        { type: 'button', class: 'remove', title: words.showAgain },
        icon('close'),
      );
      remove.setAttribute('aria-label', `${words.showAgain}: ${pattern}`);
      remove.addEventListener('click', () => {
        context.change({ hidden: store.view().hidden.filter((one) => one !== pattern) });
        fillPanel();
        popup.content.querySelector<HTMLElement>('#hidePattern')?.focus();
      });
      return element('li', {}, nameElement(pattern), remove);
    });
    const input = element('input', {
      id: 'hidePattern',
      type: 'text',
      placeholder: 'audit_*',
      'aria-label': words.hidePattern,
      spellcheck: 'false',
    });
    const add = (): void => {
      const pattern = input.value.trim();
      if (pattern === '' || hidden.includes(pattern)) return;
      context.change({ hidden: [...hidden, pattern] });
      fillPanel();
      popup.content.querySelector<HTMLElement>('#hidePattern')?.focus();
    };
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') add();
    });
    const title = count > 0 ? `${words.hidden} (${fill(words.groupTables, count)})` : words.hidden;
    return element(
      'fieldset',
      {},
      element('legend', {}, title),
      ...(items.length > 0 ? [element('ul', { class: 'patterns' }, ...items)] : []),
      element('div', { class: 'entry' }, input, textButton('small', words.hide, add)),
    );
  }

  context.onShown(() => {
    const legend = popup.content.querySelector('fieldset:last-of-type legend');
    const count = context.result()?.picture.hiddenCount ?? 0;
    if (popup.isOpen() && legend)
      legend.textContent = count > 0 ? `${words.hidden} (${fill(words.groupTables, count)})` : words.hidden;
  });
  return popup;
}
