import type { ToDiagramView } from '../../server/protocol/messages.ts';
import { listenToGestures } from '../gestures.ts';
import { keepCamera, post } from '../host.ts';
import { fillBar } from './bar.ts';
import { createCard } from './card.ts';
import { createComparisonPanel } from './comparison-panel.ts';
import type { DiagramContext } from './diagram-context.ts';
import { listenToKeys } from './keyboard.ts';
import { createKeysHelp } from './keys-help.ts';
import { createListView } from './list-view.ts';
import { closeMenu } from './menu.ts';
import { createNavigation } from './navigate.ts';
import { createOptionsPanel } from './options-panel.ts';
import { createOverviewMap, type OverviewMap } from './overview-map.ts';
import { createSearchBox } from './search-box.ts';
import { createSpotlight, subjectOf } from './spotlight.ts';
import { openTableMenu } from './table-menu.ts';
import { offerTaking, takePicture } from './take-menu.ts';

export interface Controls {
  readonly map: OverviewMap;
  receive(message: ToDiagramView): void;
}

/** Everything that a person can do with the picture, by mouse, by keyboard and through the editor's commands. */
export function createControls(context: DiagramContext): Controls {
  const { store, viewport, page } = context;
  const navigation = createNavigation(context);
  const bar = fillBar(context, navigation);
  const card = createCard(context);
  const spotlight = createSpotlight(context, (subject) => card.show(subject));
  const search = createSearchBox(context, navigation);
  const options = createOptionsPanel(context, bar.options);
  const keys = createKeysHelp(bar.keys);
  const list = createListView(context, navigation, bar.list);
  const map = createOverviewMap(viewport);
  createComparisonPanel(context, navigation);
  offerTaking(context, bar.take);
  bar.search.addEventListener('click', () => search.open());

  function open(target: Element): void {
    const uri = context.result()?.uri;
    const subject = subjectOf(target);
    if (uri === undefined || subject === null) return;
    if ('relation' in subject) return post({ type: 'openRelation', uri, relation: subject.relation });
    const table = tableOf(target);
    if (table === null) return navigation.openGroup(subject.key);
    const { schema, name } = table;
    if (target.closest('.more') !== null) return showNeighbours(table);
    const { column } = subject;
    post({ type: 'open', uri, schema, name, ...(column === null ? {} : { column }) });
  }

  function tableOf(target: Element) {
    const key = target.closest<SVGGElement>('g.node[data-key]')?.dataset.key;
    return (key !== undefined && context.scene()?.boxes.get(key)?.table) || null;
  }

  /** Draws the tables to which a table's undrawn relations lead. */
  function showNeighbours({ schema, name }: { readonly schema: string; readonly name: string }): void {
    const { focus, hops } = store.view();
    navigation.focusOn([...(focus ?? []), { schema, name }], Math.max(1, hops), { scope: 'database' });
  }

  listenToGestures(page.stage, viewport, {
    open,
    focus(target) {
      const table = tableOf(target);
      const key = target.closest<SVGGElement>('g.node[data-group]')?.dataset.key;
      if (table) navigation.focusOn([{ schema: table.schema, name: table.name }]);
      else if (key !== undefined) navigation.openGroup(key);
    },
    menu(target, at) {
      const table = tableOf(target);
      const subject = subjectOf(target);
      const column = subject && 'column' in subject ? subject.column : null;
      if (table) openTableMenu(context, navigation, table, at, column);
    },
  });
  listenToKeys(context, navigation, {
    search: () => search.open(),
    options: () => (options.isOpen() ? options.close() : options.open()),
    list: () => list.toggle(),
    keys: () => (keys.isOpen() ? keys.close() : keys.open()),
    escape() {
      if (closeMenu()) return;
      options.close();
      keys.close();
      if (list.isOpen()) list.toggle();
      spotlight.clear();
    },
  });
  context.onShown(() => map.setScene(context.scene()));

  /** The table that has the keyboard's focus or had it last. */
  function focusOnSelected(): void {
    const node = page.stage.querySelector('g.node[tabindex="0"]');
    const table = node && tableOf(node);
    if (table) navigation.focusOn([{ schema: table.schema, name: table.name }]);
  }

  const commands = {
    search: () => search.open(),
    focus: focusOnSelected,
    showAll: () => navigation.showAll(),
    back: () => navigation.back(),
    forward: () => navigation.forward(),
    undo: () => navigation.undo(),
    redo: () => navigation.redo(),
    fit: () => viewport.fit(true),
    list: () => list.toggle(),
    options: () => options.open(),
    keys: () => keys.open(),
    follow: () => store.setFollows(!store.follows()),
  };

  return {
    map,
    receive(message) {
      if (message.type === 'restore') {
        store.restore(message.kept);
        context.trail.start({ ...store.view(), at: null });
        if (message.kept.camera) keepCamera(message.database, message.kept.camera);
      } else if (message.type === 'change') {
        const fit = (): void => viewport.fit(true);
        if (message.isNew) context.whenShown(store.replace(message.view), fit);
        else context.change(message.view);
      } else if (message.type === 'run') commands[message.command]();
      else if (message.type === 'reveal') navigation.goTo(message.table);
      else if (message.type === 'cursor') navigation.followTo(message.table);
      else if (message.type === 'matches') search.show(message.text, message.matches);
      else if (message.type === 'picture') void takePicture(context, message.format, message.to);
    },
  };
}
