import mermaid from 'mermaid';

/** ELK's straight lines read best, but above this many tables it takes too long. */
const elkLimit = 100;

let drawings = 0;

/** Sets mermaid up once; the colours are the stylesheet's, so only the font matters to it. */
function configure(font: string, layout: 'elk' | 'dagre'): void {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: 'base',
    look: 'classic',
    layout,
    htmlLabels: true,
    // Beyond mermaid's default of 50,000 characters, about 135 tables, it draws an error instead.
    maxTextSize: 50_000_000,
    maxEdges: 1_000_000,
    fontFamily: font,
    themeVariables: { fontFamily: font, fontSize: '13px' },
    er: {
      useMaxWidth: false,
      diagramPadding: 16,
      entityPadding: 7,
      minEntityWidth: 120,
      nodeSpacing: 50,
      rankSpacing: 90,
    },
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

/**
 * Draws mermaid's text as a detached SVG with a fixed size. Rejects where mermaid refuses the text.
 * It occupies the main thread for about 40 ms a table with all its columns.
 */
export async function renderDiagram(text: string, tables: number, font: string): Promise<SVGSVGElement> {
  configure(font, tables > elkLimit ? 'dagre' : 'elk');
  const id = `diagram-${++drawings}`;
  try {
    const { svg } = await mermaid.render(id, text);
    const holder = document.createElement('template');
    holder.innerHTML = svg;
    const drawn = holder.content.querySelector('svg');
    if (drawn === null) throw new Error('mermaid drew nothing.');
    const { width, height } = drawn.viewBox.baseVal;
    drawn.setAttribute('width', String(width));
    drawn.setAttribute('height', String(height));
    drawn.style.maxWidth = 'none';
    return drawn;
  } finally {
    // mermaid leaves its workbench in the page when it fails.
    document.getElementById(`d${id}`)?.remove();
  }
}
