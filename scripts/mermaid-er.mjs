import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Parts of mermaid that are never loaded: the icons of other diagrams, and layouts; ELK runs in a worker of ours. */
const neverLoaded = /^(?:cose-bilkent|swimlanes|bpmnIcons|elk)-/;

/**
 * mermaid copies its whole configuration for each entity that it reads, 0.7 ms of them. The colours of its default
 * theme, and the settings of diagrams that are not bundled, are most of it; each of these has `useMaxWidth`. ER
 * diagrams use those of flowcharts, too.
 */
const configuration = {
  from: 'var defaultConfig = Object.freeze(defaultConfig_default);',
  to: `for (const key of Object.keys(defaultConfig_default))
    if (!['er', 'flowchart'].includes(key) && defaultConfig_default[key]?.useMaxWidth !== undefined) defaultConfig_default[key] = {};
  defaultConfig_default.themeVariables = {};
  var defaultConfig = Object.freeze(defaultConfig_default);`,
};

/**
 * An esbuild plugin that leaves out of mermaid everything but ER diagrams (5.4 MB become 0.9).
 * mermaid imports each kind of diagram lazily, so what is left out fails only when it is asked for.
 */
export function entityDiagramsOnly() {
  return {
    name: 'entity-diagrams-only',
    setup(build) {
      let trimmed = false;
      build.onResolve({ filter: /^\.\/.*\.mjs$/ }, ({ kind, path, importer }) => {
        if (kind !== 'dynamic-import' || !importer.includes('mermaid')) return undefined;
        const file = basename(path);
        const isOtherDiagram = importer.endsWith('mermaid.core.mjs') && !file.startsWith('erDiagram-');
        return isOtherDiagram || neverLoaded.test(file) ? { path: file, namespace: 'left-out' } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(`${path} is not bundled: only ER diagrams are.`)});`,
      }));
      build.onLoad({ filter: /mermaid\.core\/chunk-[^/]*\.mjs$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        if (!text.includes(configuration.from)) return undefined;
        trimmed = true;
        return { contents: text.replace(configuration.from, configuration.to), loader: 'js' };
      });
      build.onEnd(() =>
        trimmed
          ? {}
          : { errors: [{ text: 'mermaid keeps its default configuration in another place than it did.' }] },
      );
      // KaTeX is 270 KB, and a name that contains $$ is no formula.
      build.onResolve({ filter: /^katex$/ }, () => ({ path: 'katex', namespace: 'formula' }));
      build.onLoad({ filter: /.*/, namespace: 'formula' }, () => ({
        contents: 'export default { renderToString: (formula) => "$$" + formula + "$$" };',
      }));
    },
  };
}
