import type { TextDocument, Uri } from 'vscode';

/** The languages that the server serves. */
export const languages = ['sql', 'postgres', 'pgsql'] as const;

/**
 * Where documents that are edited live. Everything else (`git:` and the other sides of a diff, output,
 * history) is looked at only, and its findings would appear twice.
 */
export const schemes = [
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-userdata',
  'memfs',
  'vscode-test-web',
  'ssh',
  'sftp',
] as const;

export const documentSelector = schemes.flatMap((scheme) =>
  languages.map((language) => ({ scheme, language })),
);

/** Documents that tell how the workspace's files form databases; they are checked, but hold no SQL. */
const configurationSelector = ['json', 'jsonc'].map((language) => ({
  scheme: 'file',
  language,
  pattern: '**/schema-architect.json',
}));

/** All that is sent to the server. */
export const serverSelector = [...documentSelector, ...configurationSelector];

export function isServed(document: TextDocument): boolean {
  return documentSelector.some(
    ({ scheme, language }) => document.uri.scheme === scheme && document.languageId === language,
  );
}

/** The document's name without its folders. */
export function baseName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
