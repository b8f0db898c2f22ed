import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { modelJson } from '../../server/features/model-json.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { buildLineIndex, toPosition } from '../../server/text/line-index.ts';
import { applyStatements, startServer } from './apply-statements.ts';
import { compareModels, countObjects } from './compare-models.ts';
import type { ComparedModel } from './model.ts';
import { readCatalog } from './read-catalog.ts';

export interface Verification {
  /** Statements that one of the two rejects and the other does not, and differences of the final catalogs. */
  readonly verdicts: readonly string[];
  readonly differences: readonly string[];
  /** Statements that PostgreSQL rejects and we flag too; each with our rules. */
  readonly agreed: readonly string[];
  readonly statements: number;
  readonly objects: number;
}

/** Classes 22 and 23 are about data, and 25P02 only follows another error; a missing extension is the test server's. */
const notCounted = /^(?:22|23|25P02|0A000|58P01|55000$|42501|28|53|54|57|58|XX)/;

/** Applies files to PostgreSQL and to our catalog, and lists every difference. */
export async function verifyDatabase(
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<Verification> {
  await loadParser();
  const database = files.map(({ name, text }) => ({ name, script: parseScript(text) }));
  const analysis = analyse(database, defaultOptions);
  const statements = database.flatMap((file) => file.script.statements.map(({ statement }) => statement));
  const server = await startServer(statements);
  try {
    const answers = await applyStatements(server, statements);
    const theirs = await readCatalog(server);
    const ours = modelJson(analysis.catalog) as unknown as ComparedModel;
    const verdicts: string[] = [];
    const agreed: string[] = [];
    const rejections = new Map(answers.map(({ statement, rejection }) => [statement.id, rejection]));
    for (const file of database) {
      const lines = buildLineIndex(file.script.text);
      const errors = analysis.findings(file.name).filter((finding) => finding.severity === 'error');
      for (const { statement, start } of file.script.statements) {
        const own = errors.filter(
          ({ range }) => range.start >= start && range.start <= start + statement.text.length,
        );
        const rejection = rejections.get(statement.id);
        const place = `${file.name}:${toPosition(lines, start).line + 1}`;
        if (own.length > 0 && rejection === null)
          verdicts.push(`${place}: PostgreSQL accepts what we reject: ${own[0]?.rule}: ${own[0]?.message}`);
        else if (rejection && own.length === 0 && !notCounted.test(rejection.sqlstate))
          verdicts.push(
            `${place}: PostgreSQL rejects what we accept: ${rejection.sqlstate} ${rejection.message}`,
          );
        else if (rejection && own.length > 0)
          agreed.push(`${place}: ${rejection.sqlstate} ${own.map((one) => one.rule).join(', ')}`);
      }
    }
    return {
      verdicts,
      agreed,
      differences: compareModels(ours, theirs),
      statements: answers.length,
      objects: countObjects(theirs),
    };
  } finally {
    await server.close();
  }
}
