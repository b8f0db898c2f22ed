import { writeFile } from 'node:fs/promises';
import { updateBlocks } from './diagram-blocks.ts';
import { type DiagramFormat, listed, type PictureValues, toFormat, toRequest } from './diagram-options.ts';
import { loadDiagrams } from './diagram-sources.ts';
import { onlyOne, textOf } from './diagram-text.ts';
import { watchPaths } from './diagram-watch.ts';
import { drawPicture, pictureThemes } from './draw-picture.ts';
import { print } from './output.ts';
import { UsageError } from './usage.ts';

export interface DiagramArguments extends PictureValues {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly scale?: string | undefined;
  readonly theme?: string | undefined;
  readonly chromium?: string | undefined;
  readonly update?: readonly string[] | undefined;
  readonly check?: boolean | undefined;
  readonly watch?: boolean | undefined;
  readonly version?: string | undefined;
  readonly paths: readonly string[];
}

/** `diagram`: prints or writes a picture, or brings those in Markdown files up to date. The exit code. */
export async function diagram(asked: DiagramArguments): Promise<number> {
  const given = withMarkdownPaths(asked);
  const format = toFormat(given.format);
  if (given.check && !given.update) throw new UsageError('--check needs --update FILE.md');
  if (given.update && (given.format ?? 'markdown') !== 'markdown')
    throw new UsageError('--update writes Markdown, and takes no other --format');
  if (given.update && given.output !== undefined) throw new UsageError('--update takes no --output');
  if (given.watch && given.check) throw new UsageError('--check looks once; it takes no --watch');
  if (given.watch && !given.update && given.output === undefined)
    throw new UsageError('--watch needs --update FILE.md or --output FILE');
  const run = () => (given.update ? updateBlocks(given.update, given) : draw(format, given));
  if (!given.watch) return run();
  return watchPaths([...given.paths, ...(given.update ?? [])], run);
}

async function draw(format: DiagramFormat, given: DiagramArguments): Promise<number> {
  if (format === 'png' && given.output === undefined)
    throw new UsageError('--format png needs --output FILE');
  const scale = Number(given.scale ?? 2);
  if (!(scale >= 1 && scale <= 4)) throw new UsageError(`--scale takes 1 to 4, not “${given.scale}”`);
  const theme = pictureThemes.find((one) => one === (given.theme ?? 'light'));
  if (theme === undefined)
    throw new UsageError(`--theme takes ${listed(pictureThemes)}, not “${given.theme}”`);
  const { diagrams, hasFailures } = await loadDiagrams(given.paths, toRequest(given), given.version);
  const content =
    format === 'svg' || format === 'png'
      ? await drawPicture(onlyOne(diagrams, format), { format, scale, theme, chromium: given.chromium })
      : textOf(diagrams, format);
  if (given.output === undefined) await print(content.toString());
  else await writeFile(given.output, content);
  return hasFailures ? 2 : 0;
}

/** After --update FILE.md further Markdown files may follow: no SQL is in them. */
function withMarkdownPaths(given: DiagramArguments): DiagramArguments {
  if (!given.update) return given;
  const isMarkdown = (path: string) => /\.(?:md|markdown|mdx)$/i.test(path);
  return {
    ...given,
    update: [...given.update, ...given.paths.filter(isMarkdown)],
    paths: given.paths.filter((path) => !isMarkdown(path)),
  };
}
