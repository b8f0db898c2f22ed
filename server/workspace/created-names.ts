const identifier = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const created = new RegExp(
  String.raw`\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|unlogged|foreign|materialized|recursive)\s+)*(?:table|view|sequence|type|domain|schema|extension)\s+(?:if\s+not\s+exists\s+)?(${identifier})(?:\s*\.\s*(${identifier}))?`,
  'gi',
);

function value(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
}

/** The names that a text creates, as `name` and, where a schema is written, `schema.name`. */
export function createdNames(text: string): string[] {
  const names: string[] = [];
  for (const [, first, second] of text.matchAll(created)) {
    if (first === undefined) continue;
    names.push(value(second ?? first));
    if (second !== undefined) names.push(`${value(first)}.${value(second)}`);
  }
  return names;
}
