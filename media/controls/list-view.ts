import type { DiagramPicture, PicturedTable } from '../../server/protocol/diagram.ts';
import { fill, post, words } from '../host.ts';
import { keyOf } from '../picture/table-key.ts';
import { countsOf } from '../picture-counts.ts';
import { cardinality, findingList, relationText } from './card-content.ts';
import { type DiagramContext, spokenName } from './diagram-context.ts';
import { element, nameElement, textButton } from './elements.ts';
import type { Navigation } from './navigate.ts';

export interface ListView {
  toggle(): void;
  isOpen(): boolean;
}

/**
 * The picture as nested lists to be read: tables, their columns, relations and findings, with the same links. A
 * table's part is made when it is opened.
 */
export function createListView(
  context: DiagramContext,
  navigation: Navigation,
  button: HTMLButtonElement,
): ListView {
  const list = element('section', { id: 'list', 'aria-label': words.list, tabindex: '-1', hidden: '' });
  document.body.append(list);
  let listed: DiagramPicture | null = null;

  function fillList(): void {
    const picture = context.result()?.picture ?? null;
    if (list.hidden || picture === listed) return;
    const open = new Set(
      [...list.querySelectorAll<HTMLElement>('details[open]')].map(({ dataset }) => dataset.key),
    );
    listed = picture;
    if (picture === null) return list.replaceChildren();
    const items = picture.overview
      ? picture.groups.map(({ title, tableCount }) =>
          element('li', {}, nameElement(title), ` ${fill(words.groupTables, tableCount)}`),
        )
      : picture.tables.map((table) => tableItem(table, picture, open.has(keyOf(table))));
    list.replaceChildren(element('h2', {}, countsOf(picture)), element('ul', {}, ...items));
  }

  function tableItem(table: PicturedTable, picture: DiagramPicture, isOpen: boolean): HTMLElement {
    const name = nameElement(spokenName(table));
    const sign = table.change === null ? [] : [element('span', { class: 'faint' }, words[table.change])];
    const summary = element('summary', {}, name, element('span', { class: 'faint' }, table.kind), ...sign);
    const details = element('details', {}, summary);
    details.dataset.key = keyOf(table);
    details.addEventListener('toggle', () => {
      if (details.open && details.childElementCount === 1) details.append(...tableParts(table, picture));
    });
    details.open = isOpen;
    return element('li', {}, details);
  }

  function tableParts(table: PicturedTable, picture: DiagramPicture): readonly HTMLElement[] {
    const { schema, name } = table;
    const uri = context.result()?.uri ?? '';
    const open = (column?: string): void =>
      post({ type: 'open', uri, schema, name, ...(column === undefined ? {} : { column }) });
    const columns = table.columns.map((column) => {
      const parts = [column.type ?? '', column.notNull ? 'NOT NULL' : '', ...column.keys];
      const text = parts.filter((part) => part !== '').join(' ');
      const remark = column.comment === null ? [] : [element('p', { dir: 'auto' }, column.comment)];
      return element(
        'li',
        {},
        linkTo(column.name, () => open(column.name)),
        element('span', { class: 'faint' }, text),
        ...remark,
        ...findingList(column.findings),
      );
    });
    const relations = picture.relations
      .filter(({ parent, child }) => parent === table.id || child === table.id)
      .map((relation) =>
        element(
          'li',
          {},
          linkTo(relationText(relation, picture), () =>
            post({ type: 'openRelation', uri, relation: relation.id }),
          ),
          ...cardinality(relation),
        ),
      );
    return [
      element(
        'p',
        { class: 'actions' },
        textButton('link', words.goToDefinition, () => open()),
        textButton('link', words.showInPicture, () => {
          toggle();
          navigation.goTo(table);
        }),
        textButton('link', words.focus, () => navigation.focusOn([{ schema, name }])),
      ),
      ...(table.comment === null ? [] : [element('p', { dir: 'auto' }, table.comment)]),
      ...findingList(table.findings),
      ...(columns.length > 0 ? [element('h3', {}, words.columns), element('ul', {}, ...columns)] : []),
      ...(relations.length > 0 ? [element('h3', {}, words.relations), element('ul', {}, ...relations)] : []),
    ];
  }

  function toggle(): void {
    list.hidden = !list.hidden;
    context.page.stage.inert = !list.hidden;
    document.body.classList.toggle('listing', !list.hidden);
    button.setAttribute('aria-pressed', String(!list.hidden));
    fillList();
    if (!list.hidden) list.focus();
  }

  button.addEventListener('click', toggle);
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    toggle();
    button.focus();
  });
  context.onShown(fillList);
  return { toggle, isOpen: () => !list.hidden };
}

function linkTo(name: string, run: () => void): HTMLElement {
  const link = textButton('link', '', run);
  link.append(nameElement(name));
  return link;
}
