import type { Constraint as ConstraintNode } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { Source } from './source.ts';

/** A constraint as written: the tree's node and where its words stand. */
export interface ConstraintSpec {
  readonly node: ConstraintNode;
  /** Token indexes of the first word (CONSTRAINT, if named) and the last. */
  readonly first: number;
  readonly last: number;
  /** The column in whose definition it stands. */
  readonly inline: { readonly column: string; readonly nameRange: SourceRange } | null;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly enforced: boolean;
}

/** The index of the first token after an optional `CONSTRAINT name`. */
export function bodyStart(source: Source, spec: ConstraintSpec): number {
  return source.word(spec.first) === 'CONSTRAINT' ? spec.first + 2 : spec.first;
}

export function constraintRange(source: Source, spec: ConstraintSpec): SourceRange {
  return source.range(spec.first, spec.last);
}

export function constraintNameRange(source: Source, spec: ConstraintSpec): SourceRange | null {
  return source.word(spec.first) === 'CONSTRAINT' ? source.range(spec.first + 1, spec.first + 1) : null;
}

/** The token indexes just inside the first parentheses from `from` on; null where there are none. */
export function insideParentheses(
  source: Source,
  from: number,
  to: number,
): { first: number; last: number } | null {
  const open = source.find('(', from, to);
  if (open < 0) return null;
  const close = source.closing(open);
  return close > open + 1 ? { first: open + 1, last: close - 1 } : null;
}

/** Where a constraint's columns are written: its column list, or the name of its column. */
export function columnsRange(source: Source, spec: ConstraintSpec): SourceRange {
  if (spec.inline) return spec.inline.nameRange;
  const inside = insideParentheses(source, bodyStart(source, spec), spec.last);
  return inside ? source.range(inside.first, inside.last) : constraintRange(source, spec);
}

/** The constraints of a column definition, each with its attributes (DEFERRABLE …) and its stretch of tokens. */
export function columnConstraintSpecs(
  source: Source,
  nodes: readonly ConstraintNode[],
  end: number,
  inline: NonNullable<ConstraintSpec['inline']>,
): ConstraintSpec[] {
  const specs: ConstraintSpec[] = [];
  if (nodes.length === 0) return specs;
  const firsts = nodes.map((node) => source.tokenIndex(source.offset(node.location)));
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    let last = end;
    for (const first of firsts) if (first > firsts[index]! && first <= last) last = first - 1;
    const before = specs[specs.length - 1];
    const type = node.contype ?? '';
    if (type.startsWith('CONSTR_ATTR_') && before) {
      specs[specs.length - 1] = {
        ...before,
        last,
        deferrable:
          type === 'CONSTR_ATTR_DEFERRABLE' ||
          type === 'CONSTR_ATTR_DEFERRED' ||
          (before.deferrable && type !== 'CONSTR_ATTR_NOT_DEFERRABLE'),
        initiallyDeferred:
          type === 'CONSTR_ATTR_DEFERRED' || (before.initiallyDeferred && type !== 'CONSTR_ATTR_IMMEDIATE'),
        enforced: type === 'CONSTR_ATTR_NOT_ENFORCED' ? false : before.enforced,
      };
      continue;
    }
    specs.push(tableConstraintSpec(node, firsts[index]!, last, inline));
  }
  return specs;
}

/** A constraint that stands by itself in a table's definition or after ADD. */
export function tableConstraintSpec(
  node: ConstraintNode,
  first: number,
  last: number,
  inline: ConstraintSpec['inline'] = null,
): ConstraintSpec {
  return {
    node,
    first,
    last,
    inline,
    deferrable: node.deferrable ?? false,
    initiallyDeferred: node.initdeferred ?? false,
    enforced: !isEnforceable(node) || (node.is_enforced ?? false),
  };
}

function isEnforceable(node: ConstraintNode): boolean {
  return node.contype === 'CONSTR_CHECK' || node.contype === 'CONSTR_FOREIGN';
}
