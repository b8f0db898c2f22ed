import type { DiagramColumn, DiagramModel, DiagramTable } from './model.ts';
import { line, overviewBoxes, relationTitle, tableTitle } from './to-mermaid.ts';

/** The diagram in PlantUML's notation of entities, with groups as packages. */
export function toPlantuml(model: DiagramModel): string {
  const lines = ['@startuml', 'hide circle', 'hide empty members'];
  lines.push(model.direction === 'LR' ? 'left to right direction' : 'top to bottom direction');
  for (const { id, title } of overviewBoxes(model)) lines.push(`entity "${escaped(title)}" as ${id}`);
  for (const { id, title } of model.overview ? [] : model.groups) {
    const own = model.tables.filter(({ group }) => group === id);
    lines.push(`package "${escaped(title)}" {`, ...own.flatMap(tableLines).map((one) => `  ${one}`), '}');
  }
  const ungrouped = model.tables.filter(({ group }) => group === null);
  lines.push(...ungrouped.flatMap(tableLines));
  for (const [index, { schema, name, labels }] of model.overview ? [] : model.enums.entries()) {
    const title = schema === 'public' ? name : `${schema}.${name}`;
    lines.push(`enum "${escaped(title)}" as E${index} {`);
    lines.push(...labels.map((label) => `  {field} ${escaped(label)}`), '}');
  }
  for (const relation of model.relations)
    lines.push(
      `${relation.parent} ${model.overview ? '<--' : line(relation)} ${relation.child} : "${escaped(relationTitle(relation))}"`,
    );
  for (const { id, inherits } of model.tables)
    for (const parent of inherits) lines.push(`${parent} <|-- ${id}`);
  return `${[...lines, '@enduml'].join('\n')}\n`;
}

function tableLines(table: DiagramTable): string[] {
  const change = table.change === null ? '' : ` <<${table.change}>>`;
  const head = `entity "${escaped(tableTitle(table))}" as ${table.id}${change}`;
  if (table.columns.length === 0) return [head];
  const primary = table.columns.filter(({ keys }) => keys.includes('PK'));
  const others = table.columns.filter(({ keys }) => !keys.includes('PK'));
  const divider = primary.length > 0 && others.length > 0 ? ['  --'] : [];
  return [`${head} {`, ...primary.map(columnLine), ...divider, ...others.map(columnLine), '}'];
}

/** `{field}` keeps a type with parentheses from being taken for a method. */
function columnLine({ name, type, notNull, keys, comment, change }: DiagramColumn): string {
  const marks = [...keys, ...(change === null ? [] : [change])].map((key) => ` <<${key}>>`).join('');
  const remark = comment === null || comment.trim() === '' ? '' : ` ${escaped(comment.trim())}`;
  return `  {field} ${notNull ? '* ' : ''}${escaped(name)} : ${escaped(type ?? '?')}${marks}${remark}`;
}

/** Text in which nothing means anything to PlantUML: all signs but a few are written by their code points. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N} .,:]|(?<![\p{L}\p{N}])[ .:](?![\p{L}\p{N}])|_(?=_)|(?<=_)_/gu, (sign) =>
      sign === '_' || sign === '(' || sign === ')' || sign === ' ' ? sign : code(sign),
    );
}

function code(sign: string): string {
  return `&#${sign.codePointAt(0)};`;
}
