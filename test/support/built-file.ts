import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a bundle; says what to do where it has not been built. */
export function builtFile(name: string): string {
  const path = fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
  if (!existsSync(path)) throw new Error(`dist/${name} is missing: run npm run build first`);
  return path;
}
