import { env, l10n, Uri, window, workspace } from 'vscode';
import {
  type DiagramPictureFormat,
  type DiagramTarget,
  type DiagramTextFormat,
  diagramExportRequest,
} from '../server/protocol/messages.ts';
import type { DiagramSession } from './diagram-session.ts';
import { baseName } from './documents.ts';

type TextFormat = Exclude<DiagramTextFormat, 'json'>;

const extensions: Readonly<Record<TextFormat | DiagramPictureFormat, string>> = {
  mermaid: 'mmd',
  markdown: 'md',
  dbml: 'dbml',
  plantuml: 'puml',
  svg: 'svg',
  'png-1x': 'png',
  'png-2x': 'png',
  'png-4x': 'png',
};

const names: Readonly<Record<TextFormat | DiagramPictureFormat, string>> = {
  mermaid: 'mermaid',
  markdown: 'Markdown',
  dbml: 'DBML',
  plantuml: 'PlantUML',
  svg: 'SVG',
  'png-1x': 'PNG 1×',
  'png-2x': 'PNG 2×',
  'png-4x': 'PNG 4×',
};

/** Lets a person choose a format; a picture in pixels cannot be copied as text. */
export async function chooseFormat(
  to: DiagramTarget,
): Promise<{ readonly text: TextFormat } | { readonly picture: DiagramPictureFormat } | null> {
  const texts: readonly TextFormat[] = ['mermaid', 'markdown', 'dbml', 'plantuml'];
  const pictures: readonly DiagramPictureFormat[] =
    to === 'file' ? ['svg', 'png-1x', 'png-2x', 'png-4x'] : ['svg'];
  const items = [
    ...pictures.map((picture) => ({ label: names[picture], picture })),
    ...texts.map((text) => ({ label: names[text], text })),
  ];
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Format of the diagram') });
  if (chosen === undefined) return null;
  return 'text' in chosen ? { text: chosen.text } : { picture: chosen.picture };
}

/** Copies or saves the shown part of the schema as text. */
export async function exportText(
  session: DiagramSession,
  format: TextFormat,
  to: DiagramTarget,
): Promise<void> {
  const target = session.uri();
  if (target === null) return;
  const uri = session.client.code2ProtocolConverter.asUri(target);
  const text = await session.client.sendRequest<string | null>(diagramExportRequest, {
    uri,
    view: session.view(),
    format,
  });
  if (text !== null) await exportContent(target, format, to, text);
}

/** Copies or saves what the page has drawn: SVG as its text, PNG as base64. */
export async function exportDrawing(
  session: DiagramSession,
  format: DiagramPictureFormat,
  to: DiagramTarget,
  content: string,
): Promise<void> {
  const target = session.uri();
  if (target === null) return;
  await exportContent(target, format, to, format === 'svg' ? content : Buffer.from(content, 'base64'));
}

async function exportContent(
  source: Uri,
  format: TextFormat | DiagramPictureFormat,
  to: DiagramTarget,
  content: string | Uint8Array,
): Promise<void> {
  if (to === 'clipboard') {
    if (typeof content !== 'string') return;
    await env.clipboard.writeText(content);
    window.setStatusBarMessage(l10n.t('The diagram was copied as {0}.', names[format]), 4000);
    return;
  }
  const extension = extensions[format];
  const chosen = await window.showSaveDialog({
    defaultUri: beside(source, extension),
    filters: { [names[format]]: [extension] },
  });
  if (chosen === undefined) return;
  await workspace.fs.writeFile(chosen, typeof content === 'string' ? Buffer.from(content) : content);
  const open = l10n.t('Open');
  const message = l10n.t('The diagram was saved as {0}.', baseName(chosen));
  if ((await window.showInformationMessage(message, open)) === open)
    await window.showTextDocument(chosen, { preview: true }).then(undefined, () => env.openExternal(chosen));
}

/** The source's name with another ending, in its folder; a document that was never saved has none. */
function beside(source: Uri, extension: string): Uri {
  const name = baseName(source).replace(/\.[^.]+$/, '');
  const file = `${name}.${extension}`;
  if (source.scheme !== 'untitled') return Uri.joinPath(source, '..', file);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder ? Uri.joinPath(folder, file) : Uri.file(file);
}
