import './tune-engine.ts';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultOptions } from '../features/analyse.ts';
import { catalogOfFiles } from '../features/catalog-of-files.ts';
import { modelJson } from '../features/model-json.ts';
import { rules } from '../rules/registry.generated.ts';
import { pictureOptions } from './diagram-options.ts';
import { lint } from './lint.ts';
import { type LoadedDatabase, loadDatabases, toPostgresVersion } from './load-database.ts';
import { print } from './output.ts';
import { UsageError, usage } from './usage.ts';

const options = {
  ...pictureOptions,
  output: { type: 'string', short: 'o' },
  scale: { type: 'string' },
  theme: { type: 'string' },
  chromium: { type: 'string' },
  update: { type: 'string', multiple: true },
  check: { type: 'boolean' },
  watch: { type: 'boolean' },
  format: { type: 'string' },
  fix: { type: 'boolean' },
  down: { type: 'boolean' },
  'fail-on': { type: 'string' },
  'postgres-version': { type: 'string' },
  stdio: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

/** The options that each command understands, besides --postgres-version. */
const understood: Readonly<Record<string, readonly (keyof Values)[]>> = {
  lint: ['format', 'fix', 'down', 'fail-on', 'postgres-version', 'database'],
  model: ['format', 'postgres-version', 'database'],
  diagram: [
    ...(Object.keys(pictureOptions) as (keyof typeof pictureOptions)[]),
    ...([
      'format',
      'postgres-version',
      'output',
      'scale',
      'theme',
      'chromium',
      'update',
      'check',
      'watch',
    ] as const),
  ],
  databases: ['format'],
  rules: ['format'],
  server: ['stdio'],
};

const takesPaths = new Set(['lint', 'model', 'diagram', 'databases']);

async function loadCatalogs(paths: readonly string[], values: Values) {
  const {
    databases: all,
    hasFailures,
    analysing,
  } = await loadDatabases(paths, toPostgresVersion(values['postgres-version']), values.database);
  const [first] = all;
  // Folders without SQL files make an empty database.
  const loaded: readonly Pick<LoadedDatabase, 'name' | 'files' | 'options'>[] = first
    ? all
    : [{ name: '', files: [], options: defaultOptions }];
  const catalogs = analysing(() =>
    loaded.map(({ name, files, options }) => ({ name, catalog: catalogOfFiles(files, options) })),
  );
  return { catalogs, exitCode: hasFailures ? 2 : 0 };
}

async function model(paths: readonly string[], values: Values): Promise<number> {
  if (values.format !== 'json') throw new UsageError('model needs --format json');
  const { catalogs, exitCode } = await loadCatalogs(paths, values);
  const models = catalogs.map(({ name, catalog }) => ({ name, ...modelJson(catalog) }));
  const { name: _, ...only } = models[0]!;
  await print(`${JSON.stringify(models.length === 1 ? only : { schemaVersion: 1, databases: models })}\n`);
  return exitCode;
}

async function listRules(values: Values): Promise<number> {
  const format = values.format ?? 'pretty';
  if (format !== 'pretty' && format !== 'json')
    throw new UsageError(`--format takes pretty or json, not “${format}”`);
  const list = rules.map(({ id, severity, summary }) => ({ id, severity, summary }));
  const width = Math.max(...list.map((rule) => rule.id.length));
  const pretty = list
    .map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}`)
    .join('\n');
  await print(`${format === 'json' ? JSON.stringify({ schemaVersion: 1, rules: list }) : pretty}\n`);
  return 0;
}

/** Runs the language server's own program: it ends with the connection, not with this function. */
async function server(values: Values): Promise<number | null> {
  if (!values.stdio) throw new UsageError('server needs --stdio');
  await import(join(__dirname, 'server.js'));
  return null;
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(dirname(__dirname), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

async function run(argv: readonly string[]): Promise<number | null> {
  const { values, positionals } = parse(argv);
  const [command, ...paths] = positionals;
  if (values.version) return print(`${packageVersion()}\n`).then(() => 0);
  if (values.help) return print(usage).then(() => 0);
  const allowed = command === undefined ? undefined : understood[command];
  if (command === undefined || !allowed)
    throw new UsageError(
      command === undefined
        ? 'name a command: lint, model, diagram, rules or server, or databases for what is recognised'
        : `there is no command “${command}”`,
    );
  for (const name of Object.keys(values)) {
    if (!allowed.includes(name as keyof Values)) throw new UsageError(`${command} does not take --${name}`);
  }
  if (paths.length > 0 && !takesPaths.has(command)) throw new UsageError(`${command} takes no PATH`);
  switch (command) {
    case 'lint':
      return lint({
        format: values.format,
        fix: values.fix ?? false,
        down: values.down ?? false,
        database: values.database,
        failOn: values['fail-on'],
        version: values['postgres-version'],
        paths,
      });
    case 'model':
      return model(paths, values);
    // What a run does not need is not loaded: lint starts sooner.
    case 'diagram': {
      const { diagram } = await import('./diagram.ts');
      return diagram({ ...values, version: values['postgres-version'], paths });
    }
    case 'databases': {
      const { databases } = await import('./databases.ts');
      return databases(paths, values.format);
    }
    case 'rules':
      return listRules(values);
    default:
      return server(values);
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read the output has enough of it, as `head` does.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
});

run(process.argv.slice(2)).then(
  (code) => {
    // Setting the code lets everything written drain; process.exit would cut a pipe short.
    if (code !== null) process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`schema-architect: ${message}\n`);
    if (!(error instanceof UsageError) && process.env.SCHEMA_ARCHITECT_DEBUG)
      process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
    process.exitCode = 2;
  },
);
