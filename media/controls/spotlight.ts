import type { DiagramContext } from './diagram-context.ts';

/** What is looked at: a box by its key, one of its columns, or a line by its relation's id. */
export type Subject =
  | { readonly key: string; readonly column: string | null; readonly node: SVGGElement }
  | { readonly relation: string; readonly node: SVGGElement };

/** The pointer has to rest for so long before everything else steps back, in milliseconds. */
const restsFor = 180;

/**
 * Lights up the lines of what is under the pointer or the keyboard's focus; when it rests there, everything
 * unrelated steps back, and `onRest` is told, with null when it has moved on.
 */
export function createSpotlight(
  context: DiagramContext,
  onRest: (subject: Subject | null) => void,
): { clear(): void } {
  const { stage } = context.page;
  let marked: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lit = new Set<Element>();

  function light(subject: Subject | null): void {
    const now = subject && JSON.stringify({ ...subject, node: undefined });
    if (now === marked) return;
    marked = now;
    clearTimeout(timer);
    dim(false);
    onRest(null);
    for (const element of lit) element.classList.remove('related', 'subject');
    lit.clear();
    if (subject === null) return;
    mark(subject);
    if (!stage.classList.contains('dragging')) timer = setTimeout(() => rest(subject), restsFor);
  }

  function mark(subject: Subject): void {
    add(subject.node, 'subject');
    add(subject.node, 'related');
    if ('relation' in subject) {
      const ends = subject.node.querySelector<SVGElement>('[data-ends]')?.dataset.ends ?? '';
      for (const id of ends.split(' ')) markBox(id);
      return;
    }
    const id = subject.node.dataset.table ?? subject.node.dataset.group;
    if (id === undefined) return;
    for (const line of stage.querySelectorAll<SVGElement>(`[data-ends~="${CSS.escape(id)}"]`)) {
      add(line.closest('g.relation') ?? line, 'related');
      for (const end of line.dataset.ends?.split(' ') ?? []) markBox(end);
    }
  }

  function markBox(id: string): void {
    const found = stage.querySelector(
      `g.node:is([data-table="${CSS.escape(id)}"], [data-group="${CSS.escape(id)}"])`,
    );
    if (found) add(found, 'related');
  }

  function add(element: Element, name: 'related' | 'subject'): void {
    element.classList.add(name);
    lit.add(element);
  }

  function rest(subject: Subject): void {
    if (stage.classList.contains('dragging')) return;
    dim(true);
    onRest(subject);
  }

  function dim(isDim: boolean): void {
    context.page.picture.classList.toggle('dimmed', isDim);
  }

  stage.addEventListener('pointerover', (event) => light(subjectOf(event.target)));
  stage.addEventListener('pointerleave', () => light(subjectOf(focused(stage))));
  stage.addEventListener('pointerdown', () => {
    clearTimeout(timer);
    onRest(null);
  });
  stage.addEventListener('focusin', (event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible'))
      light(subjectOf(event.target));
  });
  stage.addEventListener('focusout', () => light(null));
  context.onShown(() => {
    // What was marked may look different now, or be gone.
    marked = null;
    light(subjectOf(focused(stage)));
  });

  return {
    clear() {
      clearTimeout(timer);
      dim(false);
      onRest(null);
    },
  };
}

function focused(stage: HTMLElement): Element | null {
  const active = document.activeElement;
  return active !== null && stage.contains(active) && active.matches(':focus-visible') ? active : null;
}

/** What of the picture an element belongs to. */
export function subjectOf(target: EventTarget | null): Subject | null {
  if (!(target instanceof Element)) return null;
  const node = target.closest<SVGGElement>('g.node[data-key]');
  if (node !== null) {
    const column = target.closest<SVGGElement>('[data-column]')?.dataset.column ?? null;
    return { key: node.dataset.key ?? '', column, node };
  }
  const line = target.closest<SVGGElement>('g.relation');
  const relation = line?.querySelector<SVGElement>('[data-relation]')?.dataset.relation;
  return line && relation !== undefined ? { relation, node: line } : null;
}
