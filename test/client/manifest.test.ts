import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const client = readdirSync(join(root, 'client')).map((file) => read(`client/${file}`));

/** What of the server speaks to people through the client. */
const speakers = ['features/diagram-edits', 'features/rename', 'lsp'].flatMap((folder) =>
  readdirSync(join(root, 'server', folder)).map((file) => read(`server/${folder}/${file}`)),
);

/** The English texts in the client's and the server's source, which are the keys of the translations. */
function textsInSource(): string[] {
  const source = [...client, ...speakers].join('\n');
  const calls = source.matchAll(/(?:l10n\.t|translate|\bsay)\(\s*'((?:[^'\\]|\\.)*)'/g);
  return [...new Set([...calls].map((call) => (call[1] ?? '').replaceAll("\\'", "'")))].sort();
}

function placeholders(text: string): string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}

describe('translations', () => {
  const bundles = readdirSync(join(root, 'l10n'));
  test.each(bundles)('%s holds exactly the texts of the client, with their placeholders', (bundle) => {
    const texts: Record<string, string> = JSON.parse(read(`l10n/${bundle}`));
    expect(Object.keys(texts).sort()).toEqual(textsInSource());
    for (const [english, text] of Object.entries(texts)) {
      expect(placeholders(text)).toEqual(placeholders(english));
      expect(text).not.toBe('');
    }
  });

  test('the manifest uses exactly the texts of package.nls.json, in every language', () => {
    const used = [...new Set(read('package.json').match(/(?<="%)[^%"]+(?=%")/g))].sort();
    expect(used.length).toBeGreaterThan(10);
    for (const file of ['package.nls.json', 'package.nls.de.json']) {
      expect(Object.keys(JSON.parse(read(file))).sort()).toEqual(used);
    }
  });
});

describe('the manifest', () => {
  test('takes no file association and no formatter', () => {
    for (const language of manifest.contributes.languages) expect(Object.keys(language)).toEqual(['id']);
    expect(client.join('\n')).not.toMatch(/DocumentFormattingEdit|registerDocumentRange/);
  });

  test('declares limited support of untrusted and virtual workspaces, with reasons', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces).toMatchObject({ supported: 'limited', description: expect.any(String) });
    expect(virtualWorkspaces).toMatchObject({ supported: 'limited', description: expect.any(String) });
    const settings = Object.keys(manifest.contributes.configuration.properties);
    for (const name of untrustedWorkspaces.restrictedConfigurations) expect(settings).toContain(name);
  });

  test('names only files that exist', () => {
    const steps = manifest.contributes.walkthroughs[0].steps as {
      media: { svg?: string; markdown?: string };
    }[];
    const paths = [
      ...steps.map(({ media }) => media.svg ?? media.markdown ?? ''),
      ...manifest.contributes.grammars.map((grammar: { path: string }) => grammar.path),
    ];
    expect(steps.length).toBeGreaterThanOrEqual(3);
    for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
  });

  test('every contributed command is registered, and no other extension’s is taken', () => {
    for (const { command } of manifest.contributes.commands) {
      expect(command).toMatch(/^schemaArchitect\./);
      expect(`${client.join('\n')}${read('server/protocol/messages.ts')}`).toContain(`'${command}'`);
    }
  });

  test('the client reaches no network and reports nothing', () => {
    expect(client.join('\n')).not.toMatch(/https?:\/\/|fetch\(|TelemetryLogger|node:(?:http|https|net)'/);
  });
});
