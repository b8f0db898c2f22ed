import { loadParser } from '../syntax/parser.ts';
import type { LeftOutFile, RecognisedDatabase } from '../workspace/database.ts';
import { createColours, print } from './output.ts';
import { type FolderPlan, includeProblems, planDatabases } from './plan-databases.ts';
import { UsageError } from './usage.ts';

/** Names of files may hold what a terminal obeys. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** `databases`: prints what was recognised in folders, and why. */
export async function databases(paths: readonly string[], given: string | undefined): Promise<number> {
  const format = given ?? 'pretty';
  if (format !== 'pretty' && format !== 'json')
    throw new UsageError(`--format takes pretty or json, not “${format}”`);
  await loadParser();
  const plan = planDatabases(paths);
  for (const line of plan.failures) process.stderr.write(`schema-architect: ${line}\n`);
  if (format === 'json') {
    const all = plan.folders.flatMap((folder) =>
      folder.databases.map((database) => databaseJson(database, folder)),
    );
    const leftOut = plan.folders.flatMap(({ leftOut: files, shown }) =>
      files.map(({ path, why }) => ({ path: shown(path), why })),
    );
    await print(`${JSON.stringify({ schemaVersion: 1, databases: all, leftOut })}\n`);
  } else {
    const lines = plan.folders.flatMap((folder) => folderLines(folder));
    const missing = plan.databases.flatMap((database) => includeProblems(database, plan.sources));
    for (const line of new Set(missing)) lines.push(`missing: ${visible(line)}`);
    if (plan.folders.length === 0 && plan.databases.length > 0)
      lines.push('Files that are named one by one are one database, in the order given.');
    const found = plan.folders.reduce((sum, folder) => sum + folder.databases.length, 0);
    await print(`${[...lines, `${count(found, 'database')}.`].join('\n')}\n`);
  }
  return plan.failures.length > 0 ? 2 : 0;
}

function databaseJson(database: RecognisedDatabase, { shown }: FolderPlan): object {
  return {
    name: database.name,
    tool: database.tool,
    root: shown(database.root),
    why: database.why,
    postgresVersion: database.postgresVersion,
    searchPath: database.searchPath,
    schemas: database.schemas,
    extensions: database.extensions,
    externals: database.externals,
    files: database.parts.map(({ path, stretches, isMigration, down, isBorrowed }) => ({
      path: shown(path),
      isMigration,
      isBorrowed,
      up: stretches,
      down: down && { path: shown(down.path), stretches: down.stretches },
    })),
    problems: database.problems.map((problem) => ({ ...problem, path: shown(problem.path) })),
  };
}

/** The longest lists of files are shown by their beginning and their end. */
const shownFiles = 6;

function folderLines(folder: FolderPlan): string[] {
  const colour = createColours();
  const { shown } = folder;
  const lines: string[] = [];
  for (const group of groupScripts(folder.databases)) {
    const [database] = group;
    if (!database) continue;
    if (group.length > 1) {
      lines.push(
        `${colour(1, visible(shown(database.root)))}: ${count(group.length, 'script')}, each a database of its own`,
      );
      lines.push(`  ${visible(group[0]!.why)}`, '');
      continue;
    }
    const files = new Set(database.parts.map(({ path }) => path));
    const downs = database.parts.filter(({ down }) => down !== null).length;
    const ways = downs === 0 ? '' : `, ${count(downs, 'way')} down`;
    lines.push(
      `${colour(1, visible(database.name))}: ${database.tool}, ${count(files.size, 'file')}${ways}, in ${visible(shown(database.root))}`,
      `  ${visible(database.why)}`,
      ...fileLines([...files].map((path) => visible(shown(path)))),
      '',
    );
  }
  lines.push(...leftOutLines(folder.leftOut, shown));
  return lines;
}

function fileLines(files: readonly string[]): string[] {
  if (files.length <= shownFiles) return files.map((file) => `    ${file}`);
  const half = shownFiles / 2;
  return [
    ...files.slice(0, half).map((file) => `    ${file}`),
    `    … ${files.length - shownFiles} more …`,
    ...files.slice(-half).map((file) => `    ${file}`),
  ];
}

function leftOutLines(leftOut: readonly LeftOutFile[], shown: (path: string) => string): string[] {
  if (leftOut.length === 0) return [];
  const reasons = new Map<string, string[]>();
  for (const { path, why } of leftOut) reasons.set(why, [...(reasons.get(why) ?? []), visible(shown(path))]);
  const lines = ['left out:'];
  for (const [why, files] of reasons) lines.push(`  ${visible(why)}`, ...fileLines(files));
  return [...lines, ''];
}

/** Scripts that stand alone in one folder are shown together, where there are many. */
function groupScripts(found: readonly RecognisedDatabase[]): RecognisedDatabase[][] {
  const groups: RecognisedDatabase[][] = [];
  const byRoot = new Map<string, RecognisedDatabase[]>();
  for (const database of found) {
    const isAlone = database.tool === 'script' && database.why.endsWith('so it stands alone.');
    const known = isAlone ? byRoot.get(database.root) : undefined;
    if (known) known.push(database);
    else {
      const group = [database];
      groups.push(group);
      if (isAlone) byRoot.set(database.root, group);
    }
  }
  return groups;
}
