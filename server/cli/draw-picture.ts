import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDiagram } from '../features/diagram/build-diagram.ts';
import { toPicture } from '../features/diagram/to-picture.ts';
import { inChromium } from './chromium.ts';
import type { LoadedDiagram } from './diagram-sources.ts';
import { UsageError } from './usage.ts';

export const pictureThemes = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
export type PictureTheme = (typeof pictureThemes)[number];

export interface DrawOptions {
  readonly format: 'svg' | 'png';
  /** PNG's pixels for each of the picture's. */
  readonly scale: number;
  /** In whose colours, by VS Code's names. */
  readonly theme: PictureTheme;
  /** The path of a Chromium. */
  readonly chromium: string | undefined;
}

/** Draws a diagram as it is in the editor, in the Chromium that the user names: nothing is downloaded. */
export async function drawPicture(
  { source, view }: LoadedDiagram,
  options: DrawOptions,
): Promise<Uint8Array> {
  const program = options.chromium ?? process.env.SCHEMA_ARCHITECT_CHROMIUM;
  if (!program)
    throw new UsageError(
      `--format ${options.format} is drawn by a Chromium: name it with --chromium PATH or SCHEMA_ARCHITECT_CHROMIUM`,
    );
  const picture = toPicture(buildDiagram(source, view), () => null);
  const media = join(__dirname, 'media');
  const style = readFileSync(join(media, 'diagram.css'), 'utf8');
  const scripts = ['export-page.js', 'layout.js'].map((name) => readFileSync(join(media, name), 'utf8'));
  return inChromium(program, async ({ evaluate }) => {
    await evaluate(
      `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(style)} }))`,
    );
    for (const script of scripts) await evaluate(script);
    const scale = options.format === 'png' ? options.scale : null;
    const drawn = String(
      await evaluate(`drawPicture(${JSON.stringify(picture)}, ${scale}, '${options.theme}')`),
    );
    return Buffer.from(drawn, options.format === 'png' ? 'base64' : 'utf8');
  });
}
