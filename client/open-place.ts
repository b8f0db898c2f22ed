import { Range, Selection, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from 'vscode';
import type { PicturedPlace } from '../server/protocol/diagram.ts';

/** Shows a definition in the editor that has its document open, else beside the diagram. */
export async function openPlace(
  uri: Uri,
  range: PicturedPlace['range'],
  diagramColumn: ViewColumn | undefined,
): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const shown = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const free = diagramColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  const editor = await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? free });
  const name = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  editor.selection = new Selection(name.start, name.end);
  editor.revealRange(name, TextEditorRevealType.InCenterIfOutsideViewport);
}
