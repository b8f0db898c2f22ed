import type { PGlite } from '@electric-sql/pglite';
import { analyse } from '../../../server/features/analyse.ts';
import { parseScript } from '../../../server/syntax/parse-script.ts';
import { significantTokens } from '../../../server/syntax/tokenize.ts';
import { fileName, foldedWord, type Ground } from './ground.ts';
import { isOn, type Judgement, mutate, rangeOf } from './judge.ts';
import { keywords } from './keywords.ts';
import { askSafely } from './replay.ts';
import { toUnits } from './units.ts';

/** One example may cost so many scripts. */
const mostTries = 300;

function wordsOf(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const words: string[] = [];
  for (const token of significantTokens(text)) {
    const word = foldedWord(text, token);
    if (word !== null && !keywords.has(word)) words.push(word);
    if (words.length >= most) break;
  }
  return words;
}

/** The statements that what is named in the last one may need: those whose first names are named later. */
function closure(texts: readonly string[]): string[] {
  const wanted = new Set(wordsOf(texts.at(-1) ?? ''));
  const kept = [texts.at(-1) ?? ''];
  for (const text of texts.slice(0, -1).reverse()) {
    const isNeeded =
      wordsOf(text, 3).some((word) => wanted.has(word)) ||
      /^(?:set|create\s+(?:schema|extension))\b/i.test(text);
    if (!isNeeded) continue;
    kept.unshift(text);
    for (const word of wordsOf(text)) wanted.add(word);
  }
  return kept;
}

/** The stretches between the commas of a statement's outermost lists, each with one of its commas. */
function elementsOf(text: string): { start: number; end: number }[] {
  const elements: { start: number; end: number }[] = [];
  let depth = 0;
  let from = 0;
  for (const token of significantTokens(text)) {
    const mark = token.kind === 'punctuation' ? text[token.start] : '';
    if (mark === '(' && ++depth === 1) from = token.end;
    if (depth === 1 && mark === ',') {
      elements.push({ start: from, end: token.end });
      from = token.end;
    }
    if (mark === ')' && --depth === 0) {
      const before = elements.at(-1);
      if (before?.end === from) elements.push({ start: from - 1, end: token.start });
    }
  }
  return elements;
}

type Check = (texts: readonly string[]) => Promise<boolean>;

/** Leaves out what is not needed, from halves down to single statements; the last one stays. */
async function withoutStatements(texts: readonly string[], check: Check): Promise<readonly string[]> {
  let current = texts;
  for (let size = Math.ceil(current.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let end = current.length - 1; end > 0; end -= size) {
      const shorter = [...current.slice(0, Math.max(0, end - size)), ...current.slice(end)];
      if (await check(shorter)) current = shorter;
    }
  }
  return current;
}

async function withoutElements(texts: readonly string[], check: Check): Promise<readonly string[]> {
  let current = texts;
  for (let at = 0; at < current.length; at++) {
    for (let index = elementsOf(current[at]!).length - 1; index >= 0; index--) {
      const text = current[at]!;
      const element = elementsOf(text)[index];
      if (!element) continue;
      const shorter = current.with(at, `${text.slice(0, element.start)} ${text.slice(element.end)}`);
      if (await check(shorter)) current = shorter;
    }
  }
  return current;
}

/** The smallest script on which both disagree as they do on the mutant; null where it cannot be reproduced. */
export async function shrink(ground: Ground, judgement: Judgement, server: PGlite): Promise<string | null> {
  const units = toUnits(mutate(ground, judgement.mutation.edits));
  const { rejection, errors } = judgement;
  const last = rejection
    ? units.findIndex((unit) => rangeOf(unit).start === rejection.start)
    : units.findIndex((unit) => errors.some((error) => isOn(error, unit)));
  if (last < 0) return null;
  let tries = 0;
  const check: Check = async (texts) => {
    if (tries++ > mostTries) return false;
    const script = parseScript(texts.join('\n'));
    const found = analyse([{ name: fileName, script }], ground.options)
      .findings(fileName)
      .filter(({ severity }) => severity === 'error');
    if (rejection ? found.length > 0 : !found.some(({ rule }) => rule === errors[0]?.rule)) return false;
    return isSameVerdict(server, texts, rejection?.sqlstate ?? null);
  };
  const all = units.slice(0, last + 1).map(({ text }) => text);
  let start = closure(all);
  if (!(await check(start))) start = all;
  if (start === all && !(await check(start))) return null;
  const fewer = await withoutElements(await withoutStatements(start, check), check);
  return (await withoutStatements(fewer, check)).join('\n').replace(/[ \t]*\n\s*\n/g, '\n');
}

/** Whether PostgreSQL accepts all statements, or all but the last, which it rejects with this code. */
async function isSameVerdict(
  server: PGlite,
  texts: readonly string[],
  sqlstate: string | null,
): Promise<boolean> {
  await server.exec('begin');
  try {
    for (const [at, text] of texts.entries()) {
      const rejection = await askSafely(server, text);
      const expected = at === texts.length - 1 ? sqlstate : null;
      if ((rejection?.sqlstate ?? null) !== expected) return false;
    }
    return true;
  } finally {
    await server.exec('rollback');
  }
}
