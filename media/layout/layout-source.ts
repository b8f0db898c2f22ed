const name = 'schemaArchitectLayout';
const arrived = 'schema-architect-layout';

/** Hands the worker's text to the page. */
export function publishLayoutSource(source: string): void {
  Object.assign(globalThis, { [name]: source });
  document.dispatchEvent(new Event(arrived));
}

/** The worker's text, which another script of the page brings, sooner or later. */
export function layoutSource(): Promise<string> {
  const read = (): unknown => (globalThis as Readonly<Record<string, unknown>>)[name];
  return new Promise((resolve) => {
    const take = (): void => {
      const source = read();
      if (typeof source === 'string') resolve(source);
    };
    document.addEventListener(arrived, take, { once: true });
    take();
  });
}
