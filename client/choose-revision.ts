import { extensions, l10n, QuickPickItemKind, type Uri, window } from 'vscode';

/** What is used of the built-in git extension's interface, version 1. */
interface GitApi {
  getRepository(uri: Uri): Repository | null;
}
interface Repository {
  getBranches(query: { readonly remote?: boolean }): Promise<readonly { readonly name?: string }[]>;
  log(options: { readonly maxEntries: number }): Promise<readonly Commit[]>;
}
interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly authorName?: string;
}

/** So many commits are offered; any other can be typed. */
const offeredCommits = 30;

/** Asks for a branch or a commit; without the git extension, or for another revision, for its name. */
export async function chooseRevision(document: Uri): Promise<string | null> {
  const items = await revisionsOf(document);
  if (items.length === 0) return typeRevision();
  const other = { label: l10n.t('Another revision…'), alwaysShow: true };
  const chosen = await window.showQuickPick([...items, other], {
    placeHolder: l10n.t('Branch or commit to compare with'),
    matchOnDescription: true,
  });
  if (chosen === undefined) return null;
  return 'revision' in chosen && typeof chosen.revision === 'string' ? chosen.revision : typeRevision();
}

async function typeRevision(): Promise<string | null> {
  const typed = await window.showInputBox({
    prompt: l10n.t('Branch, tag or commit to compare with'),
    value: 'HEAD~1',
  });
  return typed === undefined || typed.trim() === '' ? null : typed.trim();
}

async function revisionsOf(document: Uri) {
  const repository = await repositoryOf(document);
  if (repository === null) return [];
  const branches = await repository.getBranches({ remote: true }).catch(() => []);
  const commits = await repository.log({ maxEntries: offeredCommits }).catch(() => []);
  const separator = (label: string) => ({ label, kind: QuickPickItemKind.Separator });
  return [
    separator(l10n.t('Branches')),
    ...branches.flatMap(({ name }) =>
      name === undefined ? [] : [{ label: `$(git-branch) ${name}`, revision: name }],
    ),
    separator(l10n.t('Commits')),
    ...commits.map(({ hash, message }) => ({
      label: `$(git-commit) ${message.split('\n')[0]}`,
      description: hash.slice(0, 8),
      revision: hash,
    })),
  ];
}

async function repositoryOf(document: Uri): Promise<Repository | null> {
  const git = extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>(
    'vscode.git',
  );
  if (git === undefined) return null;
  const exported = await Promise.resolve(git.activate()).catch(() => null);
  return exported?.enabled ? exported.getAPI(1).getRepository(document) : null;
}
