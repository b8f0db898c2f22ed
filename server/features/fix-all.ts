import { editScript, parseScript } from '../syntax/parse-script.ts';
import { applyEdits, createEditSet, type EditSet } from '../text/apply-edits.ts';
import { analyse } from './analyse.ts';
import type { Analysis, AnalysisOptions, DatabaseFile, FileEdit, FileFix, Finding } from './analysis.ts';
import { isUtf8 } from './notices.ts';

export interface FixedFiles {
  /** The analysis after the last round; its files have the fixed texts. */
  readonly analysis: Analysis;
  /** The edits of each round, in order: those of one round refer to the texts before it. */
  readonly rounds: readonly (readonly FileEdit[])[];
  readonly fixes: number;
}

/** More rounds than any real file needs; a pair of fixes that undo each other ends here. */
const mostRounds = 20;

/**
 * Applies the safe fixes until none is left. Fixes that touch the same words wait for the next round, in which
 * they are computed anew. `allows` chooses among the findings; files that are not UTF-8 stay as they are.
 */
export function fixAll(
  files: readonly DatabaseFile[],
  options: AnalysisOptions,
  allows: (finding: Finding) => boolean = () => true,
  start: Analysis | null = null,
): FixedFiles {
  let analysis = start ?? analyse(files, options);
  const rounds: FileEdit[][] = [];
  let count = 0;
  while (rounds.length < mostRounds) {
    const { edits, fixes } = chooseFixes(analysis, allows);
    if (fixes === 0) break;
    count += fixes;
    rounds.push(edits);
    analysis = analyse(editFiles(analysis.files, edits), options, analysis);
  }
  return { analysis, rounds, fixes: count };
}

function editFiles(files: readonly DatabaseFile[], edits: readonly FileEdit[]): DatabaseFile[] {
  return files.map((file) => {
    const own = edits.filter((edit) => edit.file === file.name);
    const [only] = own;
    if (!only) return file;
    if (own.length === 1) return { ...file, script: editScript(file.script, only) };
    return { ...file, script: parseScript(applyEdits(file.script.text, own)) };
  });
}

/** The names that a fix's text creates: two fixes of one round must not create the same. */
function createdNames(fix: FileFix): string[] {
  return fix.edits.flatMap((edit) =>
    [...edit.newText.matchAll(/\bcreate\s+(?:unique\s+)?\w+\s+("(?:[^"]|"")+"|\w+)/gi)].map(
      (match) => match[1] ?? '',
    ),
  );
}

function chooseFixes(
  analysis: Analysis,
  allows: (finding: Finding) => boolean,
): { edits: FileEdit[]; fixes: number } {
  const edits: FileEdit[] = [];
  const created = new Set<string>();
  const unwritable = new Set(analysis.files.filter((file) => !isUtf8(file)).map((file) => file.name));
  const sets = new Map<string, EditSet>();
  const setOf = (name: string): EditSet => {
    const set = sets.get(name) ?? createEditSet();
    sets.set(name, set);
    return set;
  };
  let fixes = 0;
  for (const file of analysis.files) {
    for (const finding of analysis.findings(file.name)) {
      if (!allows(finding)) continue;
      const fix = finding
        .fixes()
        .find((one) => one.safety === 'safe' && !one.snippet && one.edits.length > 0);
      if (!fix || fix.edits.some((edit) => unwritable.has(edit.file))) continue;
      const names = createdNames(fix);
      if (
        names.some((name) => created.has(name)) ||
        fix.edits.some((edit) => setOf(edit.file).conflicts(edit))
      )
        continue;
      for (const edit of fix.edits) {
        edits.push(edit);
        setOf(edit.file).add(edit);
      }
      for (const name of names) created.add(name);
      fixes++;
    }
  }
  return { edits, fixes };
}
