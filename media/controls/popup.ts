import { element } from './elements.ts';
import { closeMenu, put } from './menu.ts';

export interface Popup {
  readonly content: HTMLElement;
  isOpen(): boolean;
  open(): void;
  close(): void;
}

/** A small dialog below a button, which Escape, the button and a click beside it close. */
export function createPopup(id: string, label: string, button: HTMLButtonElement, fill: () => void): Popup {
  const content = element('div', { id, class: 'popup', role: 'dialog', 'aria-label': label, hidden: '' });
  document.body.append(content);
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');

  function closeOutside(event: Event): void {
    const target = event.target as Node;
    if (!content.contains(target) && !button.contains(target)) close();
  }

  function open(): void {
    closeMenu();
    content.hidden = false;
    fill();
    put(content, button);
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', closeOutside, true);
    content.querySelector<HTMLElement>('input:checked, input, button')?.focus();
  }

  function close(): void {
    if (content.hidden) return;
    const hadFocus = content.contains(document.activeElement);
    content.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', closeOutside, true);
    if (hadFocus) button.focus();
  }

  button.addEventListener('click', () => (content.hidden ? open() : close()));
  content.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  });
  return { content, isOpen: () => !content.hidden, open, close };
}
