import type { Oid } from '../../catalog/model.ts';
import type { DiagramSource } from './build-diagram.ts';
import { contextsOf } from './contexts.ts';
import { groupByNeighbourhood, groupByPrefix } from './derived-groups.ts';
import { groupByFolder } from './folder-groups.ts';
import type { DiagramGroup, FoundGrouping } from './model.ts';
import type { Schema, SchemaTable } from './schema.ts';
import type { DiagramGrouping } from './view.ts';

export interface Groups {
  readonly grouping: FoundGrouping;
  /** Those of the picked tables. */
  readonly groups: readonly DiagramGroup[];
  /** The id of a table's group. */
  of(table: Oid): string | null;
}

/** The title of each table's group; tables without one are not in it. */
export type Titles = ReadonlyMap<Oid, string>;

const colours = 8;
/** A grouping that nobody asked for is of use when no group has more than this share of the tables. */
const largestShare = 0.8;
/** Where every box is a group, the tables without one have to be in a box as well. */
const rest = 'other';

const none: Groups = { grouping: 'none', groups: [], of: () => null };

/**
 * Groups the tables as asked. For an overview, which needs two groups at least, it looks for a grouping that has them:
 * contexts, schemas, folders, common beginnings of the names, and last which tables reference each other.
 */
export function groupTables(
  schema: Schema,
  picked: readonly SchemaTable[],
  grouping: DiagramGrouping,
  forOverview: boolean,
  source: DiagramSource,
): Groups {
  const asked = grouping === 'none' ? null : titlesBy(grouping, schema, source);
  if (!forOverview) return asked ? toGroups(schema, picked, grouping, asked) : none;
  if (asked && sizes(picked, asked).length >= 2)
    return toGroups(schema, picked, grouping, complete(schema, asked));
  for (const other of ['context', 'schema', 'folder', 'prefix', 'neighbourhood'] as const) {
    const titles = complete(schema, titlesBy(other, schema, source));
    const counts = sizes(picked, titles);
    // A folder for each migration says when a table came, not what it is about.
    const isScattered = other === 'folder' && counts.length * 2 > picked.length;
    if (counts.length >= 2 && !isScattered && Math.max(...counts) <= picked.length * largestShare)
      return toGroups(schema, picked, other, titles);
  }
  return asked ? toGroups(schema, picked, grouping, asked) : none;
}

function titlesBy(grouping: Exclude<FoundGrouping, 'none'>, schema: Schema, source: DiagramSource): Titles {
  switch (grouping) {
    case 'schema':
      return new Map(schema.tables.map(({ oid, relation }) => [oid, relation.schema]));
    case 'context':
      return contextsOf(schema, source);
    case 'folder':
      return groupByFolder(schema, source.analysis);
    case 'prefix':
      return groupByPrefix(schema);
    case 'neighbourhood':
      return groupByNeighbourhood(schema);
  }
}

function complete(schema: Schema, titles: Titles): Titles {
  return new Map(schema.tables.map(({ oid }) => [oid, titles.get(oid) ?? rest]));
}

function sizes(picked: readonly SchemaTable[], titles: Titles): number[] {
  const counts = new Map<string, number>();
  for (const { oid } of picked) {
    const title = titles.get(oid);
    if (title !== undefined) counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  return [...counts.values()];
}

function toGroups(
  schema: Schema,
  picked: readonly SchemaTable[],
  grouping: FoundGrouping,
  titles: Titles,
): Groups {
  const counts = new Map<string, number>();
  for (const { oid } of schema.tables) {
    const title = titles.get(oid);
    if (title !== undefined) counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  // Ids and colours count all groups, so that hiding tables gives no group another colour.
  const all = [...counts.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const ids = new Map(all.map((title, at) => [title, `G${at}`]));
  const drawn = new Set(picked.map(({ oid }) => titles.get(oid)));
  return {
    grouping,
    groups: all.flatMap((title, at) =>
      drawn.has(title)
        ? [{ id: `G${at}`, title, colour: at % colours, tableCount: counts.get(title) ?? 0 }]
        : [],
    ),
    of: (table) => ids.get(titles.get(table) ?? '') ?? null,
  };
}
