/** A text for people, in English, with `{0}`, `{1}`, … where values stand. An editor may have it in other languages. */
export interface Wording {
  readonly text: string;
  readonly values: readonly string[];
}

/** Words something for people. The texts of all calls are translated in l10n/, which a test makes sure of. */
export function say(text: string, ...values: readonly string[]): Wording {
  return { text, values };
}

/** For who speaks no other language. */
export function inEnglish({ text, values }: Wording): string {
  return text.replace(/\{(\d)\}/g, (place, index) => values[Number(index)] ?? place);
}
