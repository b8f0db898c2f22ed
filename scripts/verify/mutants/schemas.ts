import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultOptions } from '../../../server/features/analyse.ts';
import { fixAll } from '../../../server/features/fix-all.ts';
import { parseScript } from '../../../server/syntax/parse-script.ts';
import { applyEdits } from '../../../server/text/apply-edits.ts';
import { loadWorkspace } from '../../../server/workspace/load-workspace.ts';

/** A database as one script. */
export interface Schema {
  readonly name: string;
  readonly text: string;
  /** Names that exist without it. */
  readonly externals: readonly string[];
}

/** What is no schema: PostgreSQL's own tests, templates, and five hundred tables made in a loop to measure load. */
const leftOut = new Set(['pg_regress', 'graphile_worker', 'postgrest io big_schema']);

function fixture(folder: string, name: string): Schema {
  return { name: name.replace(/\.sql$/, ''), text: readFileSync(join(folder, name), 'utf8'), externals: [] };
}

/** The sample shop as it is once its errors are fixed. */
function fixedShop(root: string): Schema {
  const text = readFileSync(join(root, 'samples/shop/schema.sql'), 'utf8');
  const file = { name: 'schema.sql', script: parseScript(text) };
  const { analysis } = fixAll(
    [file],
    defaultOptions,
    ({ rule }) => rule === 'partial-unique-in-create-table',
  );
  const fixed = analysis.files[0]?.script.text ?? '';
  return {
    name: 'shop',
    text: `create type address_type_enum as enum ('shipping', 'billing');\n${fixed}`,
    externals: [],
  };
}

/** The schemas of this repository: always there. */
export function ownSchemas(root: string): Schema[] {
  const folders = ['test/fixtures/catalog', 'test/fixtures/mutants'].map((folder) => join(root, folder));
  const fixtures = folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.sql'))
          .sort()
          .map((name) => fixture(folder, name))
      : [],
  );
  return [...fixtures, fixedShop(root)];
}

/** One text of a database's parts in their order; the last statement of a part gets its semicolon. */
function joinParts(texts: readonly string[]): string {
  return texts
    .map((text) => {
      const last = parseScript(text).statements.at(-1);
      if (last?.statement.kind !== 'sql' || last.statement.terminated) return text;
      const end = last.start + last.statement.text.length;
      return applyEdits(text, [{ start: end, end, newText: ';' }]);
    })
    .join('\n');
}

/** Other projects' databases, where they lie beside the repository. */
export async function corpusSchemas(root: string): Promise<Schema[]> {
  const corpus = resolve(root, '../shared/corpus');
  if (!existsSync(corpus)) return [];
  const schemas: Schema[] = [];
  for (const entry of readdirSync(corpus, { withFileTypes: true })) {
    if (!entry.isDirectory() || leftOut.has(entry.name)) continue;
    const { folders } = await loadWorkspace([`${corpus}/${entry.name}`]);
    for (const { databases, files } of folders) {
      for (const { name, parts, externals } of databases) {
        const texts = parts.map(({ path, stretches }) => {
          const text = files.get(path)?.text ?? '';
          return stretches === null
            ? text
            : stretches.map(({ start, end }) => text.slice(start, end)).join('\n');
        });
        const fullName = name.startsWith(entry.name) ? name : `${entry.name} ${name}`;
        if (leftOut.has(fullName)) continue;
        schemas.push({
          name: fullName,
          text: joinParts(texts),
          externals,
        });
      }
    }
  }
  return schemas;
}
