import { extensionTypes } from '../../catalog/extension-contents.ts';
import type { DatabasePart, Draft, LeftOutFile } from '../database.ts';
import { wholeFile } from '../database.ts';
import { dependencyOrder } from '../dependency-order.ts';
import { databaseName, folderOf, joinPath, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { readControl } from './extension-scripts.ts';

interface Change {
  readonly name: string;
  /** The tags between this change and the next one of its name; its scripts are kept under one of them. */
  reworkTags: string[];
}

interface Plan {
  readonly project: string | null;
  readonly changes: readonly Change[];
  /** The other projects whose changes have to be deployed before. */
  readonly projects: ReadonlySet<string>;
}

/** A sqitch.plan: changes in its order, as `name [dependencies] date planner # note`. */
export function readPlan(text: string): Plan {
  const changes: Change[] = [];
  const projects = new Set<string>();
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
    const [, name, dependencies = ''] = /^\+?\s*([^\s#[-][^\s#[]*)\s*(?:\[([^\]]*)\])?/.exec(content) ?? [];
    if (name === undefined) continue;
    for (const [, other] of dependencies.matchAll(/(?:^|\s)([^\s!:]+):/g)) projects.add(other!);
    const earlier = changes.findLastIndex((change) => change.name === name);
    if (earlier >= 0)
      changes[earlier]!.reworkTags = tags.filter(({ at }) => at > earlier).map((one) => one.name);
    changes.push({ name, reworkTags: [] });
  }
  const project = /^\s*%project=(\S+)/m.exec(text)?.[1] ?? null;
  if (project !== null) projects.delete(project);
  return { project, changes, projects };
}

function setting(configuration: string, name: string): string | undefined {
  const core = /^\s*\[core\]([^[]*)/m.exec(configuration)?.[1] ?? '';
  return new RegExp(String.raw`^\s*${name}\s*=\s*(.+?)\s*$`, 'm').exec(core)?.[1]?.replace(/^"|"$/g, '');
}

/** Sqitch's plans, and those of pgpm, which are of the same form. */
const planNames = ['sqitch.plan', 'pgpm.plan', 'launchql.plan'];

interface PlannedProject extends Plan {
  readonly path: string;
  readonly parts: readonly DatabasePart[];
  readonly leftOut: readonly LeftOutFile[];
  /** The extensions that pgpm's control file asks for. */
  readonly extensions: readonly string[];
}

function readProject(project: Project, path: string): PlannedProject | null {
  const folder = folderOf(path);
  const plan = readPlan(project.read(path) ?? '');
  const configuration = project.read(project.nearest(folder, 'sqitch.conf') ?? '') ?? '';
  if (/^\s*engine\s*=\s*(?!pg\b|cockroach)\w/m.test(configuration)) return null;
  const scripts = (kind: 'deploy' | 'revert' | 'verify') =>
    joinPath(folder, setting(configuration, `${kind}_dir`) ?? kind);
  const extension = setting(configuration, 'extension') ?? 'sql';
  const find = (where: string, { name, reworkTags }: Change): string | null => {
    const candidates = [...reworkTags.map((tag) => `${name}@${tag}`), name];
    const paths = candidates.map((one) => joinPath(where, `${one}.${extension}`));
    return (reworkTags.length > 0 ? paths : paths.slice(-1)).find((one) => project.exists(one)) ?? null;
  };
  const parts = plan.changes.flatMap((change): DatabasePart[] => {
    const deploy = find(scripts('deploy'), change);
    return deploy === null ? [] : [wholeFile(deploy, true, find(scripts('revert'), change))];
  });
  if (parts.length === 0) return null;
  const leftOut = project
    .left()
    .filter((one) => one.startsWith(`${scripts('verify')}/`))
    .map((one) => ({ path: one, why: 'a verify script of sqitch, which only looks' }));
  const control = plan.project === null ? null : joinPath(folder, `${plan.project}.control`);
  const required = readControl((control && project.read(control)) ?? '').extensions;
  const isKnown = (name: string) => extensionTypes(name) !== null;
  return {
    ...plan,
    // Of what pgpm requires, modules of its own are projects too.
    projects: new Set([...plan.projects, ...required.filter((name) => !isKnown(name))]),
    path,
    parts,
    leftOut,
    extensions: required.filter(isKnown),
  };
}

/** Sqitch: a plan names the changes; each has a script in deploy, in revert and in verify. */
export function findSqitch(project: Project): Draft[] {
  const found = planNames
    .flatMap((name) => project.named(name))
    .flatMap((path) => readProject(project, path) ?? []);
  const byName = new Map<string, PlannedProject>();
  for (const one of found)
    byName.set(one.project === null || byName.has(one.project) ? one.path : one.project, one);
  // What other projects build upon comes first, so that its files are its own.
  const order = dependencyOrder([...byName.keys()], (name) => byName.get(name)?.projects ?? []);
  const before = (name: string, seen: Set<string>): readonly PlannedProject[] => {
    if (seen.has(name)) return [];
    seen.add(name);
    const one = byName.get(name);
    return one ? [...[...one.projects].flatMap((other) => before(other, seen)), one] : [];
  };
  return order.map((name): Draft => {
    const { path, project: title, changes, parts, leftOut, projects } = byName.get(name)!;
    const all = before(name, new Set());
    const others = all
      .slice(0, -1)
      .flatMap((one) => one.parts.map((part) => ({ ...part, isBorrowed: true })));
    const missing = [...new Set(all.flatMap((one) => [...one.projects]))].filter((one) => !byName.has(one));
    const upon = others.length > 0 ? ', after those of the projects that they need' : '';
    const own = [...projects].filter((one) => missing.includes(one)).join(', ');
    const lacks = own === '' ? '' : ` They build upon ${own}, which is not here.`;
    return {
      name: title ?? databaseName(folderOf(path)),
      tool: 'sqitch',
      root: folderOf(path),
      why: `${nameOf(path)} names ${changes.length} changes, and their scripts are in deploy${upon}.${lacks}`,
      parts: [...others, ...parts],
      leftOut,
      extensions: [...new Set(all.flatMap((one) => one.extensions))],
      externals: missing.length > 0 ? ['*'] : [],
    };
  });
}
