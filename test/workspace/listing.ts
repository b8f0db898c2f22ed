import type { RecognisedDatabase, Recognition } from '../../server/workspace/database.ts';
import type { Listing } from '../../server/workspace/project.ts';
import { recognise } from '../../server/workspace/recognise.ts';

/** The folder in which the files of these tests lie. */
export const root = '/p';

/** A listing without a disk: texts by paths below /p. */
export function listing(files: Readonly<Record<string, string>>): Listing {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]));
  return { paths: [...texts.keys()], read: (path) => texts.get(path) ?? null };
}

export function recogniseFiles(files: Readonly<Record<string, string>>): Recognition {
  return recognise(listing(files), root);
}

/** Files with these names, each of which defines something of its own. */
export function tables(...paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    paths.map((path, at) => [path, `create table t${at} (id bigint primary key);\n`]),
  );
}

/** A database in short: how it was recognised, where it lies and the names of its files in order. */
export function short({ tool, root: home, parts }: RecognisedDatabase): [string, string, string[]] {
  const below = (path: string) => path.slice(root.length + 1);
  return [tool, below(home), parts.map(({ path }) => path.slice(home.length + 1))];
}
