import { expect, test } from 'vitest';
import { generateSql } from '../../scripts/bench/generate-sql.ts';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { lintJson } from '../../server/features/lint-json.ts';
import { modelJson } from '../../server/features/model-json.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

test('a second thread that parses changes nothing of what is found, however the two are timed', async () => {
  await loadParser();
  const text = `${generateSql({ tables: 700 })}\nselect 'never closed`;
  const folder = temporaryFolder({ 'a.sql': text });
  const analysis = analyse([{ name: 'a.sql', script: parseScript(text) }], defaultOptions);
  const expected = JSON.parse(JSON.stringify(lintJson(analysis))) as unknown;
  for (let round = 0; round < 3; round++) {
    const { stdout, stderr } = await runCli(['lint', '--format', 'json', 'a.sql'], { cwd: folder });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(expected);
  }
  const { stdout } = await runCli(['model', '--format', 'json', 'a.sql'], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(modelJson(analysis.catalog))));
});
