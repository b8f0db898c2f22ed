/**
 * An esbuild plugin for a package whose loading takes long and that few runs need: it is evaluated when the first of
 * its functions is called. Only the functions that are named can be imported.
 */
export function loadedWhenCalled(name, functions) {
  const namespace = `lazy-${name}`;
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, ({ namespace: from, resolveDir }) =>
        from === namespace ? undefined : { path: name, namespace, pluginData: resolveDir },
      );
      build.onLoad({ filter: /./, namespace }, ({ pluginData }) => ({
        contents: functions
          .map((one) => `export const ${one} = (...given) => require('${name}').${one}(...given);`)
          .join('\n'),
        resolveDir: pluginData,
      }));
    },
  };
}
