import { isTable } from './catalog.ts';
import { createExtension } from './create-other.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Column, Table, TypeUse } from './model.ts';
import { unknownPrefix } from './types.ts';

const name = String.raw`(?:"?([\w$\u0080-\uffff]+)"?\s*\.\s*)?"?([\w$\u0080-\uffff-]+)"?`;
const creating = new RegExp(
  String.raw`\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+|temp(?:orary)?\s+|materialized\s+|unique\s+|constraint\s+)?(extension|table|view|type|domain|function|procedure|sequence|schema|aggregate|index|trigger|policy|rule|statistics|publication)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?${name}`,
  'gi',
);
/** Labels may be added and renamed. */
const alteringType = new RegExp(String.raw`\balter\s+type\s+${name}\s+(?:add|rename)\s+value\b`, 'gi');
/** Other commands leave the columns as they are. */
const altering = new RegExp(
  String.raw`\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?${name}(?!\s+(?:owner|enable|disable|force|no|set|reset|cluster|validate|replica)\b)`,
  'gi',
);
const dropping = new RegExp(
  String.raw`\bdrop\s+(?:materialized\s+)?(?:table|view|type|domain|function|procedure|sequence|schema|aggregate|index|trigger|policy|rule|statistics|publication|column|constraint|extension)\s+(?:concurrently\s+)?(?:if\s+exists\s+)?${name}`,
  'gi',
);
const renaming = new RegExp(String.raw`\brename\s+(?:[\w"$ ]+\s+)?to\s+${name}`, 'gi');
/** CREATE of something whose name is put together when it runs. */
const creatingAnything =
  /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+|temp(?:orary)?\s+|materialized\s+)?(?:table|view|type|domain|schema|sequence|extension)\s+(?:if\s+not\s+exists\s+)?(?:[\w."]*%|[\w."]*'\s*\|\|)/i;
/** The same for what belongs to a table. */
const creatingAnyPart =
  /\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+|unique\s+)?(?:trigger|policy|rule|statistics|index)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(?:[\w."]*%|[\w."]*'\s*\|\|)/i;
/** ALTER of something of that kind, in a way that changes which names there are. */
const alteringAnything =
  /\balter\s+(?:table|type|view|schema|sequence)\s+(?:if\s+exists\s+)?(?:only\s+)?(?:[\w."]*%|[\w."]*'\s*\|\|)[\s\S]*\b(?:add|rename|drop|attach|schema)\b/i;

/** DROP of something whose name is put together when it runs, also as a part of ALTER TABLE. */
const droppingAnything = /\bdrop\s+(?:[a-z]+\s+){1,4}(?:[\w."]*%|[\w."]*'\s*\|\|)/i;

/** The table with what is certain of it: columns that the text names may be of other types afterwards. */
function withoutTypes(draft: Draft, table: Table, text: string): Table {
  const words = new Set(text.toLowerCase().match(/[\w$\u0080-\uffff]+/g));
  const columns = table.columns.map((column) =>
    words.has(column.name.toLowerCase()) && !column.type.type.startsWith(unknownPrefix)
      ? { ...column, type: unknownType(draft, column) }
      : column,
  );
  return { ...table, columns, complete: false };
}

function unknownType(draft: Draft, { type }: Column): TypeUse {
  return { type: unknownPrefix + draft.formatType(type), modifiers: [], array: false };
}

/**
 * Notes what SQL that may run, or whose text is known only in part, may do: extensions count as installed, other names
 * may exist or be gone, and tables that are altered may have other columns.
 */
export function noteUnseenEffects(draft: Draft, text: string): void {
  for (const [, what, , created = ''] of text.matchAll(creating)) {
    if (what?.toLowerCase() === 'extension')
      createExtension(draft, { extname: created, if_not_exists: true });
    else draft.put(keys.damaged(created.toLowerCase()), true);
  }
  for (const pattern of [dropping, renaming, alteringType])
    for (const [, , named = ''] of text.matchAll(pattern)) draft.put(keys.damaged(named.toLowerCase()), true);
  for (const [, schema, named = ''] of text.matchAll(altering)) {
    const table = draft.relation(schema?.toLowerCase() ?? null, named.toLowerCase());
    if (isTable(table)) draft.putObject(withoutTypes(draft, table, text));
  }
  const isAltering = alteringAnything.test(text);
  if (creatingAnything.test(text) || isAltering) draft.put(keys.partial, true);
  if (creatingAnyPart.test(text)) draft.put(keys.unseenParts, true);
  if (droppingAnything.test(text) || isAltering) draft.put(keys.unseenDrops, true);
  draft.put(keys.guarded(draft.source.statement.id), true);
}
