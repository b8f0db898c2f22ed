import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireChromium } from '../../scripts/chromium.mjs';
import { startCodeServer } from '../../scripts/code-server.mjs';
import { run, stop } from '../../scripts/processes.mjs';
import { root } from '../../scripts/setup.mjs';
import { runVitest } from '../../scripts/vitest.mjs';
import { makeWorkspace } from './workspace.mjs';

/** Runs test/vscode/ui: the packaged extension in code-server, driven through Chromium like a person would. */
export async function runUiSuite() {
  const vsix = join(root, 'dist', 'schema-architect.vsix');
  if (!process.env.SCHEMA_ARCHITECT_BUILT || !existsSync(vsix)) {
    const code = await run(process.execPath, [join(root, 'scripts', 'package.mjs')], { cwd: root });
    if (code !== 0) throw new Error('The extension could not be packaged; see above.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'schema-architect-ui-'));
  let server;
  try {
    const chromium = await requireChromium();
    const workspace = makeWorkspace(join(folder, 'shop'));
    server = await startCodeServer({ folder, vsix, settings: { 'editor.minimap.enabled': false } });
    return await runVitest(join(folder, 'report.json'), ['--config', 'test/vscode/vitest.config.mts'], {
      env: {
        ...process.env,
        CHROMIUM_PATH: chromium.path,
        SCHEMA_ARCHITECT_EDITOR: server.url,
        SCHEMA_ARCHITECT_WORKSPACE: workspace,
      },
    });
  } finally {
    if (server) await stop(server.child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
