import { element } from './elements.ts';

export interface MenuItem {
  readonly title: string;
  /** The key that does the same. */
  readonly key?: string;
  /** For what is on or off. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  run(): void;
}

/** Entries, and lines or titles between them. */
export type MenuEntry = MenuItem | 'line' | { readonly heading: string };

export type MenuPlace = HTMLElement | { readonly x: number; readonly y: number };

let close: (() => void) | null = null;

/** Closes the menu that is open; false where none is. */
export function closeMenu(): boolean {
  const isOpen = close !== null;
  close?.();
  return isOpen;
}

/** Opens a menu below a button or at a point of the page; the focus returns to where it was. */
export function openMenu(place: MenuPlace, label: string, entries: readonly MenuEntry[]): void {
  closeMenu();
  const before = document.activeElement;
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label });
  const items: HTMLElement[] = [];
  for (const entry of entries) {
    if (entry === 'line') menu.append(element('div', { role: 'separator' }));
    else if ('heading' in entry)
      menu.append(element('div', { class: 'heading', role: 'presentation' }, entry.heading));
    else {
      const item = menuItem(entry);
      item.addEventListener('click', () => choose(entry));
      items.push(item);
      menu.append(item);
    }
  }

  function choose(entry: MenuItem): void {
    if (entry.disabled === true) return;
    shut(true);
    entry.run();
  }

  function shut(returnsFocus: boolean): void {
    close = null;
    menu.remove();
    document.removeEventListener('pointerdown', closeOutside, true);
    window.removeEventListener('blur', closeOnBlur);
    if (place instanceof HTMLElement) place.setAttribute('aria-expanded', 'false');
    if (returnsFocus && (before instanceof HTMLElement || before instanceof SVGElement))
      before.focus({ preventScroll: true });
  }

  function closeOutside(event: Event): void {
    if (!(event.target instanceof Node) || !menu.contains(event.target)) shut(false);
  }
  const closeOnBlur = (): void => shut(false);

  menu.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) items.at(step % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') shut(true);
    else if (event.key.length === 1 && event.key !== ' ') focusByLetter(items, at, event.key);
    else return;
    event.preventDefault();
  });

  close = () => shut(true);
  (document.querySelector('header') ?? document.body).append(menu);
  put(menu, place);
  if (place instanceof HTMLElement) place.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', closeOutside, true);
  window.addEventListener('blur', closeOnBlur);
  items[0]?.focus();
}

function menuItem({ title, key, checked, disabled }: MenuItem): HTMLElement {
  const item = element('button', {
    type: 'button',
    role: checked === undefined ? 'menuitem' : 'menuitemcheckbox',
    tabindex: '-1',
  });
  if (checked !== undefined) item.setAttribute('aria-checked', String(checked));
  if (disabled === true) item.setAttribute('aria-disabled', 'true');
  item.append(element('span', { class: 'check', 'aria-hidden': 'true' }, checked === true ? '✓' : ''));
  item.append(element('span', { class: 'title' }, title));
  if (key !== undefined) item.append(element('kbd', { 'aria-hidden': 'true' }, key));
  return item;
}

function focusByLetter(items: readonly HTMLElement[], at: number, letter: string): void {
  const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const wanted = letter.toLocaleLowerCase();
  order
    .find((item) => item.querySelector('.title')?.textContent?.toLocaleLowerCase().startsWith(wanted))
    ?.focus();
}

/** Below its button, or with its corner at a point, but always within the page. */
export function put(popup: HTMLElement, place: MenuPlace): void {
  const at =
    place instanceof HTMLElement
      ? { x: place.getBoundingClientRect().left, y: place.getBoundingClientRect().bottom + 4 }
      : place;
  const { width, height } = popup.getBoundingClientRect();
  const x = Math.max(6, Math.min(at.x, innerWidth - width - 6));
  const y = Math.max(6, Math.min(at.y, innerHeight - height - 6));
  popup.style.left = `${x}px`;
  popup.style.top = `${y}px`;
}
