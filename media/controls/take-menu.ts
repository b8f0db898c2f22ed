import type { DiagramPictureFormat, DiagramTarget, DiagramTheme } from '../../server/protocol/messages.ts';
import { exportPng } from '../export-png.ts';
import { exportSvg } from '../export-svg.ts';
import { keepState, post, readState, words } from '../host.ts';
import { inTheme } from '../in-theme.ts';
import type { DiagramContext } from './diagram-context.ts';
import { type MenuEntry, openMenu } from './menu.ts';

const textFormats = [
  ['mermaid', 'mermaid'],
  ['markdown', 'Markdown'],
  ['dbml', 'DBML'],
  ['plantuml', 'PlantUML'],
] as const;

const pictureFormats = [
  ['svg', 'SVG'],
  ['png-1x', 'PNG 1×'],
  ['png-2x', 'PNG 2×'],
  ['png-4x', 'PNG 4×'],
] as const;

function pictureThemes(): readonly (readonly [DiagramTheme | null, string])[] {
  return [
    [null, words.coloursOfEditor],
    ['light', words.coloursLight],
    ['dark', words.coloursDark],
  ];
}

/** The menu of what can be copied and saved, and of the named views. */
export function offerTaking(context: DiagramContext, button: HTMLButtonElement): void {
  const text = (to: DiagramTarget): readonly MenuEntry[] =>
    textFormats.map(([format, title]) => ({ title, run: () => post({ type: 'export', format, to }) }));
  const picture = (to: DiagramTarget, formats: readonly (typeof pictureFormats)[number][]) =>
    formats.map(([format, title]) => ({ title, run: () => void takePicture(context, format, to) }));
  const colours = (): readonly MenuEntry[] =>
    pictureThemes().map(([theme, title]) => ({
      title,
      checked: readState().theme === theme,
      run() {
        keepState({ theme });
        button.click();
      },
    }));
  button.addEventListener('click', () =>
    openMenu(button, words.take, [
      { heading: words.copy },
      ...text('clipboard'),
      ...picture('clipboard', [pictureFormats[0]]),
      { heading: words.saveAs },
      ...picture('file', pictureFormats),
      ...text('file'),
      { heading: words.pictureColours },
      ...colours(),
      { heading: words.views },
      { title: words.saveView, run: () => post({ type: 'command', command: 'saveView' }) },
      { title: words.openView, run: () => post({ type: 'command', command: 'openView' }) },
    ]),
  );
}

/** Draws the picture for a file or the clipboard and hands it to the extension. */
export async function takePicture(
  context: DiagramContext,
  format: DiagramPictureFormat,
  to: DiagramTarget,
): Promise<void> {
  const scene = context.scene();
  if (scene === null) return;
  try {
    const svg = inTheme(readState().theme, () => exportSvg(scene, context.page.picture));
    const content = format === 'svg' ? svg : await pngOf(svg, Number(format.slice(4, 5)));
    post({ type: 'drawing', format, to, content });
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    context.page.showBanner(words.failed);
  }
}

async function pngOf(svg: string, scale: number): Promise<string> {
  const { blob } = await exportPng(svg, scale);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
