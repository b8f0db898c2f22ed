import { layOut } from './lay-out.ts';
import type { Layout, LayoutGraph } from './layout-graph.ts';

export interface LayoutRequest {
  readonly id: number;
  readonly graph: LayoutGraph;
}
export type LayoutAnswer =
  | { readonly id: number; readonly layout: Layout }
  | { readonly id: number; readonly error: string };

async function answer({ id, graph }: LayoutRequest): Promise<LayoutAnswer> {
  try {
    return { id, layout: await layOut(graph) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

// The same script is the worker's and, where no worker can start, one of the page itself.
if (typeof document === 'undefined') {
  globalThis.onmessage = async (event: MessageEvent<LayoutRequest>) => {
    globalThis.postMessage(await answer(event.data));
  };
} else {
  Object.assign(globalThis, { layOutInPage: answer });
}
