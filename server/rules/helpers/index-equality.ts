import type { Expression, Index, IndexKey } from '../../catalog/model.ts';

const known = new WeakMap<Expression, string>();

/** An expression's tree without locations: equal for the same expression in another layout. */
function canonical(expression: Expression | null): string {
  if (!expression) return '';
  let text = known.get(expression);
  if (text === undefined) {
    text = JSON.stringify(expression.node, (name, value: unknown) =>
      name.endsWith('location') ? undefined : value,
    );
    known.set(expression, text);
  }
  return text;
}

export function isSameKey(a: IndexKey, b: IndexKey): boolean {
  return (
    a.column === b.column &&
    canonical(a.expression) === canonical(b.expression) &&
    a.operatorClass === b.operatorClass &&
    a.collation === b.collation &&
    a.descending === b.descending &&
    a.nullsFirst === b.nullsFirst
  );
}

export function isSamePredicate(a: Index, b: Index): boolean {
  return canonical(a.predicate) === canonical(b.predicate);
}

/** Whether both indexes hold the same entries in the same order. */
export function isSameIndex(a: Index, b: Index): boolean {
  return (
    a.method === b.method &&
    a.keys.length === b.keys.length &&
    a.keys.every((key, place) => isSameKey(key, b.keys[place] ?? key)) &&
    [...a.include].sort().join() === [...b.include].sort().join() &&
    isSamePredicate(a, b)
  );
}

/** Whether the index is a CREATE INDEX of its own, which nothing else in these files names. */
export function isOwnStatement(index: Index): boolean {
  return (
    !index.constraint &&
    index.parent === null &&
    index.comment === null &&
    (index.nameRange === null || index.nameRange.statement === index.range.statement)
  );
}
