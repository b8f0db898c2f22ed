import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Which layers each layer may import, besides itself. Packages are in `packages`. */
export const layers: Readonly<
  Record<string, { readonly imports: readonly string[]; readonly packages: readonly string[] }>
> = {
  'server/text': { imports: [], packages: [] },
  'server/syntax': {
    imports: ['server/text'],
    packages: ['libpg-query', 'pgsql-ast-parser', '@pgsql/types'],
  },
  'server/catalog': { imports: ['server/text', 'server/syntax'], packages: ['@pgsql/types'] },
  'server/rules': { imports: ['server/text', 'server/syntax', 'server/catalog'], packages: ['@pgsql/types'] },
  'server/features': {
    imports: ['server/text', 'server/syntax', 'server/catalog', 'server/rules'],
    packages: ['@pgsql/types'],
  },
  'server/workspace': {
    imports: ['server/text', 'server/syntax', 'server/catalog'],
    packages: ['node:', '@humanwhocodes/momoa', 'picomatch'],
  },
  'server/database': { imports: ['server/text', 'server/catalog'], packages: ['node:'] },
  'server/protocol': { imports: [], packages: [] },
  'server/lsp': {
    imports: [
      'server/text',
      'server/syntax',
      'server/catalog',
      'server/rules',
      'server/features',
      'server/workspace',
      'server/database',
      'server/protocol',
    ],
    packages: ['node:', 'vscode-languageserver'],
  },
  'server/cli': {
    imports: [
      'server/text',
      'server/syntax',
      'server/catalog',
      'server/rules',
      'server/features',
      'server/workspace',
      'server/database',
    ],
    packages: ['node:'],
  },
  client: { imports: ['server/protocol'], packages: ['vscode', 'vscode-languageclient', 'node:'] },
  media: {
    imports: ['server/protocol'],
    // The last is no package: the build puts the layout's worker there as a text.
    packages: ['mermaid', 'elkjs', 'dagre-d3-es', 'layout-worker-source'],
  },
};

const importPattern =
  /(?:\bfrom\s*(?=['"])|\bimport\s*\(\s*|\bimport\s+(?=['"])|\brequire\s*\(\s*)(['"`])([^'"`\n]+)\1/g;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function layerOf(root: string, file: string): string | undefined {
  const path = relative(root, file).replaceAll('\\', '/');
  return Object.keys(layers).find((layer) => path.startsWith(`${layer}/`));
}

function allowsPackage(packages: readonly string[], name: string): boolean {
  return packages.some((allowed) =>
    allowed.endsWith(':') ? name.startsWith(allowed) : name === allowed || name.startsWith(`${allowed}/`),
  );
}

/** The imports, static and dynamic, that the table does not allow: one line each. */
export function findWrongImports(root: string): string[] {
  const wrong: string[] = [];
  for (const folder of ['server', 'client', 'media']) {
    let files: string[] = [];
    try {
      files = sourceFiles(join(root, folder));
    } catch {
      continue;
    }
    for (const file of files) {
      const from = layerOf(root, file);
      const name = relative(root, file).replaceAll('\\', '/');
      const allowed = from === undefined ? undefined : layers[from];
      if (!allowed) {
        wrong.push(`${name} is in no layer`);
        continue;
      }
      for (const [, , target = ''] of readFileSync(file, 'utf8').matchAll(importPattern)) {
        if (!target.startsWith('.')) {
          if (!allowsPackage(allowed.packages, target)) wrong.push(`${name} imports the package ${target}`);
          continue;
        }
        const to = layerOf(root, resolve(dirname(file), target));
        if (to !== from && (to === undefined || !allowed.imports.includes(to)))
          wrong.push(`${name} imports ${target}`);
      }
    }
  }
  return wrong;
}
