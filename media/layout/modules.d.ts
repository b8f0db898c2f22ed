/** The bundled text of layout-worker.ts; scripts/build.mjs puts it in. */
declare module 'layout-worker-source' {
  const source: string;
  export default source;
}

/** elkjs has no types for it: the layouts' engine, which answers `postMessage` by `onmessage` as a worker does. */
declare module 'elkjs/lib/elk-worker.min.js' {
  export const Worker: new () => Worker;
}
