import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Parts of mermaid that are never loaded: the icons of other diagrams, and layouts; ELK runs in a worker of ours. */
const neverLoaded = /^(?:cose-bilkent|swimlanes|bpmnIcons|elk)-/;

/**
 * mermaid copies its whole configuration at each look into it, half a millisecond, and it looks for each entity that
 * it reads. The view has one look; and of the settings those of diagrams that are not bundled, which are the ones
 * with `useMaxWidth`, and the colours of the default theme are not needed. ER diagrams use a flowchart's settings.
 */
const replacements = [
  {
    file: /mermaid\.core\/erDiagram-[^/]*\.mjs$/,
    from: 'look: getConfig().look ?? "default",',
    to: 'look: "classic",',
  },
  {
    file: /mermaid\.core\/chunk-[^/]*\.mjs$/,
    from: 'var defaultConfig = Object.freeze(defaultConfig_default);',
    to: `for (const key of Object.keys(defaultConfig_default))
      if (!['er', 'flowchart'].includes(key) && defaultConfig_default[key]?.useMaxWidth !== undefined)
        defaultConfig_default[key] = {};
    defaultConfig_default.themeVariables = {};
    var defaultConfig = Object.freeze(defaultConfig_default);`,
  },
];

/**
 * An esbuild plugin that leaves out of mermaid everything but ER diagrams (5.4 MB become 0.9).
 * mermaid imports each kind of diagram lazily, so what is left out fails only when it is asked for.
 */
export function entityDiagramsOnly() {
  return {
    name: 'entity-diagrams-only',
    setup(build) {
      const replaced = new Set();
      build.onResolve({ filter: /^\.\/.*\.mjs$/ }, ({ kind, path, importer }) => {
        if (kind !== 'dynamic-import' || !importer.includes('mermaid')) return undefined;
        const file = basename(path);
        const isOtherDiagram = importer.endsWith('mermaid.core.mjs') && !file.startsWith('erDiagram-');
        return isOtherDiagram || neverLoaded.test(file) ? { path: file, namespace: 'left-out' } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(`${path} is not bundled: only ER diagrams are.`)});`,
      }));
      for (const { file, from, to } of replacements) {
        build.onLoad({ filter: file }, async ({ path }) => {
          const text = await readFile(path, 'utf8');
          if (!text.includes(from)) return undefined;
          replaced.add(from);
          return { contents: text.replace(from, to), loader: 'js' };
        });
      }
      build.onEnd(() => ({
        errors: replacements
          .filter(({ from }) => !replaced.has(from))
          .map(({ from }) => ({ text: `mermaid does not hold “${from}” any more.` })),
      }));
      // KaTeX is 270 KB, and a name that contains $$ is no formula.
      build.onResolve({ filter: /^katex$/ }, () => ({ path: 'katex', namespace: 'formula' }));
      build.onLoad({ filter: /.*/, namespace: 'formula' }, () => ({
        contents: 'export default { renderToString: (formula) => "$$" + formula + "$$" };',
      }));
    },
  };
}
