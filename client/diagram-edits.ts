import { l10n, Range, WorkspaceEdit, window, workspace } from 'vscode';
import type { TableName } from '../server/protocol/diagram.ts';
import {
  type DiagramDeleteAction,
  type DiagramEdit,
  type DiagramEditAnswer,
  type DiagramEditWish,
  type DiagramMatch,
  diagramEditRequest,
  diagramSearchRequest,
  type EditedDocument,
  type Wording,
} from '../server/protocol/messages.ts';
import type { DiagramSession } from './diagram-session.ts';
import { previewEdit } from './preview-edit.ts';
import { translate } from './translate.ts';

/** Asks for what a wish of the diagram leaves open, shows what the SQL would become, and makes it so. */
export async function editFromDiagram(
  session: DiagramSession,
  uri: string,
  wish: DiagramEditWish,
): Promise<void> {
  const edit = await complete(session, uri, wish);
  if (edit === null) return;
  const answer = await session.client.sendRequest<DiagramEditAnswer>(diagramEditRequest, { uri, edit });
  if ('problem' in answer) {
    await window.showWarningMessage(translate(answer.problem));
    return;
  }
  if (await applyAfterPreview(session, answer)) session.open(true);
}

function complete(session: DiagramSession, uri: string, wish: DiagramEditWish): Promise<DiagramEdit | null> {
  switch (wish.kind) {
    case 'rename table':
      return askForNewName(wish.table, undefined);
    case 'rename column':
      return renameColumn(session, uri, wish.table, wish.column);
    case 'add column':
      return askForColumn(wish.table);
    case 'add foreign key':
      return askForForeignKey(session, uri, wish);
  }
}

async function renameColumn(
  session: DiagramSession,
  uri: string,
  table: TableName,
  given: string | undefined,
): Promise<DiagramEdit | null> {
  const placeHolder = l10n.t('Column of {0} to rename', table.name);
  const column = given ?? (await chooseColumn(session, uri, table, placeHolder));
  return column === null ? null : askForNewName(table, column);
}

/** Between two questions VS Code gives the focus back to the diagram, which must not be taken for an answer. */
const ignoreFocusOut = true;

const notEmpty = (value: string): string | undefined =>
  value.trim() === '' ? l10n.t('A name needs at least one character.') : undefined;

async function askForNewName(table: TableName, column: string | undefined): Promise<DiagramEdit | null> {
  const old = column ?? table.name;
  const newName = await window.showInputBox({
    title: column === undefined ? l10n.t('Rename table {0}', old) : l10n.t('Rename column {0}', old),
    prompt: l10n.t('The new name, without quotes'),
    value: old,
    validateInput: notEmpty,
    ignoreFocusOut,
  });
  if (newName === undefined || newName === old) return null;
  return column === undefined
    ? { kind: 'rename table', table, newName }
    : { kind: 'rename column', table, column, newName };
}

async function askForColumn(table: TableName): Promise<DiagramEdit | null> {
  const title = l10n.t('Add a column to {0}', table.name);
  const name = await window.showInputBox({
    title,
    prompt: l10n.t('Name of the column, without quotes'),
    validateInput: notEmpty,
    ignoreFocusOut,
  });
  if (name === undefined) return null;
  const type = await window.showInputBox({
    title,
    prompt: l10n.t('Type of {0}, and what follows it', name),
    placeHolder: 'text not null',
    validateInput: (value) => (value.trim() === '' ? l10n.t('A column needs a type.') : undefined),
    ignoreFocusOut,
  });
  return type === undefined ? null : { kind: 'add column', table, name, type };
}

async function askForForeignKey(
  session: DiagramSession,
  uri: string,
  wish: Extract<DiagramEditWish, { kind: 'add foreign key' }>,
): Promise<DiagramEdit | null> {
  const { table } = wish;
  const placeHolder = l10n.t('Column of {0} that gets the foreign key', table.name);
  const column = wish.column ?? (await chooseColumn(session, uri, table, placeHolder));
  if (column === null) return null;
  const target =
    wish.parent && wish.parentColumn !== undefined
      ? { parent: wish.parent, parentColumn: wish.parentColumn }
      : await chooseTarget(session, uri, `${table.name}.${column}`);
  const onDelete = target && (await chooseAction(target.parent));
  return target && onDelete ? { kind: 'add foreign key', table, column, ...target, onDelete } : null;
}

async function chooseColumn(
  session: DiagramSession,
  uri: string,
  table: TableName,
  placeHolder: string,
): Promise<string | null> {
  const isOwn = (match: DiagramMatch) =>
    match.table.schema === table.schema && match.table.name === table.name;
  const chosen = await searchColumn(session, uri, placeHolder, `${table.name}.`, isOwn);
  return chosen?.column ?? null;
}

async function chooseTarget(
  session: DiagramSession,
  uri: string,
  from: string,
): Promise<{ parent: TableName; parentColumn: string } | null> {
  const chosen = await searchColumn(session, uri, l10n.t('Column to which {0} refers', from), '', () => true);
  return chosen?.column ? { parent: chosen.table, parentColumn: chosen.column } : null;
}

/** Lets a person search for a column by its name or that of its table. */
function searchColumn(
  session: DiagramSession,
  uri: string,
  placeHolder: string,
  first: string,
  fits: (match: DiagramMatch) => boolean,
): Promise<DiagramMatch | null> {
  const pick = window.createQuickPick<{ label: string; description: string; match: DiagramMatch }>();
  pick.placeholder = placeHolder;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = ignoreFocusOut;
  let asked = 0;
  const ask = async (text: string): Promise<void> => {
    const own = ++asked;
    pick.busy = true;
    const matches = await session.client.sendRequest<DiagramMatch[]>(diagramSearchRequest, { uri, text });
    if (own !== asked) return;
    pick.busy = false;
    pick.items = matches
      .filter((match) => match.column !== null && fits(match))
      .map((match) => ({
        label: `${match.table.name}.${match.column}`,
        description: match.detail ?? '',
        match,
      }));
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => void ask(value.trim() === '' ? first : value));
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.match ?? null);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(null);
      pick.dispose();
    });
    pick.show();
    void ask(first);
  });
}

async function chooseAction(parent: TableName): Promise<DiagramDeleteAction | null> {
  const items: { label: string; detail: string; action: DiagramDeleteAction }[] = [
    { label: 'RESTRICT', detail: l10n.t('The row cannot be deleted.'), action: 'restrict' },
    { label: 'CASCADE', detail: l10n.t('The rows that refer to it are deleted too.'), action: 'cascade' },
    {
      label: 'SET NULL',
      detail: l10n.t('The rows that refer to it refer to nothing any more.'),
      action: 'set null',
    },
    {
      label: 'NO ACTION',
      detail: l10n.t('The row cannot be deleted; checked at the end of the statement.'),
      action: 'no action',
    },
  ];
  const placeHolder = l10n.t('When a row of {0} is deleted to which rows refer', parent.name);
  return (await window.showQuickPick(items, { placeHolder, ignoreFocusOut }))?.action ?? null;
}

/** One undo step, after a look at it; false where it is not wanted. */
async function applyAfterPreview(
  { client }: DiagramSession,
  { title, documents }: Exclude<DiagramEditAnswer, { problem: Wording }>,
): Promise<boolean> {
  const edit = new WorkspaceEdit();
  const isOther = ({ uri, version }: EditedDocument): boolean => {
    const target = client.protocol2CodeConverter.asUri(uri).toString();
    const open = workspace.textDocuments.find((one) => one.uri.toString() === target);
    return version !== null && open?.version !== version;
  };
  for (const { uri, edits } of documents) {
    const target = client.protocol2CodeConverter.asUri(uri);
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(target, new Range(start.line, start.character, end.line, end.character), newText);
    }
  }
  if (!documents.some(isOther)) {
    if (!(await previewEdit(translate(title), edit))) return false;
    if (!documents.some(isOther)) return workspace.applyEdit(edit, { isRefactoring: true });
  }
  await window.showWarningMessage(l10n.t('The file has changed meanwhile. Try again.'));
  return false;
}
