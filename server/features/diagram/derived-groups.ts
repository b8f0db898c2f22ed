import type { Oid } from '../../catalog/model.ts';
import type { Titles } from './group-tables.ts';
import type { Schema, SchemaTable } from './schema.ts';

/** Fewer tables with the same beginning are no group. */
const smallestGroup = 3;

/** Groups by the first word of the names, after what all names begin with. */
export function groupByPrefix(schema: Schema): Titles {
  const words = new Map(schema.tables.map(({ oid, relation }) => [oid, wordsOf(relation.name)]));
  const all = [...words.values()];
  const first = all[0] ?? [];
  let shared = 0;
  while (
    shared < first.length - 1 &&
    all.every((one) => one.length > shared + 1 && one[shared] === first[shared])
  )
    shared++;
  const beginnings = new Map<string, Oid[]>();
  for (const [oid, of] of words) {
    const beginning = of.slice(0, shared + 1).join('_');
    beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), oid]);
  }
  const titles = new Map<Oid, string>();
  for (const members of beginnings.values()) {
    if (members.length < smallestGroup) continue;
    const title = commonWords(members.map((oid) => words.get(oid)!));
    for (const oid of members) titles.set(oid, title);
  }
  // Where most names have a beginning of their own, beginnings say nothing.
  return titles.size * 2 >= words.size ? titles : new Map();
}

/** `merge_request` for merge_requests, merge_request_diffs and merge_request_reviewers. */
function commonWords([first = [], ...others]: readonly (readonly string[])[]): string {
  let same = 0;
  while (same < first.length && others.every((other) => other[same] === first[same])) same++;
  return first.slice(0, same).join('_');
}

/** The words of `order_items`, `orderItems` and `order-items`; a plural counts as its singular. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word));
}

/** Tables in one group at most, so that an overview has about a dozen boxes. */
const boxes = 12;
const smallestNeighbourhood = 8;

/**
 * Groups by references: the table with the most of them and those around it, nearest first, until the group is full;
 * then the same with what is left. A group is named after the table that it began with.
 */
export function groupByNeighbourhood(schema: Schema): Titles {
  const neighbours = new Map<Oid, Set<Oid>>();
  const link = (from: Oid, to: Oid) => neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
  for (const { parent, child } of schema.relations) {
    if (parent === child) continue;
    link(parent, child);
    link(child, parent);
  }
  const capacity = Math.max(smallestNeighbourhood, Math.ceil(neighbours.size / boxes));
  const degree = ({ oid }: SchemaTable) => neighbours.get(oid)?.size ?? 0;
  const hubs = schema.tables.filter((table) => degree(table) > 0).sort((a, b) => degree(b) - degree(a));
  const titles = new Map<Oid, string>();
  for (const hub of hubs) {
    if (titles.has(hub.oid)) continue;
    const members = [hub.oid];
    const seen = new Set(members);
    for (let at = 0; at < members.length && members.length < capacity; at++)
      for (const near of neighbours.get(members[at]!) ?? [])
        if (members.length < capacity && !seen.has(near) && !titles.has(near)) {
          seen.add(near);
          members.push(near);
        }
    // What is left of a neighbourhood belongs to the group that it was left over from.
    const beside = [...(neighbours.get(hub.oid) ?? [])].map((near) => titles.get(near)).find(Boolean);
    const title = members.length < smallestGroup && beside !== undefined ? beside : titleOf(hub);
    for (const oid of members) titles.set(oid, title);
  }
  return titles;
}

function titleOf({ relation: { schema, name } }: SchemaTable): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}
