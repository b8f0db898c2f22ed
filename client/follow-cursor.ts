import { type Disposable, window } from 'vscode';
import { State } from 'vscode-languageclient/node';
import type { TableName } from '../server/protocol/diagram.ts';
import { diagramTableAtRequest } from '../server/protocol/messages.ts';
import type { DiagramSession } from './diagram-session.ts';
import { isServed } from './documents.ts';

/** The cursor is asked about when it rests for so long, in milliseconds. */
const restsAfter = 150;

/** Tells the diagram which table is under the cursor of the editor whose database it shows. */
export function followCursor(session: DiagramSession): Disposable[] {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = '';

  async function ask(): Promise<void> {
    const editor = window.activeTextEditor;
    const { client } = session;
    if (session.panel() === null || !session.isFollowing() || client.state !== State.Running) return;
    if (editor === undefined || !isServed(editor.document)) return;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
    const table = await client.sendRequest<TableName | null>(diagramTableAtRequest, { uri, position });
    const now = JSON.stringify([uri, table]);
    if (now === last || editor !== window.activeTextEditor) return;
    last = now;
    session.followCursor(table);
  }

  return [
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor !== window.activeTextEditor) return;
      clearTimeout(timer);
      timer = setTimeout(() => void ask().catch(() => undefined), restsAfter);
    }),
    { dispose: () => clearTimeout(timer) },
  ];
}
