/** Text for SVG: nothing in it can become markup, and what has no shape becomes a blank. */
export function escapeText(text: string): string {
  return text.replace(unprintable, ' ').replace(special, (character) => entities[character] ?? character);
}

const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/gu;
const special = /[&<>"']/g;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
