import { expect, test } from 'vitest';
import { diagramHtml } from '../../client/diagram-html.ts';
import { diagramWords } from '../../client/diagram-words.ts';

const page = {
  nonce: 'abc123',
  cspSource: 'https://webview.test',
  script: 'https://webview.test/diagram.js?a=1&b=2',
  layout: 'https://webview.test/layout.js',
  style: 'https://webview.test/diagram.css',
  language: 'en',
  words: diagramWords((text) => text),
};

test('its policy allows its two scripts by nonce, and neither eval nor a network', () => {
  const html = diagramHtml(page);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-abc123'",
    "style-src https://webview.test 'unsafe-inline'",
    'worker-src blob:',
    'font-src https://webview.test',
    'img-src https://webview.test data:',
  ]);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).toContain(
    '<script nonce="abc123" src="https://webview.test/diagram.js?a=1&amp;b=2"></script>',
  );
  expect(html).toContain(
    '<script nonce="abc123" src="https://webview.test/layout.js" async fetchpriority="low"></script>',
  );
});

test('a translation cannot break out of its attribute', () => {
  const html = diagramHtml({ ...page, words: diagramWords((text) => `"><img src=x>${text}`) });
  expect(html).not.toContain('<img');
});
