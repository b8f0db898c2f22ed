import type { Token } from '../../../server/syntax/token.ts';
import { significantTokens } from '../../../server/syntax/tokenize.ts';
import type { Random } from '../random-source.ts';
import { foldedWord, type Ground, type Site } from './ground.ts';
import { keywords } from './keywords.ts';
import { type Mutator, replace } from './mutation.ts';

interface Word {
  readonly text: string;
  readonly token: Token;
  /** Of the text in the file. */
  readonly start: number;
}

/** How often the dice go into a function's body where a statement has one. */
const shareOfBodies = 0.3;

/** A token of the statement, or of the function body in it. */
function pickToken(
  site: Site,
  random: Random,
  isWanted: (text: string, token: Token) => boolean,
): Word | null {
  const { start, statement } = site.placed;
  const body = site.tokens.find(({ kind }) => kind === 'dollar string');
  if (body && random.chance(shareOfBodies)) {
    const quote = /^\$\w*\$/.exec(statement.text.slice(body.start))?.[0].length ?? 2;
    const text = statement.text.slice(body.start + quote, body.end - quote);
    const token = random.pick(significantTokens(text).filter((one) => isWanted(text, one)));
    return token ? { text, token, start: start + body.start + quote } : null;
  }
  const token = random.pick(site.tokens.filter((one) => isWanted(statement.text, one)));
  return token ? { text: statement.text, token, start } : null;
}

function deleting(isWanted: (text: string, token: Token) => boolean): Mutator {
  return (ground, random) => {
    const site = random.pick(ground.sites);
    const word = site && pickToken(site, random, isWanted);
    return word
      ? [replace({ start: word.start + word.token.start, end: word.start + word.token.end }, ' ')]
      : null;
  };
}

const isMark =
  (marks: string): ((text: string, token: Token) => boolean) =>
  (text, { kind, start }) =>
    kind === 'punctuation' && marks.includes(text[start]!);

export const deleteComma = deleting(isMark(','));
export const deleteParenthesis = deleting(isMark('()'));
export const deleteKeyword = deleting(
  (text, { kind, start, end }) => kind === 'word' && keywords.has(text.slice(start, end).toLowerCase()),
);

function misspelled(word: string, random: Random): string {
  const at = random.below(word.length - 1);
  switch (random.below(4)) {
    case 0:
      return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + word[at] + word.slice(at);
    default:
      return `${word.slice(0, at)}${'aeioxz'[random.below(6)]}${word.slice(at + 1)}`;
  }
}

/** Changes one letter of a name or keyword. */
export const misspell: Mutator = (ground: Ground, random) => {
  const site = random.pick(ground.sites);
  const word =
    site && pickToken(site, random, (text, token) => /^[a-z_]{3,}$/i.test(foldedWord(text, token) ?? ''));
  if (!word) return null;
  const { start, end, kind } = word.token;
  const quote = kind === 'quoted identifier' ? 1 : 0;
  const old = word.text.slice(start + quote, end - quote);
  const changed = misspelled(old, random);
  const isSame = quote === 1 ? changed === old : changed.toLowerCase() === old.toLowerCase();
  return isSame
    ? null
    : [replace({ start: word.start + start + quote, end: word.start + end - quote }, changed)];
};
