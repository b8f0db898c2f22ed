import { lineEndOf } from '../../text/apply-edits.ts';
import { say, type Wording } from '../wording.ts';
import {
  additionEdits,
  type EditedDatabase,
  type EditOutcome,
  isAccepted,
  toFileEdits,
} from './edited-database.ts';

/** Puts new statements where they belong: into the newest migration, or behind the schema that they change. */
export function addStatements(
  database: EditedDatabase,
  definition: string | null,
  title: Wording,
  sql: string,
): EditOutcome {
  for (const file of placesFor(database, definition)) {
    const edits = additionEdits(database, { file, sql });
    if (edits.length > 0 && isAccepted(database, edits))
      return { title, edits: toFileEdits(database, edits) };
    const found = database.analysis.files.find(({ name }) => name === file);
    if (edits.length > 0 || !found || found.script.text.trim() !== '') continue;
    const { text } = found.script;
    const newText = `${sql.replaceAll('\n', lineEndOf(text))}${lineEndOf(text)}`;
    return { title, edits: [{ file, start: text.length, end: text.length, newText }] };
  }
  return { problem: say('PostgreSQL would reject this change where it could be written. Write it by hand.') };
}

/** The files that may take new statements, the best first. */
function placesFor(
  { analysis, active, migrations, isOpen }: EditedDatabase,
  definition: string | null,
): readonly string[] {
  const newest = migrations.at(-1);
  // Files without a name, such as the one that sets the search path, are nobody's.
  const last = analysis.files.findLast(({ name }) => name !== '')?.name;
  const wanted =
    newest === undefined
      ? [definition, last]
      : isOpen(newest)
        ? [newest]
        : [migrations.includes(active) ? active : null, newest];
  return [...new Set(wanted)].filter((file): file is string => typeof file === 'string');
}
