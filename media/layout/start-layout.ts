import source from 'layout-worker-source';
import type { Layout, LayoutGraph } from './layout-graph.ts';
import type { LayoutAnswer, LayoutRequest } from './layout-worker.ts';

/** Lays out, one picture after the other. */
export type LayOut = (graph: LayoutGraph) => Promise<Layout>;

type Ask = (request: LayoutRequest) => Promise<LayoutAnswer>;

/**
 * Starts the layout in a worker, or in the page where a worker cannot start. A webview may start workers of its own
 * origin only, and it has none, so the source is part of this script and becomes a blob: `worker-src blob:`.
 */
export function startLayout(nonce: string): LayOut {
  const waiting = new Map<number, (answer: LayoutAnswer) => void>();
  let requests = 0;
  let ask: Ask | null = null;

  function startWorker(): Ask {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.onmessage = (event: MessageEvent<LayoutAnswer>) => {
      waiting.get(event.data.id)?.(event.data);
      waiting.delete(event.data.id);
    };
    const sent = new Map<number, LayoutRequest>();
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      ask = runInPage(nonce);
      for (const [id, request] of sent) void ask(request).then(waiting.get(id));
    };
    return (request) =>
      new Promise((resolve) => {
        sent.set(request.id, request);
        waiting.set(request.id, (answer) => {
          sent.delete(request.id);
          resolve(answer);
        });
        worker.postMessage(request);
      });
  }

  try {
    ask = startWorker();
  } catch {
    ask = runInPage(nonce);
  }
  return async (graph) => {
    const answer = await ask!({ id: ++requests, graph });
    if ('error' in answer) throw new Error(answer.error);
    return answer.layout;
  };
}

declare const layOutInPage: Ask;

function runInPage(nonce: string): Ask {
  const script = document.createElement('script');
  script.nonce = nonce;
  script.textContent = source;
  document.head.append(script);
  return (request) => layOutInPage(request);
}
