/** So many tables and relations mermaid reads within some 50 ms, also before the compiler has warmed up. */
const atOnce = 160;

/**
 * Our own mermaid text in parts that are texts by themselves, each with some of the entities and relations. A line of
 * two blanks begins one of them, the lines of its columns have four, and a brace ends it.
 */
export function splitMermaid(text: string): readonly string[] {
  const [diagram = '', direction = '', ...lines] = text.split('\n');
  const parts: string[][] = [];
  let count = atOnce;
  for (const line of lines) {
    const begins = line.startsWith('  ') && line[2] !== ' ' && line[2] !== '}';
    if (begins && count >= atOnce) {
      parts.push([diagram, direction]);
      count = 0;
    }
    if (begins) count++;
    parts.at(-1)?.push(line);
  }
  return parts.length > 1 ? parts.map((part) => part.join('\n')) : [text];
}
