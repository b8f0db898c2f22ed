import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** The path of the Chromium that tests use; an error that names the command to run where there is none. */
export function chromiumPath(): string {
  const installed = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const path = installed.find((each) => each !== undefined && existsSync(each)) ?? chromium.executablePath();
  if (existsSync(path)) return path;
  throw new Error(
    'The diagram tests need Chromium: apt-get install chromium, or npx playwright-core install chromium',
  );
}
