import type { DiagramPicture } from '../server/protocol/diagram.ts';
import { fill, words } from './host.ts';

/** How many tables, views and relations there are, in words. */
export function countsOf({ tables, relations, groups, overview, total }: DiagramPicture): string {
  if (overview) return `${fill(words.groupsCount, groups.length)} · ${fill(words.groupTables, total)}`;
  const views = tables.filter((table) => table.kind.endsWith('view')).length;
  const text = views > 0 ? words.countsWithViews : words.counts;
  return fill(text, tables.length - views, views, relations.length);
}
