import { codes } from './data.generated.ts';
import { linesOf } from './versions.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const characters = `${letters}0123456789`;

let names: ReadonlyMap<string, string> | undefined;

/** The code of the type at a place in the list of types: a letter for the first ones, a digit and one more for others. */
export function codeAt(place: number): string {
  const rest = place - letters.length;
  if (rest < 0) return letters[place] ?? '';
  if (rest >= 10 * characters.length) throw new Error('More types than codes.');
  return `${Math.floor(rest / characters.length)}${characters[rest % characters.length]}`;
}

/** The name of the type with a code. */
export function typeOfCode(code: string): string {
  names ??= new Map(linesOf(codes).map((name, place) => [codeAt(place), name]));
  const name = names.get(code);
  if (name === undefined) throw new Error(`No type has the code ${code}.`);
  return name;
}

/** Splits codes that stand one after the other; `-` stands for no type. */
export function splitCodes(text: string): string[] {
  return text.match(/\d.|[A-Za-z-]/g) ?? [];
}
