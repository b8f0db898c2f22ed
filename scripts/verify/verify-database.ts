import { buildHistory } from '../../server/catalog/build-catalog.ts';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { AnalysisOptions, DatabaseFile } from '../../server/features/analysis.ts';
import { modelJson } from '../../server/features/model-json.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { parseStatement } from '../../server/syntax/parse-statement.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import type { Statement, StatementId } from '../../server/syntax/statement.ts';
import { buildLineIndex, toPosition } from '../../server/text/line-index.ts';
import { applyStatements, type Verdict } from './apply-statements.ts';
import { compareModels, countObjects } from './compare-models.ts';
import type { ComparedModel } from './model.ts';
import { readCatalog } from './read-catalog.ts';
import { type Server, startLocal } from './server.ts';

export interface Verification {
  /** Statements that one of the two rejects and the other does not, in words. */
  readonly verdicts: readonly string[];
  /** How many of them are errors of ours that PostgreSQL does not raise. */
  readonly falseErrors: number;
  /** Differences of the final catalogs, in words. */
  readonly differences: readonly string[];
  /** Statements that PostgreSQL rejects and we flag too; each with our rules. */
  readonly agreed: readonly string[];
  /** Those among the agreed whose SQLSTATE is not the one that we would name. */
  readonly otherStates: readonly string[];
  readonly statements: number;
  readonly objects: number;
}

/** Classes 22 and 23 are about data, and 25P02 only follows another error; a missing extension is the test server's. */
const notCounted = /^(?:22|23|25P02|0A000|58P01|55000$|42501|28|53|54|57|58|XX)/;

/** The SQLSTATEs that we name for each statement. */
function ownStates(statements: readonly Statement[], options: AnalysisOptions): Map<StatementId, string[]> {
  const { version } = options;
  const setup = { version, isExternal: () => false, asked: null, onCrash: () => undefined };
  const states = new Map<StatementId, string[]>();
  for (const { statement, effect } of buildHistory(statements, setup, null).steps) {
    const own = effect.problems.map(({ sqlstate }) => sqlstate);
    if (statement.kind === 'sql' && parseStatement(statement).damages.length > 0) own.push('42601');
    states.set(statement.id, own);
  }
  return states;
}

/** A missing schema or extension is shown where it is missed first. */
function isSaidBefore(own: readonly string[] | undefined, rejection: { readonly sqlstate: string }): boolean {
  return own?.includes(rejection.sqlstate) ?? false;
}

/** Applies files, text or read as parts of a database, to PostgreSQL and to our catalog, and lists every difference. */
export async function verifyDatabase(
  files: readonly ({ readonly name: string; readonly text: string } | DatabaseFile)[],
  start: (statements: readonly Statement[]) => Promise<Server> = startLocal,
  given: AnalysisOptions = defaultOptions,
): Promise<Verification> {
  await loadParser();
  const database = files.map((file) =>
    'script' in file ? file : { name: file.name, script: parseScript(file.text) },
  );
  const statements = database.flatMap((file) => file.script.statements.map(({ statement }) => statement));
  const server = await start(statements);
  try {
    const options = { ...given, version: server.version as AnalysisOptions['version'] };
    const analysis = analyse(database, options);
    const states = ownStates(statements, options);
    const answers = await applyStatements(server, statements);
    // What is left open counts as done; what was aborted is rolled back by this.
    await server.exec('commit');
    const theirs = await readCatalog(server);
    const ours = modelJson(analysis.catalog) as unknown as ComparedModel;
    const rejections = new Map(answers.map(({ statement, rejection }) => [statement.id, rejection]));
    const found = {
      verdicts: [] as string[],
      agreed: [] as string[],
      otherStates: [] as string[],
      falseErrors: 0,
    };
    for (const file of database) {
      const lines = buildLineIndex(file.script.text);
      const errors = analysis.findings(file.name).filter((finding) => finding.severity === 'error');
      for (const { statement, start: at } of file.script.statements) {
        const own = errors.filter(
          ({ range }) => range.start >= at && range.start <= at + statement.text.length,
        );
        const rejection: Verdict['rejection'] | undefined = rejections.get(statement.id);
        const place = `${file.name}:${toPosition(lines, at).line + 1}`;
        if (own.length > 0 && rejection === null) {
          found.falseErrors++;
          found.verdicts.push(
            `${place}: PostgreSQL accepts what we reject: ${own[0]?.rule}: ${own[0]?.message}`,
          );
        } else if (rejection && own.length === 0 && isSaidBefore(states.get(statement.id), rejection))
          found.agreed.push(`${place}: ${rejection.sqlstate} said before`);
        else if (rejection && own.length === 0 && !notCounted.test(rejection.sqlstate))
          found.verdicts.push(
            `${place}: PostgreSQL rejects what we accept: ${rejection.sqlstate} ${rejection.message}`,
          );
        else if (rejection && own.length > 0) {
          const rules = own.map((one) => one.rule).join(', ');
          found.agreed.push(`${place}: ${rejection.sqlstate} ${rules}`);
          const named = states.get(statement.id) ?? [];
          if (!named.includes(rejection.sqlstate))
            found.otherStates.push(
              `${place}: SQLSTATE ${rejection.sqlstate} ${rejection.message}; ours: ${named.join(', ') || 'none'} (${rules})`,
            );
        }
      }
    }
    return {
      ...found,
      differences: compareModels(ours, theirs),
      statements: answers.length,
      objects: countObjects(theirs),
    };
  } finally {
    await server.close();
  }
}
