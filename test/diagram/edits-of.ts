import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { type DatabaseEdit, editDatabase } from '../../server/features/diagram-edits/edit-database.ts';
import type { EditedDatabase } from '../../server/features/diagram-edits/edited-database.ts';
import { inEnglish } from '../../server/features/wording.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { applyEdits } from '../../server/text/apply-edits.ts';

await loadParser();

export interface EditOptions {
  readonly migrations?: boolean;
  readonly active?: string;
  readonly open?: readonly string[];
}

/** The files after an edit, or the problem in their place. */
export function afterEdit(
  files: Readonly<Record<string, string>>,
  edit: DatabaseEdit,
  { migrations = false, active, open = [] }: EditOptions = {},
): Record<string, string> | string {
  const names = Object.keys(files);
  const database: EditedDatabase = {
    analysis: analyse(
      names.map((name) => ({ name, script: parseScript(files[name]!) })),
      defaultOptions,
    ),
    active: active ?? names[0]!,
    migrations: migrations ? names : [],
    isOpen: (file) => open.includes(file),
  };
  const outcome = editDatabase(database, edit);
  if ('problem' in outcome) return inEnglish(outcome.problem);
  return Object.fromEntries(
    names.map((name) => [
      name,
      applyEdits(
        files[name]!,
        outcome.edits.filter(({ file }) => file === name),
      ),
    ]),
  );
}

/** The same for one schema file. */
export function editScriptBy(text: string, edit: DatabaseEdit): string {
  const result = afterEdit({ 'schema.sql': text }, edit);
  return typeof result === 'string' ? `problem: ${result}` : result['schema.sql']!;
}

export const named = (name: string, schema = 'public') => ({ schema, name });
