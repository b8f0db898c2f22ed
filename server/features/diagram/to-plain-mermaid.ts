import {
  line,
  type MermaidColumn,
  type MermaidSource,
  type MermaidTable,
  overviewBoxes,
  relationTitle,
  remark,
  tableTitle,
} from './to-mermaid.ts';

/**
 * Mermaid's text in the dialect that older renderers read too (GitHub, GitLab, mermaid 11): types and columns are plain
 * words, with `_` for every character that mermaid 11 refuses there.
 */
export function toPlainMermaid(model: MermaidSource): string {
  const lines = ['erDiagram', `  direction ${model.direction}`];
  for (const box of overviewBoxes(model)) lines.push(`  ${box.id}["${quotable(box.title)}"]`);
  for (const table of model.tables) lines.push(...tableLines(table));
  for (const relation of model.relations) {
    const change = relation.change ? ` (${relation.change})` : '';
    const title = quotable(`${relationTitle(relation)}${change}`);
    lines.push(`  ${relation.parent} ${line(relation)} ${relation.child} : "${title}"`);
  }
  return `${lines.join('\n')}\n`;
}

function tableLines(table: MermaidTable): string[] {
  const change = table.change ? ` (${table.change})` : '';
  const head = `  ${table.id}["${quotable(`${tableTitle(table)}${change}`)}"]`;
  if (table.columns.length === 0) return [head];
  return [`${head} {`, ...table.columns.map((column) => `    ${columnLine(column)}`), '  }'];
}

function columnLine(column: MermaidColumn): string {
  const parts = [plainWord(column.type ?? 'unknown'), plainWord(column.name)];
  if (column.keys.length > 0) parts.push(column.keys.join(', '));
  const text = quotable([column.change ?? '', remark(column)].join(' ').trim()).trim();
  if (text !== '') parts.push(`"${text}"`);
  return parts.join(' ');
}

function plainWord(text: string): string {
  const array = /(\[\])+$/.exec(text)?.[0] ?? '';
  const plain = text
    .slice(0, text.length - array.length)
    .normalize('NFC')
    .replaceAll('\ufb02', 'fl')
    .replace(/[^A-Za-z0-9\u00c0-\uffff]|[^\p{L}\p{M}\p{N}]/gu, '_')
    .replace(/_+/g, '_')
    .replace(/^_|_$/g, '');
  const safe = /^[A-Za-z\u00c0-\uffff]/.test(plain) && !/^(pk|fk|uk)$/i.test(plain);
  return `${safe ? plain : `x_${plain}`.replace(/_$/, '')}${array}`;
}

/** Text between double quotes; a fence, a quote or a sign of mermaid's own cannot end it or mean something. */
function quotable(text: string): string {
  const plain = text
    .normalize('NFC')
    .replaceAll('\ufb02', 'fl')
    .replaceAll('\u00b6\u00df', '\u00b6\u2060\u00df')
    .replace(/[^\p{L}\p{M}\p{N} _.,()\u2026-]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    // mermaid takes these words for a statement wherever they stand in a line.
    .replace(/(direction) (?=TB|BT|LR|RL)/gi, '$1_');
  // mermaid cannot measure a label of nothing but spaces.
  return plain.trim() === '' ? '\u00a0' : plain;
}
