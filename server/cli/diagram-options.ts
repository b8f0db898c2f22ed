import { parseArgs } from 'node:util';
import { type TextFormat, textFormats } from '../features/diagram/export-diagram.ts';
import type { DiagramView } from '../features/diagram/view.ts';
import { UsageError } from './usage.ts';

/** The options of `diagram`, also in the mark of a block in Markdown. */
export const pictureOptions = {
  focus: { type: 'string', multiple: true },
  hops: { type: 'string' },
  hide: { type: 'string', multiple: true },
  group: { type: 'string' },
  detail: { type: 'string' },
  direction: { type: 'string' },
  overview: { type: 'boolean' },
  diff: { type: 'string' },
  view: { type: 'string' },
  database: { type: 'string' },
} as const;

const drawnFormats = ['svg', 'png'] as const;
export type DiagramFormat = TextFormat | (typeof drawnFormats)[number];

export interface PictureValues {
  readonly focus?: readonly string[] | undefined;
  readonly hops?: string | undefined;
  readonly hide?: readonly string[] | undefined;
  readonly group?: string | undefined;
  readonly detail?: string | undefined;
  readonly direction?: string | undefined;
  readonly overview?: boolean | undefined;
  readonly diff?: string | undefined;
  readonly view?: string | undefined;
  readonly database?: string | undefined;
}

/** What was asked for, before tables are looked up by their names. */
export interface PictureRequest {
  /** Of the options that were given; they win over the saved view. */
  readonly view: Partial<DiagramView>;
  readonly focus: readonly string[] | null;
  readonly savedView: string | null;
  readonly revision: string | null;
  readonly database: string | null;
}

export function toFormat(given: string | undefined): DiagramFormat {
  const formats = [...textFormats, ...drawnFormats];
  const format = formats.find((one) => one === (given ?? 'mermaid'));
  if (!format) throw new UsageError(`--format takes ${listed(formats)}, not “${given}”`);
  return format;
}

/** Reads the options of one picture. */
export function toRequest(values: PictureValues): PictureRequest {
  const view: Record<string, unknown> = {};
  const choose = (key: string, option: keyof PictureValues, allowed: readonly string[]) => {
    const given = values[option];
    if (given === undefined) return;
    const fits = allowed.find((one) => one.toLowerCase() === String(given).toLowerCase());
    if (fits === undefined)
      throw new UsageError(`--${option} takes ${listed(allowed)}, not “${String(given)}”`);
    view[key] = fits;
  };
  choose('grouping', 'group', ['none', 'schema', 'context', 'folder']);
  choose('detail', 'detail', ['auto', 'full', 'keys', 'names']);
  choose('direction', 'direction', ['auto', 'LR', 'TB']);
  if (values.hops !== undefined) {
    if (!/^\d{1,2}$/.test(values.hops))
      throw new UsageError(`--hops takes a number of relations, not “${values.hops}”`);
    view.hops = Number(values.hops);
  }
  if (values.hide) view.hidden = values.hide;
  if (values.overview) view.overview = true;
  return {
    view,
    focus: values.focus ?? null,
    savedView: values.view ?? null,
    revision: values.diff ?? null,
    database: values.database ?? null,
  };
}

/** The options and paths in the mark of a block; words with spaces stand between quotes. */
export function readMark(text: string): {
  readonly request: PictureRequest;
  readonly paths: readonly string[];
} {
  const words = [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: pictureOptions,
      allowPositionals: true,
      strict: true,
    });
    return { request: toRequest(values), paths: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

/** `a, b or c`. */
export function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
