import type { DiagramView, TableName } from '../../server/protocol/diagram.ts';
import type { DiagramResult } from '../../server/protocol/messages.ts';
import type { Page } from '../page.ts';
import type { Scene } from '../picture/scene.ts';
import type { Viewport } from '../viewport.ts';
import type { Trail } from './trail.ts';
import type { ViewStore } from './view-store.ts';

/** What the controls share. */
export interface DiagramContext {
  readonly page: Page;
  readonly viewport: Viewport;
  readonly store: ViewStore;
  readonly trail: Trail;
  /** What is drawn by us; null before anything is. */
  scene(): Scene | null;
  /** The answer that is drawn. */
  result(): DiagramResult | null;
  box(key: string): SVGGElement | null;
  /** The line of a relation's id. */
  line(relation: string): SVGGElement | null;
  /** Puts the keyboard on a box. */
  select(key: string): void;
  announce(text: string): void;
  /** Changes the view; `then` runs when its picture is drawn. */
  change(part: Partial<DiagramView>, then?: () => void): void;
  /** Runs something once when the answer to a question is drawn. */
  whenShown(asked: number, run: () => void): void;
  /** Called after each picture. */
  onShown(listener: () => void): void;
}

/** The table of a box's key; null for a group's. */
export function tableOfKey(key: string): TableName | null {
  const [schema, name] = JSON.parse(key) as readonly [string, string?];
  return schema === undefined || name === undefined ? null : { schema, name };
}

/** A table's name as one says it: without the schema that is everyone's. */
export function spokenName({ schema, name }: TableName): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

/** The names of several tables; of many the first one and how many more there are. */
export function spokenNames(tables: readonly TableName[]): string {
  const [first] = tables;
  if (first === undefined || tables.length <= 3) return tables.map(spokenName).join(', ');
  return `${spokenName(first)} +${tables.length - 1}`;
}
