import { element } from './elements.ts';

/** Tells screen readers what has changed, in a region that nobody sees. */
export function createAnnouncer(): (text: string) => void {
  const region = element('div', { id: 'announcer', role: 'status', 'aria-live': 'polite', class: 'unseen' });
  document.body.append(region);
  return (text) => {
    region.textContent = text;
  };
}
