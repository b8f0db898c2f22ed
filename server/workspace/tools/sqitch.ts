import type { DatabasePart, Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { databaseName, folderOf, joinPath, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';

interface Change {
  readonly name: string;
  /** The tags between this change and the next one of its name; its scripts are kept under one of them. */
  reworkTags: string[];
}

/** The changes of a sqitch.plan in its order: `name [dependencies] date planner # note`. */
export function readPlan(text: string): readonly Change[] {
  const changes: Change[] = [];
  const tags: { at: number; name: string }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const content = line.trim();
    if (content === '' || /^[%#]/.test(content)) continue;
    const tag = /^@(\S+)/.exec(content)?.[1];
    if (tag !== undefined) {
      tags.push({ at: changes.length, name: tag });
      continue;
    }
    // `-name` plans a revert, which a new database never runs.
    const name = /^\+?\s*([^\s#[-][^\s#[]*)/.exec(content)?.[1];
    if (name === undefined) continue;
    const earlier = changes.findLastIndex((change) => change.name === name);
    if (earlier >= 0)
      changes[earlier]!.reworkTags = tags.filter(({ at }) => at > earlier).map((one) => one.name);
    changes.push({ name, reworkTags: [] });
  }
  return changes;
}

function setting(configuration: string, name: string): string | undefined {
  const core = /^\s*\[core\]([^[]*)/m.exec(configuration)?.[1] ?? '';
  return new RegExp(String.raw`^\s*${name}\s*=\s*(.+?)\s*$`, 'm').exec(core)?.[1]?.replace(/^"|"$/g, '');
}

/** Sqitch's plans, and those of pgpm, which are of the same form. */
const planNames = ['sqitch.plan', 'pgpm.plan', 'launchql.plan'];

/** Sqitch: a plan names the changes; each has a script in deploy, in revert and in verify. */
export function findSqitch(project: Project): Draft[] {
  return planNames
    .flatMap((name) => project.named(name))
    .flatMap((plan): Draft[] => {
      const folder = folderOf(plan);
      const text = project.read(plan) ?? '';
      const configuration = project.read(project.nearest(folder, 'sqitch.conf') ?? '') ?? '';
      if (/^\s*engine\s*=\s*(?!pg\b|cockroach)\w/m.test(configuration)) return [];
      const scripts = (kind: 'deploy' | 'revert' | 'verify') =>
        joinPath(folder, setting(configuration, `${kind}_dir`) ?? kind);
      const extension = setting(configuration, 'extension') ?? 'sql';
      const find = (where: string, { name, reworkTags }: Change): string | null => {
        const candidates = [...reworkTags.map((tag) => `${name}@${tag}`), name];
        const paths = candidates.map((one) => joinPath(where, `${one}.${extension}`));
        return (reworkTags.length > 0 ? paths : paths.slice(-1)).find((path) => project.exists(path)) ?? null;
      };
      const changes = readPlan(text);
      const parts: DatabasePart[] = changes.flatMap((change) => {
        const deploy = find(scripts('deploy'), change);
        return deploy === null ? [] : [wholeFile(deploy, true, find(scripts('revert'), change))];
      });
      if (parts.length === 0) return [];
      const leftOut = project
        .left()
        .filter((path) => path.startsWith(`${scripts('verify')}/`))
        .map((path) => ({ path, why: 'a verify script of sqitch, which only looks' }));
      const name = /^%project=(\S+)/m.exec(text)?.[1] ?? databaseName(folder);
      const why = `${nameOf(plan)} names ${changes.length} changes, and their scripts are in deploy.`;
      return [{ name, tool: 'sqitch', root: folder, why, parts, leftOut }];
    });
}
