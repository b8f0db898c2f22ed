import type { Groups } from './group-tables.ts';
import type { DiagramRelation, DiagramTable } from './model.ts';
import type { Schema, SchemaTable } from './schema.ts';
import type { DiagramView } from './view.ts';

/** Groups as boxes, and between them how many foreign keys lead from one to the other. */
export function buildOverview(
  schema: Schema,
  picked: readonly SchemaTable[],
  { groups, of }: Groups,
  view: DiagramView,
) {
  const drawn = new Set(picked.map(({ oid }) => oid));
  const between = new Map<string, DiagramRelation>();
  for (const { parent, child } of view.relations ? schema.relations : []) {
    const ends = { parent: of(parent), child: of(child) };
    if (!drawn.has(parent) || !drawn.has(child) || ends.parent === null || ends.child === null) continue;
    if (ends.parent === ends.child) continue;
    const id = JSON.stringify([ends.child, ends.parent]);
    const count = (between.get(id)?.count ?? 0) + 1;
    between.set(id, { ...blank, id, parent: ends.parent, child: ends.child, count });
  }
  const tables: readonly DiagramTable[] = [];
  const content = {
    detail: 'names',
    direction: view.direction === 'auto' ? 'LR' : view.direction,
    isDirectionFree: view.direction === 'auto',
    overview: true,
    tables,
    relations: [...between.values()],
    enums: schema.enums,
    groups: groups.map((group) => ({
      ...group,
      members: picked.flatMap(({ oid, relation: { schema: at, name } }) =>
        of(oid) === group.id ? [{ schema: at, name }] : [],
      ),
    })),
  } as const;
  return { content, fingerprint: content };
}

const blank = {
  name: '',
  columns: [],
  parentColumns: [],
  parentOptional: false,
  childUnique: false,
  identifying: false,
  onDelete: 'no action',
  onUpdate: 'no action',
  change: null,
  range: null,
} as const;
