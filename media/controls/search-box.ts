import type { DiagramMatch } from '../../server/protocol/messages.ts';
import { fill, post, words } from '../host.ts';
import { type DiagramContext, spokenName } from './diagram-context.ts';
import { element, nameElement } from './elements.ts';
import { closeMenu } from './menu.ts';
import type { Navigation } from './navigate.ts';

export interface SearchBox {
  open(): void;
  close(): void;
  /** Takes the server's answer. */
  show(text: string, matches: readonly DiagramMatch[]): void;
}

/** Someone who types on is not asked after each letter, in milliseconds. */
const asksAfter = 60;

/** A box with the tables and columns that fit what is typed; Enter flies to one. */
export function createSearchBox(context: DiagramContext, navigation: Navigation): SearchBox {
  const input = element('input', {
    id: 'searchText',
    type: 'text',
    role: 'combobox',
    placeholder: words.searchHint,
    'aria-label': words.searchHint,
    'aria-autocomplete': 'list',
    'aria-controls': 'searchResults',
    'aria-expanded': 'false',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const list = element('div', { id: 'searchResults', role: 'listbox', 'aria-label': words.searchResults });
  const box = element('div', { id: 'searchBox', role: 'search', hidden: '' }, input, list);
  document.body.append(box);
  let found: readonly DiagramMatch[] = [];
  let chosen = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let before: Element | null = null;

  function ask(): void {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text === '') show('', []);
    else timer = setTimeout(() => post({ type: 'search', text }), asksAfter);
  }

  function show(text: string, matches: readonly DiagramMatch[]): void {
    if (box.hidden || text !== input.value.trim()) return;
    found = matches;
    list.replaceChildren(...matches.map(option));
    list.hidden = matches.length === 0;
    input.setAttribute('aria-expanded', String(matches.length > 0));
    if (text !== '')
      context.announce(matches.length === 0 ? words.nothingFound : fill(words.found, matches.length));
    box.classList.toggle('vain', text !== '' && matches.length === 0);
    choose(0);
  }

  function option({ kind, table, column, detail }: DiagramMatch, index: number): HTMLElement {
    const name = column === null ? nameElement(spokenName(table)) : nameElement(column);
    const more = column === null ? kind : [spokenName(table), detail].filter(Boolean).join(' · ');
    const made = element(
      'div',
      { id: `match${index}`, role: 'option', class: column === null ? 'table' : 'column' },
      name,
      nameElement(more, 'more'),
    );
    made.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      choose(index);
      take();
    });
    return made;
  }

  function choose(index: number): void {
    list.children[chosen]?.setAttribute('aria-selected', 'false');
    chosen = found.length === 0 ? 0 : (index + found.length) % found.length;
    const next = list.children[chosen];
    if (next === undefined) input.removeAttribute('aria-activedescendant');
    else {
      next.setAttribute('aria-selected', 'true');
      next.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', next.id);
    }
  }

  function take(): void {
    const match = found[chosen];
    if (match === undefined) return;
    hide(false);
    navigation.goTo(match.table, match.column);
  }

  function hide(returnsFocus: boolean): void {
    if (box.hidden) return;
    box.hidden = true;
    clearTimeout(timer);
    input.blur();
    if (returnsFocus && (before instanceof HTMLElement || before instanceof SVGElement))
      before.focus({ preventScroll: true });
  }

  input.addEventListener('input', ask);
  input.addEventListener('blur', () => hide(false));
  input.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const isSearchKey = event.key === 'f' && (event.ctrlKey || event.metaKey);
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'PageDown') choose(Math.min(found.length - 1, chosen + 8));
    else if (event.key === 'PageUp') choose(Math.max(0, chosen - 8));
    else if (event.key === 'Enter') take();
    else if (event.key === 'Escape') hide(true);
    else if (isSearchKey) input.select();
    else return;
    event.preventDefault();
  });

  return {
    open() {
      closeMenu();
      before = document.activeElement;
      box.hidden = false;
      input.focus();
      input.select();
      ask();
    },
    close: () => hide(true),
    show,
  };
}
