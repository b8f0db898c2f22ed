import { build } from 'esbuild';

/**
 * An esbuild plugin: `import source from 'layout-worker-source'` is the bundled text of the layout's worker. A webview
 * cannot load a worker from a file, so the text becomes a part of the view's own script.
 */
export function layoutWorkerSource({ root, target, minify, inputs }) {
  return {
    name: 'layout-worker-source',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^layout-worker-source$/ }, ({ path }) => ({ path, namespace: 'worker-source' }));
      onLoad({ filter: /.*/, namespace: 'worker-source' }, async () => {
        const { outputFiles, metafile } = await build({
          absWorkingDir: root,
          entryPoints: ['media/layout/layout-worker.ts'],
          bundle: true,
          write: false,
          metafile: true,
          format: 'iife',
          platform: 'browser',
          target,
          minify,
          legalComments: 'none',
          logLevel: 'warning',
        });
        const files = Object.keys(metafile.inputs);
        for (const file of files) inputs.add(file);
        return {
          contents: outputFiles[0].text,
          loader: 'text',
          watchFiles: files.filter((file) => file.startsWith('media/')).map((file) => `${root}/${file}`),
        };
      });
    },
  };
}
