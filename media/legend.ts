import type { DiagramPicture } from '../server/protocol/diagram.ts';
import { words } from './host.ts';

/** Shows which colour stands for which group; nothing where there are none, or where the boxes themselves are groups. */
export function fillLegend(legend: HTMLElement, picture: DiagramPicture | null): void {
  const groups = picture === null || picture.overview ? [] : picture.groups;
  legend.hidden = groups.length === 0;
  legend.setAttribute('aria-label', words.groups);
  legend.replaceChildren(
    ...groups.map((group) => {
      const item = document.createElement('li');
      item.className = `colour-${group.colour % 8}`;
      item.dataset.group = group.id;
      const swatch = document.createElement('span');
      swatch.className = 'swatch';
      const title = document.createElement('bdi');
      title.textContent = group.title;
      item.append(swatch, title);
      return item;
    }),
  );
}
