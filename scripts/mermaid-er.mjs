import { basename } from 'node:path';

/** Parts of mermaid that an ER diagram never loads: the layouts and icons of other diagrams. */
const neverLoaded = /^(?:cose-bilkent|swimlanes|bpmnIcons)-/;

/**
 * An esbuild plugin that leaves out of mermaid everything but ER diagrams (5.4 MB become 2.4).
 * mermaid imports each kind of diagram lazily, so what is left out fails only when it is asked for.
 */
export function entityDiagramsOnly() {
  return {
    name: 'entity-diagrams-only',
    setup(build) {
      build.onResolve({ filter: /^\.\/.*\.mjs$/ }, ({ kind, path, importer }) => {
        if (kind !== 'dynamic-import' || !importer.includes('mermaid')) return undefined;
        const file = basename(path);
        const isOtherDiagram = importer.endsWith('mermaid.core.mjs') && !file.startsWith('erDiagram-');
        return isOtherDiagram || neverLoaded.test(file) ? { path: file, namespace: 'left-out' } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(`${path} is not bundled: only ER diagrams are.`)});`,
      }));
      // KaTeX is 270 KB, and a name that contains $$ is no formula.
      build.onResolve({ filter: /^katex$/ }, () => ({ path: 'katex', namespace: 'formula' }));
      build.onLoad({ filter: /.*/, namespace: 'formula' }, () => ({
        contents: 'export default { renderToString: (formula) => "$$" + formula + "$$" };',
      }));
    },
  };
}
