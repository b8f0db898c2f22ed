import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { Analysis, DatabaseFile } from '../../server/features/analysis.ts';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { lintJson } from '../../server/features/lint-json.ts';
import { modelJson } from '../../server/features/model-json.ts';
import { rules } from '../../server/rules/registry.generated.ts';
import { editScript, isSameScript, parseScript } from '../../server/syntax/parse-script.ts';
import { type RandomEdit, randomEdit, toTextEdits } from './random-edits.ts';

/** One or several files that form a database. */
export type FuzzFiles = readonly { readonly name: string; readonly text: string }[];

/** The picture without what names statements, whose numbers depend on how a text came about. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'nameRange' || key === 'range' ? undefined : value;
}

/** Everything that a person sees, the fixes included. */
function outcome(analysis: Analysis): object {
  return {
    lint: lintJson(analysis),
    model: modelJson(analysis.catalog),
    diagram: JSON.parse(JSON.stringify(buildDiagram({ analysis }), withoutPlaces)) as object,
    damaged: analysis.files.map(({ name }) => analysis.damaged(name)),
  };
}

/** A database that is being edited: each step is analysed from the one before. */
interface Session {
  files: readonly DatabaseFile[];
  analysis: Analysis;
  /** As the editor has it: only the edited file's findings are asked for. */
  focused: Analysis;
  edited: string;
  readonly texts: string[][];
}

function focusOn(name: string, files: readonly DatabaseFile[], before: Analysis | null): Analysis {
  return analyse(files, defaultOptions, before, rules, new Set([name]));
}

/** The findings of one file, with their fixes. */
function findingsOf(name: string, analysis: Analysis): object {
  return lintJson({ ...analysis, files: analysis.files.filter((file) => file.name === name) });
}

function open(files: FuzzFiles): Session {
  const parsed = files.map(({ name, text }) => ({ name, script: parseScript(text) }));
  return {
    files: parsed,
    analysis: analyse(parsed, defaultOptions),
    focused: focusOn(files[0]!.name, parsed, null),
    edited: files[0]!.name,
    texts: files.map(({ text }) => [text]),
  };
}

function applyEdit(session: Session, edit: RandomEdit): void {
  const index = Math.floor(edit.to / 7) % session.files.length;
  const file = session.files[index]!;
  const texts = session.texts[index]!;
  const earlier = (edit.kind === 'undo' ? texts.at(-2) : texts[0]) ?? texts[0]!;
  const script = toTextEdits(file.script, edit, earlier).reduce(editScript, file.script);
  if (edit.kind === 'undo') texts.pop();
  else if (edit.kind === 'undo all') texts.length = 1;
  else texts.push(script.text);
  if (texts.length === 0) texts.push(script.text);
  session.files = session.files.with(index, { ...file, script });
  session.analysis = analyse(session.files, defaultOptions, session.analysis);
  session.edited = file.name;
  session.focused = focusOn(file.name, session.files, session.focused);
}

/** Names the first places where two outcomes differ: whole ones are too long to read. */
function expectSame(actual: unknown, expected: unknown, words: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${words}: ${differences(actual, expected, 'outcome').slice(0, 8).join('\n  ')}`);
}

function differences(actual: unknown, expected: unknown, path: string): string[] {
  if (isDeepStrictEqual(actual, expected)) return [];
  const isParent = (value: unknown): value is object => typeof value === 'object' && value !== null;
  if (!isParent(actual) || !isParent(expected))
    return [`${path}: ${inspect(actual, { depth: 1 })} instead of ${inspect(expected, { depth: 1 })}`];
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...keys].flatMap((key) =>
    differences(Reflect.get(actual, key), Reflect.get(expected, key), `${path}.${key}`),
  );
}

/** Compares with a fresh start, and the analysis before with what it was. */
function check(session: Session, before: { readonly analysis: Analysis; readonly outcome: object }): object {
  const fresh = session.files.map(({ name, script }) => ({ name, script: parseScript(script.text) }));
  for (const [at, { script }] of session.files.entries())
    if (!isSameScript(script, fresh[at]!.script))
      throw new Error('the statements are not those of a fresh start');
  const now = outcome(session.analysis);
  expectSame(now, outcome(analyse(fresh, defaultOptions)), 'differs from a fresh start');
  expectSame(
    findingsOf(session.edited, session.focused),
    findingsOf(session.edited, session.analysis),
    'the findings of the edited file alone differ',
  );
  expectSame(outcome(before.analysis), before.outcome, 'the analysis before the edit has changed');
  return now;
}

export interface FuzzOptions {
  readonly databases: readonly FuzzFiles[];
  readonly edits: number;
  readonly seed: number;
  /** Replays one failing run: as a failure prints it. */
  readonly path?: string;
  readonly onProgress?: (edits: number) => void;
}

const runsAtOnce = 20;

/**
 * Makes random edits until there are enough, in batches of runs whose seeds count up. Returns null, or the first failure
 * in words, shrunk, with the seed and the path that replay it.
 */
export function fuzz({ databases, edits, seed, path, onProgress }: FuzzOptions): string | null {
  let done = 0;
  const property = fc.property(
    fc.nat(databases.length - 1),
    fc.array(randomEdit, { minLength: 1, maxLength: 20, size: 'max' }),
    (index, list) => {
      const session = open(databases[index]!);
      let before = { analysis: session.analysis, outcome: outcome(session.analysis) };
      for (const edit of list) {
        applyEdit(session, edit);
        before = { outcome: check(session, before), analysis: session.analysis };
        done++;
      }
    },
  );
  for (let batch = seed; path !== undefined || done < edits; batch++) {
    const result = fc.check(property, {
      seed: batch,
      numRuns: runsAtOnce,
      interruptAfterTimeLimit: 300_000,
      ...(path === undefined ? {} : { path }),
    });
    if (result.failed) return describe(result, databases);
    if (path !== undefined) break;
    onProgress?.(done);
  }
  return null;
}

function describe(
  { seed, counterexample, counterexamplePath, errorInstance }: fc.RunDetails<[number, RandomEdit[]]>,
  databases: readonly FuzzFiles[],
): string {
  const [index, list] = counterexample ?? [0, []];
  const names = databases[index]?.map(({ name }) => name).join(', ');
  const error = inspect(errorInstance, { depth: 6 });
  return [
    `replay: npm run fuzz -- --seed ${seed} --path ${counterexamplePath}`,
    `files: ${names}`,
    ...list.map((edit) => JSON.stringify(edit)),
    error.slice(0, 6000),
  ].join('\n');
}

/**
 * The live heap in bytes, after a collection, at several moments of one long session: every edit is followed by its
 * inverse, so that nothing but what is kept by mistake can add up.
 */
export function measureHeap(files: FuzzFiles, edits: number, moments: number, collect: () => void): number[] {
  const session = open(files);
  const sizes: number[] = [];
  const list = fc.sample(randomEdit, { seed: 1, numRuns: edits });
  for (const [at, edit] of list.entries()) {
    applyEdit(session, at % 2 === 0 ? edit : { ...edit, kind: 'undo all', to: list[at - 1]!.to });
    outcome(session.analysis);
    if ((at + 1) % Math.floor(edits / moments) > 0) continue;
    collect();
    sizes.push(process.memoryUsage().heapUsed);
  }
  return sizes;
}
