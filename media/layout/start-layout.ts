import type { Layout, LayoutGraph } from './layout-graph.ts';
import { layoutSource } from './layout-source.ts';
import type { LayoutAnswer, LayoutRequest } from './layout-worker.ts';

/** Lays out, one picture after the other. */
export type LayOut = (graph: LayoutGraph) => Promise<Layout>;

type Ask = (request: LayoutRequest) => Promise<LayoutAnswer>;

/**
 * Starts the layout in a worker, or in the page where a worker cannot start. A webview may start workers of its own
 * origin only, and it has none, so the source is a text of the page and becomes a blob: `worker-src blob:`.
 */
export function startLayout(nonce: string): LayOut {
  const asking = layoutSource().then((source) => {
    try {
      return startWorker(source, nonce);
    } catch {
      return runInPage(source, nonce);
    }
  });
  let requests = 0;
  return async (graph) => {
    const ask = await asking;
    const answer = await ask({ id: ++requests, graph });
    if ('error' in answer) throw new Error(answer.error);
    return answer.layout;
  };
}

function startWorker(source: string, nonce: string): Ask {
  const waiting = new Map<number, (answer: LayoutAnswer) => void>();
  const sent = new Map<number, LayoutRequest>();
  let instead: Ask | null = null;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = (event: MessageEvent<LayoutAnswer>) => {
    waiting.get(event.data.id)?.(event.data);
    waiting.delete(event.data.id);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    instead ??= runInPage(source, nonce);
    for (const [id, request] of sent) void instead(request).then(waiting.get(id));
  };
  return (request) =>
    instead?.(request) ??
    new Promise((resolve) => {
      sent.set(request.id, request);
      waiting.set(request.id, (answer) => {
        sent.delete(request.id);
        resolve(answer);
      });
      worker.postMessage(request);
    });
}

declare const layOutInPage: Ask;

function runInPage(source: string, nonce: string): Ask {
  const script = document.createElement('script');
  script.nonce = nonce;
  script.textContent = source;
  document.head.append(script);
  return (request) => layOutInPage(request);
}
