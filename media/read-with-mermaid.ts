import mermaid from 'mermaid';
import { pause } from './picture/patch-svg.ts';
import { splitMermaid } from './split-mermaid.ts';

/** Our layout's name among mermaid's. */
const layoutName = 'schema-architect';

/** What mermaid understood of a text: the ids of its entities, and how many relations there are between them. */
export interface MermaidModel {
  readonly entities: readonly string[];
  readonly relations: number;
}

/**
 * mermaid's reading of a text. It has an SVG of mermaid's own only where its hook for layouts is gone: mermaid has
 * drawn the picture itself then.
 */
export type MermaidReading =
  | { readonly model: MermaidModel; readonly svg: null }
  | { readonly model: null; readonly svg: SVGSVGElement };

let readings = 0;
let configured = '';
/** Whether the hook for layouts is gone, and mermaid has to draw. */
let isHookGone = false;
let model: MermaidModel | null = null;

// mermaid parses and checks, and hands its model to the layout that it is told to use. Ours takes note of the model
// and leaves the SVG empty; the picture is drawn from the editor's message, which says more than mermaid's text.
mermaid.registerLayoutLoaders?.([
  {
    name: layoutName,
    loader: async () => ({
      render: async ({ nodes, edges }) => {
        model = {
          entities: nodes.flatMap(({ id }) => /^entity-(.+)-\d+$/.exec(id)?.[1] ?? []),
          relations: edges.length,
        };
      },
    }),
  },
]);

function configure(font: string): void {
  const wanted = `${isHookGone} ${font}`;
  if (wanted === configured) return;
  configured = wanted;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    // A theme is hundreds of settings that are copied for each entity; one colour is needed to read without one.
    theme: isHookGone ? themeLike(document.body) : 'null',
    look: 'classic',
    layout: 'dagre',
    htmlLabels: true,
    // Beyond mermaid's default of 50,000 characters, about 135 tables, it reads an error instead.
    maxTextSize: 50_000_000,
    maxEdges: 1_000_000,
    fontFamily: font,
    themeVariables: { fontFamily: font, fontSize: '13px', tertiaryColor: '#ffffff' },
    er: { layout: isHookGone ? 'dagre' : layoutName, useMaxWidth: false },
    secure: [
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'maxEdges',
      'layout',
      'er',
      'htmlLabels',
      'look',
      'theme',
    ],
  });
}

/** mermaid's own theme that comes nearest to the editor's. */
function themeLike({ classList }: HTMLElement): 'default' | 'dark' {
  const isDark = classList.contains('vscode-dark') || classList.contains('vscode-high-contrast');
  return isDark && !classList.contains('vscode-high-contrast-light') ? 'dark' : 'default';
}

/**
 * Lets mermaid parse its text, about 0.2 ms a table on the main thread, of many tables a part at a time: the page
 * answers in between. Rejects where mermaid refuses the text.
 */
export async function readWithMermaid(text: string, font: string): Promise<MermaidReading> {
  const entities = new Set<string>();
  let relations = 0;
  for (const [index, part] of isHookGone ? [] : splitMermaid(text).entries()) {
    if (index > 0) await pause();
    model = null;
    await render(part, font);
    // The compiler does not see that the layout's hook sets it.
    const read = model as MermaidModel | null;
    isHookGone = read === null;
    if (read === null) break;
    for (const entity of read.entities) entities.add(entity);
    relations += read.relations;
  }
  if (!isHookGone) return { model: { entities: [...entities], relations }, svg: null };
  const holder = document.createElement('template');
  holder.innerHTML = await render(text, font);
  const svg = holder.content.querySelector('svg');
  if (svg === null) throw new Error('mermaid drew nothing.');
  return { model: null, svg };
}

async function render(text: string, font: string): Promise<string> {
  configure(font);
  const id = `diagram-${++readings}`;
  try {
    return (await mermaid.render(id, text)).svg;
  } finally {
    // mermaid leaves its workbench in the page when it fails.
    document.getElementById(`d${id}`)?.remove();
  }
}
