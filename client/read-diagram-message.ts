import type { FromDiagramView } from '../server/protocol/messages.ts';

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isOneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string);
const isOptional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isShape =
  (shape: Shape): Check =>
  (value) =>
    isObject(value) && Object.entries(shape).every(([name, check]) => check(value[name]));
const isNullOr =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const isTable = isShape({ schema: isText, name: isText });
const isTarget = isOneOf('file', 'clipboard');
const isComparison: Check = (value) =>
  isShape({ with: isOneOf('saved') })(value) ||
  isShape({ with: isOneOf('revision'), revision: isText })(value) ||
  isShape({ with: isOneOf('before'), uri: isText })(value);

const isView = isShape({
  scope: isOptional(isOneOf('database', 'file')),
  detail: isOptional(isOneOf('auto', 'full', 'keys', 'names')),
  focus: isOptional(isNullOr(isListOf(isTable))),
  hops: isOptional(isNumber),
  expanded: isOptional(isListOf(isTable)),
  hidden: isOptional(isListOf(isText)),
  relations: isOptional(isBoolean),
  grouping: isOptional(isOneOf('none', 'schema', 'context', 'folder')),
  overview: isOptional((value) => value === 'auto' || isBoolean(value)),
  direction: isOptional(isOneOf('auto', 'LR', 'TB')),
  comparison: isOptional(isNullOr(isComparison)),
});

const isKept = isShape({
  view: isView,
  camera: isNullOr(isShape({ x: isNumber, y: isNumber, scale: isNumber, fitted: isBoolean })),
  follow: isBoolean,
});

const isWish: Check = (value) =>
  isShape({ kind: isOneOf('rename table', 'add column'), table: isTable })(value) ||
  isShape({ kind: isOneOf('rename column'), table: isTable, column: isOptional(isText) })(value) ||
  isShape({
    kind: isOneOf('add foreign key'),
    table: isTable,
    column: isOptional(isText),
    parent: isOptional(isTable),
    parentColumn: isOptional(isText),
  })(value);

const messages: Readonly<Record<FromDiagramView['type'], Shape>> = {
  ready: {},
  view: { database: isText, kept: isKept, asked: isNumber },
  open: { uri: isText, schema: isText, name: isText, column: isOptional(isText) },
  openRelation: { uri: isText, relation: isText },
  openDifference: { uri: isText, index: isNumber },
  search: { text: isText },
  export: { format: isOneOf('mermaid', 'markdown', 'dbml', 'plantuml'), to: isTarget },
  drawing: { format: isOneOf('svg', 'png-1x', 'png-2x', 'png-4x'), to: isTarget, content: isText },
  copy: { text: isText },
  edit: { uri: isText, wish: isWish },
  command: {
    command: isOneOf(
      'compareHead',
      'compareRevision',
      'compareSaved',
      'compareBefore',
      'openView',
      'saveView',
    ),
  },
  drawn: { hash: isText, tables: isNumber },
  failed: { message: isText },
};

/** A message of the diagram's page; null for anything else. */
export function readDiagramMessage(message: unknown): FromDiagramView | null {
  if (!isObject(message) || typeof message.type !== 'string') return null;
  const shape = Object.hasOwn(messages, message.type)
    ? messages[message.type as FromDiagramView['type']]
    : undefined;
  return shape !== undefined && isShape(shape)(message) ? (message as unknown as FromDiagramView) : null;
}
