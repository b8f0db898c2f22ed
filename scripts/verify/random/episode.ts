import { buildHistory } from '../../../server/catalog/build-catalog.ts';
import { catalogOf } from '../../../server/catalog/final-catalog.ts';
import { modelJson } from '../../../server/features/model-json.ts';
import { parseScript } from '../../../server/syntax/parse-script.ts';
import { compareModels } from '../compare-models.ts';
import type { ComparedModel } from '../model.ts';
import type { Random } from '../random-source.ts';
import { readCatalog } from '../read-catalog.ts';
import type { Server } from '../server.ts';
import { createSession } from '../session.ts';
import { expand, type Theme } from './grammar.ts';

/** A statement of which PostgreSQL and we think differently, with what it had accepted before. */
export interface Disagreement {
  readonly theme: string;
  readonly kind: 'false error' | 'missed' | 'other model';
  readonly statement: string;
  /** What is complained of: by us of a false error, by PostgreSQL of what we missed; or how the catalogs differ. */
  readonly complaint: string;
  readonly before: readonly string[];
}

export interface EpisodeResult {
  readonly accepted: number;
  readonly rejected: number;
  readonly disagreements: readonly Disagreement[];
}

/**
 * About data, about what the rewriter cannot do, about the test server, and what a rule says of the final state
 * (partition-overlap).
 */
const notCounted =
  /^(?:23|25P02|53|54|55000|57|58|XX|42P17 partition ".*" (?:would overlap|conflicts with existing default))/;
const reset = `
do $$ declare found record; begin
  for found in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)' loop
    execute format('drop schema %I cascade', found.nspname);
  end loop;
end $$;
create schema public;
reset search_path`;

async function ask(server: Server, sql: string): Promise<string | null> {
  try {
    await server.exec(sql);
    return null;
  } catch (error) {
    const { code = 'XX000', message } = error as { code?: string; message: string };
    return `${code} ${message}`;
  }
}

/** Our catalog after the statements, in the shape of PostgreSQL's. */
function modelAfter(statements: readonly string[], version: 18): ComparedModel {
  const { statements: placed } = parseScript(statements.map((one) => `${one};`).join('\n'));
  const setup = { version, isExternal: () => false, asked: null, onCrash: fail };
  const history = buildHistory(
    placed.map(({ statement }) => statement),
    setup,
    null,
  );
  return modelJson(catalogOf(history)) as unknown as ComparedModel;
}

function fail(error: unknown): never {
  throw error;
}

/** How the two catalogs differ. */
async function differences(server: Server, statements: readonly string[]): Promise<string[]> {
  const { rows } = await server.query('show search_path');
  const theirs = await readCatalog(server);
  const [{ search_path: path }] = rows as [{ search_path: string }];
  await server.exec(`select set_config('search_path', '${path.replaceAll("'", "''")}', false)`);
  return compareModels(modelAfter(statements, server.version as 18), theirs);
}

/**
 * Applies random statements of a theme, one after the other, to an emptied database and to our catalog. What PostgreSQL
 * rejects is applied to neither; after each that it accepts, both catalogs are compared.
 */
export async function runEpisode(
  server: Server,
  theme: Theme,
  random: Random,
  length: number,
): Promise<EpisodeResult> {
  await server.exec('set client_min_messages = warning');
  await server.exec(reset);
  let session = createSession(undefined, server.version as 18);
  const before: string[] = [];
  const disagreements: Disagreement[] = [];
  let rejected = 0;
  let known: ReadonlySet<string> = new Set();
  for (let at = 0; at < theme.setup.length + length; at++) {
    const statement = theme.setup[at] ?? expand(random.pick(theme.statements) ?? '', theme.pools, random);
    const theirs = await ask(server, statement);
    const tried = session.copy();
    const [ours] = tried.run(statement);
    const note = (kind: Disagreement['kind'], complaint: string) =>
      disagreements.push({ theme: theme.name, kind, statement, complaint, before: [...before] });
    if (theirs === null) {
      if (ours) note('false error', `${ours.sqlstate} ${ours.message}`);
      before.push(statement);
      session = tried;
      const found = await differences(server, before);
      for (const one of found) if (!known.has(one)) note('other model', one);
      known = new Set(found);
    } else {
      rejected++;
      if (!ours && !notCounted.test(theirs)) note('missed', theirs);
    }
  }
  return { accepted: before.length, rejected, disagreements };
}
