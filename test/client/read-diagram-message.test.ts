import { expect, test } from 'vitest';
import { readDiagramMessage } from '../../client/read-diagram-message.ts';

const kept = { view: {}, camera: null, follow: true };

test.each([
  { type: 'ready' },
  { type: 'open', uri: 'file:///a.sql', schema: 'public', name: 'orders', column: 'id' },
  { type: 'openRelation', uri: 'file:///a.sql', relation: 'orders_customer_id_fkey' },
  { type: 'view', database: 'main', kept, asked: 3 },
  {
    type: 'view',
    database: 'main',
    kept: {
      view: {
        focus: [{ schema: 'public', name: 'orders' }],
        hops: 2,
        hidden: ['audit_*'],
        overview: 'auto',
        comparison: { with: 'revision', revision: 'HEAD' },
      },
      camera: { x: 1, y: 2, scale: 0.5, fitted: false },
      follow: false,
    },
    asked: 0,
  },
  { type: 'export', format: 'dbml', to: 'clipboard' },
  { type: 'command', command: 'compareHead' },
])('takes %j', (message) => {
  expect(readDiagramMessage(message)).toBe(message);
});

test.each([
  null,
  'ready',
  [],
  {},
  { type: 'constructor' },
  { type: 'toString' },
  { type: 'open', uri: 'file:///a.sql', schema: 'public' },
  { type: 'open', uri: 'file:///a.sql', schema: 'public', name: 'orders', column: 7 },
  { type: 'view', database: 'main', kept: { ...kept, view: { focus: 'orders' } }, asked: 1 },
  { type: 'view', database: 'main', kept: { ...kept, view: { comparison: { with: 'shell' } } }, asked: 1 },
  { type: 'view', database: 'main', kept: { ...kept, camera: { x: Number.NaN } }, asked: 1 },
  { type: 'export', format: 'dbml', to: '/etc/passwd' },
  { type: 'command', command: 'workbench.action.terminal.new' },
])('refuses %j', (message) => {
  expect(readDiagramMessage(message)).toBeNull();
});
