import type { Analysis } from '../analysis.ts';
import type { Titles } from './group-tables.ts';
import type { Schema } from './schema.ts';

/** The folder of each table's file, below the folder that all of them share. */
export function groupByFolder(schema: Schema, analysis: Pick<Analysis, 'place'>): Titles {
  const folders = new Map<string, readonly string[]>();
  for (const { oid, relation } of schema.tables) {
    const file = analysis.place(relation.nameRange)?.file;
    if (file !== undefined) folders.set(oid, segments(file));
  }
  const [first = [], ...others] = folders.values();
  let shared = first.length;
  for (const other of others) {
    let same = 0;
    while (same < shared && other[same] === first[same]) same++;
    shared = same;
  }
  const root = first[shared - 1] ?? '.';
  return new Map([...folders].map(([oid, path]) => [oid, path.slice(shared).join('/') || root]));
}

/** The folders of a path or a URI. */
function segments(file: string): readonly string[] {
  const path = /^[a-z][a-z0-9+.-]+:\/\//i.test(file) ? decoded(file) : file;
  return path.split('/').slice(0, -1);
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
