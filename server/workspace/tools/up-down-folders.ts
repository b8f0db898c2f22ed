import type { Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { comparePaths } from '../path-order.ts';
import { databaseName, folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { byNumber, byText, leadingDigits } from '../version-order.ts';

/** Diesel's version is what stands before the first underscore, without dashes. */
function dieselVersion(path: string): string {
  return (nameOf(folderOf(path)).split('_')[0] ?? '').replaceAll('-', '');
}

/** Diesel and Hasura: a folder for each migration, with up.sql and mostly down.sql in it. */
export function findUpDownFolders(project: Project): Draft[] {
  const roots = new Map<string, string[]>();
  for (const path of project.named('up.sql')) {
    if (!project.isLeft(path) || !/^\d/.test(nameOf(folderOf(path)))) continue;
    const root = folderOf(folderOf(path));
    roots.set(root, [...(roots.get(root) ?? []), path]);
  }
  return [...roots].map(([root, files]): Draft => {
    const { tool, evidence } = chooseTool(project, root, files);
    const order =
      tool === 'diesel'
        ? byText(dieselVersion)
        : tool === 'hasura'
          ? byNumber((file) => leadingDigits(nameOf(folderOf(file))))
          : comparePaths;
    const parts = files.sort(order).map((file) => {
      const down = `${folderOf(file)}/down.sql`;
      return wholeFile(file, true, project.exists(down) ? down : null);
    });
    const folders = files.length === 1 ? 'One folder holds' : `${files.length} folders hold`;
    // Hasura has a folder for each of its databases.
    const name =
      tool === 'hasura' && nameOf(folderOf(root)) === 'migrations' ? nameOf(root) : databaseName(root);
    return { name, tool, root, why: `${folders} an up.sql${evidence}.`, parts };
  });
}

function chooseTool(
  project: Project,
  root: string,
  files: readonly string[],
): { tool: 'diesel' | 'hasura' | 'up and down files'; evidence: string } {
  const diesel = project.nearest(root, 'diesel.toml');
  if (diesel) return { tool: 'diesel', evidence: ', and diesel.toml is there' };
  if (files.some((file) => nameOf(folderOf(file)).endsWith('_diesel_initial_setup')))
    return { tool: 'diesel', evidence: ', one of them Diesel’s initial setup' };
  const metadata = project.nearest(root, 'databases.yaml', 'config.yaml');
  const names = files.map((file) => nameOf(folderOf(file)));
  // Hasura counts milliseconds, Diesel writes out date and time.
  const isMilliseconds = names.every((name) => /^\d{13}(?:_|$)/.test(name));
  if (isMilliseconds)
    return { tool: 'hasura', evidence: ' and are named after milliseconds, as Hasura does' };
  const cargo = project.nearest(root, 'Cargo.toml');
  if (cargo && /\bdiesel\b/.test(project.read(cargo) ?? ''))
    return { tool: 'diesel', evidence: ', and Cargo.toml asks for diesel' };
  if (metadata && /hasura|metadata_directory|kind:\s*postgres/.test(project.read(metadata) ?? ''))
    return { tool: 'hasura', evidence: `, and ${nameOf(metadata)} is Hasura’s` };
  const isStamped = names.every((name) => /^\d{4}-?\d\d-?\d\d-?\d{6}/.test(name));
  if (isStamped) return { tool: 'diesel', evidence: ' and are named after date and time, as Diesel does' };
  return { tool: 'up and down files', evidence: ' and begin with a number' };
}
