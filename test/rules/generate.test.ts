import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { generatedFiles } from '../../scripts/generate.ts';
import { rules } from '../../server/rules/registry.generated.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const manifest = `{
  "name": "x",
  "contributes": { "configuration": { "properties": {
    "schemaArchitect.rules": { "type": "object", "markdownDescription": "%text%", "properties": { "gone": {} } },
    "other": [1, 2]
  } } }
}
`;

function generated(
  files: Readonly<Record<string, string>>,
  present: readonly string[] = [],
): Map<string, string | null> {
  return new Map(
    generatedFiles((path) => files[path] ?? null, present).map(({ path, text }) => [path, text]),
  );
}

test('the setting has one property for each rule and leaves the rest of package.json alone', () => {
  const text = generated({ 'package.json': manifest }).get('package.json') ?? '';
  const { properties } = JSON.parse(text).contributes.configuration;
  expect(Object.keys(properties['schemaArchitect.rules'].properties)).toEqual(rules.map(({ id }) => id));
  expect(properties['schemaArchitect.rules'].markdownDescription).toBe('%text%');
  expect(text.endsWith('    "other": [1, 2]\n  } } }\n}\n')).toBe(true);
});

test('the table in README.md stands between its markers', () => {
  const readme = 'before\n<!-- rules:start -->\nstale row\n<!-- rules:end -->\nafter $& $1\n';
  const text = generated({ 'README.md': readme }).get('README.md') ?? '';
  expect(text).not.toContain('stale row');
  expect(text).toContain('| [varchar-255](docs/rules/varchar-255.md) | hint |');
  expect(text.startsWith('before\n') && text.endsWith('after $& $1\n')).toBe(true);
});

test('the page of a rule that is gone has to go', () => {
  expect(generated({}, ['gone.md', 'varchar-255.md']).get('docs/rules/gone.md')).toBeNull();
});

describe('new-rule', () => {
  const paths = ['server/rules/zz-test-rule.ts', 'test/rules/zz-test-rule.test.ts'].map(
    (path) => root + path,
  );
  afterEach(() => {
    for (const path of paths) rmSync(path, { force: true });
  });

  test('scaffolds a rule and its test', () => {
    const output = execFileSync(process.execPath, [`${root}scripts/new-rule.mjs`, 'zz-test-rule'], {
      encoding: 'utf8',
    });
    expect(output).toContain('npm run generate');
    expect(paths.every((path) => existsSync(path))).toBe(true);
    expect(readFileSync(paths[0] ?? '', 'utf8')).toContain("id: 'zz-test-rule'");
  });

  test.each([
    [['varchar-255'], 'The rule varchar-255 exists already'],
    [['VarChar'], 'is no rule name'],
    [['../x-y'], 'is no rule name'],
    [[], 'Usage:'],
  ])('refuses %j with a clear message', (names, message) => {
    const { status, stderr } = spawnSync(process.execPath, [`${root}scripts/new-rule.mjs`, ...names], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
