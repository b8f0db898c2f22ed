import { type AnyNode, type ArrayNode, parse } from '@humanwhocodes/momoa';
import type { Range } from '../text/range.ts';
import { contextsOf, type SavedView, viewsOf } from './configured-views.ts';
import type { Tool } from './database.ts';
import { membersOf, type Report, rangeOf, textOf, textsOf, type WrittenText } from './json-nodes.ts';

/** The name of the configuration file, which may hold comments. */
export const configurationFile = 'schema-architect.json';

export interface ConfiguredDatabase {
  readonly name: WrittenText;
  /** Paths or globs in the order in which PostgreSQL gets the files; null where a folder of migrations is named. */
  readonly files: readonly WrittenText[] | null;
  readonly migrations: WrittenText | null;
  readonly tool: Tool | null;
  readonly postgresVersion: number | null;
  readonly searchPath: readonly string[] | null;
  readonly externals: readonly string[];
}

export interface Configuration {
  /** Null where the databases are to be recognised. */
  readonly databases: readonly ConfiguredDatabase[] | null;
  readonly ignore: readonly WrittenText[];
  /** For all databases that do not say otherwise. */
  readonly postgresVersion: number | null;
  /** Bounded contexts: name to globs of tables, in their order. */
  readonly contexts: ReadonlyMap<string, readonly string[]>;
  /** Named views of the diagram. */
  readonly views: ReadonlyMap<string, SavedView>;
}

export interface ConfigurationProblem extends Range {
  readonly message: string;
}

export interface ReadConfiguration {
  /** Null where the text is not even JSON, or not an object. */
  readonly configuration: Configuration | null;
  readonly problems: readonly ConfigurationProblem[];
}

/** The tools that a configuration may name. */
export const namedTools: readonly Tool[] = [
  'flyway',
  'refinery',
  'golang-migrate',
  'sqlx',
  'postgrator',
  'dbmate',
  'goose',
  'sql-migrate',
  'tern',
  'sqitch',
  'node-pg-migrate',
  'rambler',
  'play',
  'mybatis',
  'prisma',
  'drizzle',
  'supabase',
  'diesel',
  'hasura',
  'graphile-migrate',
  'numbered files',
];

function versionOf(node: AnyNode | undefined, report: Report): number | null {
  if (!node) return null;
  const version = node.type === 'Number' ? node.value : Number.NaN;
  if (Number.isInteger(version) && version >= 13 && version <= 18) return version;
  report(node, 'postgresVersion has to be a number from 13 to 18');
  return null;
}

function toolOf(node: AnyNode | undefined, report: Report): Tool | null {
  const written = textOf(node, 'tool', report);
  const tool = namedTools.find((one) => one === written?.text);
  if (node && written && !tool) report(node, `tool has to be one of ${namedTools.join(', ')}`);
  return tool ?? null;
}

function databaseOf(node: AnyNode, report: Report): ConfiguredDatabase | null {
  const known = ['name', 'files', 'migrations', 'tool', 'postgresVersion', 'searchPath', 'externals'];
  const members = membersOf(node, known, 'a database', report);
  if (node.type !== 'Object') return null;
  const name = textOf(members.get('name'), 'name', report);
  const files = textsOf(members.get('files'), 'files', report);
  const migrations = textOf(members.get('migrations'), 'migrations', report);
  if (!members.has('name')) report(node, 'a database needs a name');
  if (!members.has('files') && !members.has('migrations'))
    report(node, 'a database needs files or a folder of migrations');
  const other = members.get('migrations');
  if (other && members.has('files')) report(other, 'a database has either files or migrations, not both');
  const tool = members.get('tool');
  if (tool && !members.has('migrations')) report(tool, 'a tool belongs to a folder of migrations');
  const texts = (key: string) => textsOf(members.get(key), key, report)?.map(({ text }) => text) ?? null;
  const result = {
    files,
    migrations: files ? null : migrations,
    tool: toolOf(tool, report),
    postgresVersion: versionOf(members.get('postgresVersion'), report),
    searchPath: texts('searchPath'),
    externals: texts('externals') ?? [],
  };
  return name ? { name, ...result } : null;
}

function databasesOf(node: AnyNode | undefined, report: Report): readonly ConfiguredDatabase[] | null {
  if (!node) return null;
  if (node.type !== 'Array') {
    report(node, 'databases has to be a list');
    return null;
  }
  const databases = (node as ArrayNode).elements.flatMap(({ value }) => databaseOf(value, report) ?? []);
  const names = new Set<string>();
  return databases.filter(({ name }) => {
    if (!names.has(name.text)) return names.add(name.text);
    report(
      { type: 'Null', range: [name.start, name.end] } as AnyNode,
      `there is already a database “${name.text}”`,
    );
    return false;
  });
}

/** Where Momoa stopped, as a range of one character at least. */
function syntaxProblem(error: unknown, text: string, shift: number): ConfigurationProblem {
  const { offset = 0, message = String(error) } = error as { offset?: number; message?: string };
  const at = Math.min(offset + shift, Math.max(0, text.length - 1));
  const word = /^[\w$.+-]+/.exec(text.slice(at))?.[0].length ?? 1;
  return { message: message.replace(/ \(\d+:\d+\)$/, ''), start: at, end: Math.min(text.length, at + word) };
}

/** Reads schema-architect.json. Never throws; each problem has its exact range in the text. */
export function readConfiguration(text: string): ReadConfiguration {
  const problems: ConfigurationProblem[] = [];
  // A byte order mark is no JSON, but Windows' editors write it.
  const shift = text.startsWith('\ufeff') ? 1 : 0;
  const report: Report = (node, message) => {
    const { start, end } = rangeOf(node);
    problems.push({ message, start: start + shift, end: end + shift });
  };
  try {
    const { body } = parse(text.slice(shift), { mode: 'jsonc', ranges: true, allowTrailingCommas: true });
    const known = ['$schema', 'databases', 'ignore', 'postgresVersion', 'contexts', 'views'];
    const members = membersOf(body, known, 'the configuration', report);
    if (body.type !== 'Object') return { configuration: null, problems };
    const configuration: Configuration = {
      databases: databasesOf(members.get('databases'), report),
      ignore: textsOf(members.get('ignore'), 'ignore', report) ?? [],
      postgresVersion: versionOf(members.get('postgresVersion'), report),
      contexts: contextsOf(members.get('contexts'), report),
      views: viewsOf(members.get('views'), report),
    };
    problems.sort((a, b) => a.start - b.start);
    return { configuration: shifted(configuration, shift), problems };
  } catch (error) {
    return { configuration: null, problems: [syntaxProblem(error, text, shift)] };
  }
}

function shifted(configuration: Configuration, by: number): Configuration {
  if (by === 0) return configuration;
  const move = (one: WrittenText): WrittenText => ({ ...one, start: one.start + by, end: one.end + by });
  return {
    ...configuration,
    ignore: configuration.ignore.map(move),
    databases:
      configuration.databases?.map((database) => ({
        ...database,
        name: move(database.name),
        files: database.files?.map(move) ?? null,
        migrations: database.migrations && move(database.migrations),
      })) ?? null,
  };
}

/** The configuration in force after a change: the new one, or the last good one while the new one has problems. */
export function nextConfiguration(
  lastGood: Configuration | null,
  text: string,
): { readonly configuration: Configuration | null; readonly problems: readonly ConfigurationProblem[] } {
  const { configuration, problems } = readConfiguration(text);
  return problems.length === 0 && configuration
    ? { configuration, problems }
    : { configuration: lastGood, problems };
}
