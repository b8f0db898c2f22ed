import type { DatabasePart, Draft, Tool } from '../database.ts';
import { wholeFile } from '../database.ts';
import { databaseName, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { byNumber, leadingDigits } from '../version-order.ts';

const up = /^(\d.*?)([._-])(up|do)((?:\.[^.]+)?)\.sql$/i;
const downWords = { up: ['down'], do: ['undo', 'down'] } as const;

/** The file that undoes this one, such as 1_name.down.sql for 1_name.up.sql. */
function downOf(path: string, folder: string, isFile: (path: string) => boolean): string | null {
  const match = up.exec(nameOf(path));
  if (!match) return null;
  const [, stem, separator, word = 'up', rest] = match;
  for (const down of downWords[word.toLowerCase() === 'do' ? 'do' : 'up']) {
    const candidate = `${folder}/${stem}${separator}${down}${rest}.sql`;
    if (isFile(candidate)) return candidate;
  }
  return null;
}

function chooseTool(
  project: Project,
  folder: string,
  files: readonly string[],
): { tool: Tool; evidence: string } {
  const cargo = project.nearest(folder, 'Cargo.toml');
  if (cargo && /\bsqlx\b/.test(project.read(cargo) ?? ''))
    return { tool: 'sqlx', evidence: ', and Cargo.toml asks for sqlx' };
  if (files.some((file) => /[._-]do(?:\.[^.]+)?\.sql$/i.test(file)))
    return { tool: 'postgrator', evidence: ', as postgrator does' };
  if (files.some((file) => /\.up\.sql$/i.test(file)))
    return { tool: 'golang-migrate', evidence: ', as golang-migrate does' };
  return { tool: 'up and down files', evidence: '' };
}

/** golang-migrate, sqlx with reversible migrations, postgrator: 1_name.up.sql beside 1_name.down.sql. */
export function findUpDownFiles(project: Project): Draft[] {
  const drafts: Draft[] = [];
  for (const folder of project.folders()) {
    const files = project.inFolder(folder);
    const ups = files.filter((file) => up.test(nameOf(file)));
    if (ups.length === 0) continue;
    const { tool, evidence } = chooseTool(project, folder, ups);
    // sqlx takes simple files among the reversible ones.
    const isDown = /[._-](?:down|undo)(?:\.[^.]+)?\.sql$/i;
    const simple = files.filter(
      (file) => /^\d/.test(nameOf(file)) && !ups.includes(file) && !isDown.test(nameOf(file)),
    );
    const parts: DatabasePart[] = [...ups, ...simple]
      .sort(byNumber((file) => leadingDigits(nameOf(file))))
      .map((file) => wholeFile(file, true, downOf(file, folder, project.isLeft)));
    const reversible = parts.filter((part) => part.down !== null).length;
    const example = nameOf(parts[0]?.path ?? '');
    const why = `${ups.length === 1 ? 'One file is' : `${ups.length} files are`} named like ${example}, ${reversible} with a file for the way down${evidence}.`;
    drafts.push({ name: databaseName(folder), tool, root: folder, why, parts });
  }
  return drafts;
}
