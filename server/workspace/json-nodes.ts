import type { AnyNode, ArrayNode, MemberNode, ObjectNode, StringNode } from '@humanwhocodes/momoa';
import type { Range } from '../text/range.ts';

/** A text of the configuration and where it stands there, quotes included. */
export interface WrittenText extends Range {
  readonly text: string;
}

/** Says what is wrong with a node. */
export type Report = (node: AnyNode, message: string) => void;

/** Where a node stands in the text. */
export function rangeOf(node: AnyNode): Range {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function keyOf(member: MemberNode): string {
  return member.name.type === 'String' ? member.name.value : member.name.name;
}

/** An object's members; says so where one is not known or comes twice. */
export function membersOf(
  node: AnyNode,
  known: readonly string[],
  what: string,
  report: Report,
): Map<string, AnyNode> {
  const found = new Map<string, AnyNode>();
  if (node.type !== 'Object') {
    report(node, `${what} has to be an object`);
    return found;
  }
  for (const member of (node as ObjectNode).members) {
    const key = keyOf(member);
    if (!known.includes(key))
      report(member.name, `“${key}” is not known here; ${what} may have ${known.join(', ')}`);
    else if (found.has(key)) report(member.name, `“${key}” is there already`);
    else found.set(key, member.value);
  }
  return found;
}

/** A node's text; null, and reported, where it has none. */
export function textOf(node: AnyNode | undefined, what: string, report: Report): WrittenText | null {
  if (!node) return null;
  const text = node.type === 'String' ? (node as StringNode).value : null;
  if (text !== null && text.trim() !== '') return { text, ...rangeOf(node) };
  report(node, `${what} has to be a text that is not empty`);
  return null;
}

/** The texts of a list. */
export function textsOf(
  node: AnyNode | undefined,
  what: string,
  report: Report,
): readonly WrittenText[] | null {
  if (!node) return null;
  if (node.type !== 'Array') {
    report(node, `${what} has to be a list of texts`);
    return null;
  }
  return (node as ArrayNode).elements.flatMap(
    ({ value }) => textOf(value, `An entry of ${what}`, report) ?? [],
  );
}

/** The members of an object in which a person chooses the names. */
export function namedMembers(
  node: AnyNode | undefined,
  what: string,
  report: Report,
): readonly (readonly [string, AnyNode])[] {
  if (!node) return [];
  if (node.type !== 'Object') {
    report(node, `${what} has to be an object`);
    return [];
  }
  const seen = new Set<string>();
  return (node as ObjectNode).members.flatMap((member) => {
    const name = keyOf(member);
    const problem =
      name.trim() === ''
        ? `a name in ${what} is empty`
        : seen.has(name)
          ? `“${name}” is there already`
          : null;
    seen.add(name);
    if (problem === null) return [[name, member.value] as const];
    report(member.name, problem);
    return [];
  });
}
