import type { DiagramWords } from '../server/protocol/diagram-words.ts';

export interface DiagramPage {
  /** A random value, new for each page. */
  readonly nonce: string;
  /** The source from which the webview may load styles. */
  readonly cspSource: string;
  readonly script: string;
  /** The script that brings the layout's worker; the page works while it arrives. */
  readonly layout: string;
  readonly style: string;
  readonly language: string;
  readonly words: DiagramWords;
}

/** The diagram's page. Nothing but its own scripts runs in it, and it can reach no network. */
export function diagramHtml(page: DiagramPage): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${page.nonce}'`,
    // mermaid puts a style element into each picture.
    `style-src ${page.cspSource} 'unsafe-inline'`,
    // The layout's worker: it can be started only from a blob that the page's own script makes.
    `worker-src blob:`,
    `font-src ${page.cspSource}`,
    `img-src ${page.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${escapeHtml(page.style)}">
<title>${escapeHtml(page.words.diagram)}</title>
</head>
<body data-words="${escapeHtml(JSON.stringify(page.words))}">
<script nonce="${page.nonce}" src="${escapeHtml(page.script)}"></script>
<script nonce="${page.nonce}" src="${escapeHtml(page.layout)}" async fetchpriority="low"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
