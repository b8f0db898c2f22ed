import type { DiagramView } from '../../server/protocol/diagram.ts';
import type { KeptDiagram } from '../../server/protocol/messages.ts';

/** A new view of a database: all of it, as the server finds it legible. */
export const newView: DiagramView = {
  scope: 'database',
  detail: 'auto',
  focus: null,
  hops: 1,
  expanded: [],
  hidden: [],
  relations: true,
  grouping: 'none',
  overview: 'auto',
  direction: 'auto',
  comparison: null,
};

/** How a person looks at the database: the one place where this is decided. */
export interface ViewStore {
  view(): DiagramView;
  follows(): boolean;
  /** Takes over how a database was looked at the last time; there is nothing to undo then. */
  restore(kept: Pick<KeptDiagram, 'view' | 'follow'>): void;
  /** Changes the view and asks for its picture; returns the question's number. */
  change(part: Partial<DiagramView>): number;
  /** Opens another view; what it does not say is as in a new one. */
  replace(view: Partial<DiagramView>): number;
  setFollows(follows: boolean): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Takes the last change back; the question's number, null where there is none. */
  undo(): number | null;
  redo(): number | null;
  subscribe(listener: () => void): void;
  /** What differs from a new view. */
  kept(): Pick<KeptDiagram, 'view' | 'follow'>;
}

const undoLimit = 100;

/** Keeps the view with its history. `ask` is called with the number of each question. */
export function createViewStore(ask: (asked: number) => void): ViewStore {
  let view = newView;
  let follow = true;
  let undone: DiagramView[] = [];
  let done: DiagramView[] = [];
  let asked = 0;
  const listeners: (() => void)[] = [];

  function show(next: DiagramView): number {
    view = next;
    asked += 1;
    ask(asked);
    for (const listener of listeners) listener();
    return asked;
  }

  function record(next: DiagramView): number {
    if (isSame(next, view)) return asked;
    done = [...done, view].slice(-undoLimit);
    undone = [];
    return show(next);
  }

  function step(from: DiagramView[], to: DiagramView[]): number | null {
    const next = from.pop();
    if (next === undefined) return null;
    to.push(view);
    return show(next);
  }

  return {
    view: () => view,
    follows: () => follow,
    restore(kept) {
      view = { ...newView, ...kept.view };
      follow = kept.follow;
      done = [];
      undone = [];
      for (const listener of listeners) listener();
    },
    change: (part) => record({ ...view, ...part }),
    replace: (part) => record({ ...newView, ...part }),
    setFollows(next) {
      if (next === follow) return;
      follow = next;
      show(view);
    },
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
    undo: () => step(done, undone),
    redo: () => step(undone, done),
    subscribe: (listener) => void listeners.push(listener),
    kept: () => ({ view: differences(view), follow }),
  };
}

function differences(view: DiagramView): Partial<DiagramView> {
  return Object.fromEntries(
    Object.entries(view).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(newView[name as keyof DiagramView]),
    ),
  );
}

function isSame(one: DiagramView, other: DiagramView): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
