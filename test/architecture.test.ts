import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findWrongImports } from './architecture/layers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('a layer imports only to its left', () => {
  expect(findWrongImports(root)).toEqual([]);
});

test('wrong imports are found, static and dynamic ones', () => {
  const fixture = fileURLToPath(new URL('./architecture/fixture', import.meta.url));
  expect(findWrongImports(fixture).sort()).toEqual([
    'server/catalog/reads-rules.ts imports ../rules/some-rule.ts',
    'server/catalog/reads-rules.ts imports the package node:fs',
    'server/rules/some-rule.ts imports ../lsp/server.ts',
    'server/rules/some-rule.ts imports the package vscode-languageserver',
  ]);
});
