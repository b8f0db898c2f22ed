import { type MemberNode, type ObjectNode, parse } from '@humanwhocodes/momoa';
import type { SavedView } from './configured-views.ts';

const indent = '  ';

/**
 * A configuration's text with a view of this name, or without it where the view is null; all else, comments too, stays
 * as it is. Null where the text is no configuration: nothing is put into a file that its owner has to mend first.
 */
export function withSavedView(text: string, name: string, view: SavedView | null): string | null {
  if (text.trim() === '')
    return view === null ? text : `${JSON.stringify({ views: { [name]: view } }, null, 2)}\n`;
  const body = bodyOf(text);
  if (!body) return null;
  const views = memberOf(body, 'views');
  if (!views) return view === null ? text : insert(text, body, 'views', { [name]: view }, 1);
  if (views.value.type !== 'Object') return null;
  const list = views.value as ObjectNode;
  const present = memberOf(list, name);
  if (!present) return view === null ? text : insert(text, list, name, view, 2);
  if (view === null) return remove(text, list, present);
  const [start, end] = present.value.range!;
  return text.slice(0, start) + written(view, 2) + text.slice(end);
}

function bodyOf(text: string): ObjectNode | null {
  try {
    const { body } = parse(text, { mode: 'jsonc', ranges: true, allowTrailingCommas: true });
    return body.type === 'Object' ? (body as ObjectNode) : null;
  } catch {
    return null;
  }
}

function memberOf({ members }: ObjectNode, name: string): MemberNode | undefined {
  return members.find(
    (member) => (member.name.type === 'String' ? member.name.value : member.name.name) === name,
  );
}

function written(value: object, depth: number): string {
  return JSON.stringify(value, null, indent).replaceAll('\n', `\n${indent.repeat(depth)}`);
}

/** After the last member, on a line of its own. */
function insert(text: string, object: ObjectNode, name: string, value: object, depth: number): string {
  const last = object.members.at(-1);
  const line = `\n${indent.repeat(depth)}${JSON.stringify(name)}: ${written(value, depth)}`;
  if (last) {
    const at = last.range![1];
    const comma = /^\s*,/.test(text.slice(at)) ? '' : ',';
    return `${text.slice(0, at)},${line}${text.slice(at + (comma === '' ? text.slice(at).indexOf(',') + 1 : 0))}`;
  }
  const [start, end] = object.range!;
  return `${text.slice(0, start + 1)}${line}\n${indent.repeat(depth - 1)}${text.slice(end - 1)}`;
}

/** The member with the comma after it, or before it where it is the last, and its line. */
function remove(text: string, object: ObjectNode, member: MemberNode): string {
  const at = object.members.indexOf(member);
  const [start, end] = member.range!;
  const next = object.members[at + 1];
  if (next) return text.slice(0, start) + text.slice(next.range![0]);
  const before = object.members[at - 1];
  const after = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  const from = before ? before.range![1] : start;
  const rest = text.slice(end + after);
  return (before ? text.slice(0, from) : text.slice(0, start).trimEnd()) + (before ? rest : rest.trimStart());
}
