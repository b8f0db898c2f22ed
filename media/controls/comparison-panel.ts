import type { DiagramComparison, PicturedDifference, TableName } from '../../server/protocol/diagram.ts';
import { fill, post, words } from '../host.ts';
import { changeSigns } from '../picture/draw-symbols.ts';
import type { DiagramContext } from './diagram-context.ts';
import { element, iconButton, nameElement, textButton } from './elements.ts';
import type { Navigation } from './navigate.ts';

/** The list of what a comparison found, at the side of the picture, while something is compared. */
export function createComparisonPanel(context: DiagramContext, navigation: Navigation): void {
  const { store } = context;
  const title = element('h2', { id: 'comparedWith' });
  const close = iconButton('stopComparing', 'close', words.stopComparing);
  const counts = element('p', { class: 'faint', role: 'status' });
  const list = element('ul', { 'aria-labelledby': 'comparedWith' });
  const panel = element(
    'aside',
    { id: 'comparison', 'aria-labelledby': 'comparedWith', hidden: '' },
    element('header', {}, title, close),
    counts,
    list,
  );
  document.body.append(panel);
  let listed: readonly PicturedDifference[] | null = null;

  close.addEventListener('click', () => {
    context.change({ comparison: null });
    context.page.stage.querySelector<SVGElement>('g.node[tabindex="0"]')?.focus({ preventScroll: true });
  });

  function update(): void {
    const { comparison } = store.view();
    const result = context.result();
    const wasHidden = panel.hidden;
    panel.hidden = comparison === null;
    document.body.classList.toggle('comparing', comparison !== null);
    if (comparison === null) {
      listed = null;
      return;
    }
    title.textContent = titleOf(comparison);
    const problem = result?.problem;
    const differences = result?.picture.differences ?? null;
    counts.classList.toggle('problem', problem !== undefined);
    counts.textContent = problem?.text ?? (differences === null ? words.comparing : countsOf(differences));
    if (wasHidden && context.viewport.view().fitted) context.viewport.fit();
    if (differences === listed) return;
    listed = differences;
    list.replaceChildren(...(differences ?? []).map(item));
  }

  function item(difference: PicturedDifference, index: number): HTMLElement {
    const { change, kind, name, detail, table } = difference;
    const button = textButton('difference', '', () => {
      if (table !== null && kind !== 'enum')
        navigation.goTo(table, kind === 'column' ? columnOf(name, table) : null);
      else post({ type: 'openDifference', uri: context.result()?.uri ?? '', index });
    });
    button.classList.add(change);
    button.append(
      element('span', { class: 'sign', 'aria-hidden': 'true' }, changeSigns[change]),
      element('span', { class: 'unseen' }, `${words[change]}: `),
      nameElement(name, 'object'),
      element('span', { class: 'detail' }, detail === '' ? words[kind] : detail),
    );
    return element('li', {}, button);
  }

  list.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...list.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[at + step]?.focus();
    event.preventDefault();
    event.stopPropagation();
  });

  store.subscribe(update);
  context.onShown(update);
}

function titleOf(comparison: DiagramComparison): string {
  if (comparison.with === 'saved') return words.comparedWithSaved;
  if (comparison.with === 'before') {
    const name = decodeURIComponent(comparison.uri.slice(comparison.uri.lastIndexOf('/') + 1));
    return fill(words.comparedWithBefore, name);
  }
  const { revision } = comparison;
  return fill(words.comparedWith, /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 8) : revision);
}

function countsOf(differences: readonly PicturedDifference[]): string {
  if (differences.length === 0) return words.noDifference;
  const count = (change: PicturedDifference['change']): number =>
    differences.filter((difference) => difference.change === change).length;
  return fill(words.differences, count('added'), count('removed'), count('changed'));
}

/** The column in a qualified name; any of its parts may have dots in it. */
function columnOf(name: string, { schema, name: table }: TableName): string {
  return name.slice(schema.length + table.length + 2);
}
