import { columnCard, relationCard, tableCard } from './card-content.ts';
import type { DiagramContext } from './diagram-context.ts';
import { element } from './elements.ts';
import type { Subject } from './spotlight.ts';

export interface Card {
  /** Shows the definition of what is looked at; null hides it. */
  show(subject: Subject | null): void;
  isOpen(): boolean;
}

/** Someone who only passes by is not shown a card, in milliseconds after the rest has stepped back. */
const showsAfter = 350;
const gap = 10;
/** Below the bar. */
const highest = 44;
/** From this scale on rows are read in the picture itself. */
const legible = 0.6;

/** A card beside what is looked at, with its definition, its comment and its findings. */
export function createCard(context: DiagramContext): Card {
  const card = element('div', { id: 'card', role: 'tooltip', hidden: '' });
  (document.querySelector('header') ?? document.body).append(card);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function contentOf(subject: Subject): readonly HTMLElement[] {
    const picture = context.scene()?.picture;
    if (picture === undefined) return [];
    if ('relation' in subject) {
      const relation = picture.relations.find(({ id }) => id === subject.relation);
      return relation ? relationCard(relation, picture) : [];
    }
    const table = context.scene()?.boxes.get(subject.key)?.table;
    if (!table) return [];
    const column = table.columns.find(({ name }) => name === subject.column);
    if (column) return columnCard(column, table, picture);
    const isWhole = table.columns.length === table.columnCount;
    return tableCard(table, picture, isWhole && context.viewport.view().scale >= legible);
  }

  function place(subject: Subject): void {
    const around = subject.node.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const row =
      'column' in subject && subject.column !== null
        ? subject.node.querySelector(`[data-column="${CSS.escape(subject.column)}"]`)?.getBoundingClientRect()
        : undefined;
    const beside = (row ?? around).top;
    const corners = [6, innerWidth - width - 6].flatMap((left) =>
      [highest, innerHeight - height - 6].map((top) => ({ left, top })),
    );
    const places = [
      { left: around.right + gap, top: beside },
      { left: around.left - gap - width, top: beside },
      { left: around.left, top: around.bottom + gap },
      { left: around.left, top: around.top - gap - height },
      ...corners,
    ].map(({ left, top }) => ({
      left: Math.max(6, Math.min(left, innerWidth - width - 6)),
      top: Math.max(highest, Math.min(top, innerHeight - height - 6)),
    }));
    // The card must not lie over what it is about, or as little as can be.
    const hiddenBy = ({ left, top }: { readonly left: number; readonly top: number }): number =>
      Math.max(0, Math.min(left + width, around.right) - Math.max(left, around.left)) *
      Math.max(0, Math.min(top + height, around.bottom) - Math.max(top, around.top));
    const best = places.reduce((one, other) => (hiddenBy(other) < hiddenBy(one) ? other : one));
    card.style.left = `${best.left}px`;
    card.style.top = `${best.top}px`;
  }

  return {
    show(subject) {
      clearTimeout(timer);
      card.hidden = true;
      if (subject === null) return;
      timer = setTimeout(() => {
        if (!subject.node.isConnected) return;
        const content = contentOf(subject);
        if (content.length === 0) return;
        card.replaceChildren(...content);
        card.hidden = false;
        place(subject);
      }, showsAfter);
    },
    isOpen: () => !card.hidden,
  };
}
