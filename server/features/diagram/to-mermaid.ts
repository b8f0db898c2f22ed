/** What the mermaid text of a picture is made from. */
export interface MermaidSource {
  readonly direction: 'LR' | 'TB';
  /** True where the groups are the boxes. */
  readonly overview: boolean;
  readonly groups: readonly { readonly id: string; readonly title: string; readonly tableCount: number }[];
  readonly tables: readonly MermaidTable[];
  readonly relations: readonly MermaidRelation[];
}

export interface MermaidTable {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly MermaidColumn[];
  /** Null but in a comparison. */
  readonly change: string | null;
}

export interface MermaidColumn {
  readonly name: string;
  readonly type: string | null;
  readonly keys: readonly string[];
  readonly comment: string | null;
  readonly labels: readonly string[] | null;
  readonly change: string | null;
}

export interface MermaidRelation {
  readonly parent: string;
  readonly child: string;
  readonly columns: readonly string[];
  readonly parentOptional: boolean;
  readonly childUnique: boolean;
  readonly identifying: boolean;
  /** How many foreign keys it stands for. */
  readonly count: number;
  readonly change: string | null;
}

/** Longer comments and enum lists make boxes wider than they are worth; counted in code points. */
const remarkLimit = 48;

/**
 * Mermaid's text of a diagram, for mermaid 12. Whatever the names hold, it parses, and draws them as text:
 * boxes have synthetic ids, and every character of a name that could mean something is written as `#code;`.
 */
export function toMermaid(model: MermaidSource): string {
  const lines = ['erDiagram', `  direction ${model.direction}`];
  for (const box of overviewBoxes(model)) lines.push(`  ${box.id}["${label(box.title)}"]`);
  for (const table of model.tables) lines.push(...tableLines(table));
  for (const relation of model.relations) {
    lines.push(
      `  ${relation.parent} ${line(relation)} ${relation.child} : "${label(relationTitle(relation))}"`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The relation's line: the parent's end, solid when identifying, the child's end. */
export function line(relation: MermaidRelation): string {
  const parent = relation.parentOptional ? '|o' : '||';
  const child = relation.childUnique ? 'o|' : 'o{';
  return `${parent}${relation.identifying ? '--' : '..'}${child}`;
}

/** A box's title: the schema is named where it is not `public`, and views say what they are. */
export function tableTitle(table: MermaidTable): string {
  const name = table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
  return table.kind === 'view' || table.kind === 'materialized view' ? `${name} (${table.kind})` : name;
}

/** The boxes of an overview; a picture of tables has none. */
export function overviewBoxes({ overview, groups }: MermaidSource): { id: string; title: string }[] {
  return overview
    ? groups.map(({ id, title, tableCount }) => ({ id, title: `${title} (${tableCount})` }))
    : [];
}

/** A relation's label: its columns, in an overview how many keys it stands for. */
export function relationTitle({ columns, count }: MermaidRelation): string {
  return columns.length > 0 ? columns.join(', ') : String(count);
}

/** The comment, or else the labels of the column's enum, cut to a length that a box can bear. */
export function remark(column: MermaidColumn): string {
  const text = column.comment ?? column.labels?.join(', ') ?? '';
  const points = [...text.trim()];
  return points.length > remarkLimit ? `${points.slice(0, remarkLimit - 1).join('')}…` : points.join('');
}

/** A table's lines are the same until it changes, and writing them is what costs. */
const tableTexts = new WeakMap<MermaidTable, readonly string[]>();

function tableLines(table: MermaidTable): readonly string[] {
  const known = tableTexts.get(table) ?? writeTable(table);
  tableTexts.set(table, known);
  return known;
}

function writeTable(table: MermaidTable): string[] {
  const head = `  ${table.id}["${label(tableTitle(table))}"]`;
  if (table.columns.length === 0) return [head];
  return [`${head} {`, ...table.columns.map((column) => `    ${columnLine(column)}`), '  }'];
}

function columnLine(column: MermaidColumn): string {
  const parts = [word(column.type ?? ''), word(column.name)];
  if (column.keys.length > 0) parts.push(column.keys.join(', '));
  const text = remark(column);
  if (text !== '') parts.push(`"${label(text)}"`);
  return parts.join(' ');
}

/** A type or a column's name: as it is where mermaid takes it for a plain word, else a label in backticks. */
function word(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(text) && !/^(pk|fk|uk)$/i.test(text);
  return plain ? text : `\`${label(text)}\``;
}

/**
 * Text as a mermaid label. U+FB02 and U+00B6 U+00DF are the marks that mermaid itself uses for decoding, so
 * they must not come from a name.
 */
function label(text: string): string {
  const safe = text
    .normalize('NFC')
    .replaceAll('\ufb02', 'fl')
    .replaceAll('\u00b6\u00df', '\u00b6\u2060\u00df');
  let escaped = '';
  for (const character of safe) {
    const code = character.codePointAt(0)!;
    if (/^[A-Za-z0-9]$/.test(character)) escaped += character;
    else escaped += isControl(code) || isLoneSurrogate(code) ? '#32;' : `#${code};`;
  }
  return escaped === '' ? '#160;' : escaped;
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029;
}

function isLoneSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
