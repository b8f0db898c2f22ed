import type { Scope, ScopeItem } from './scope.ts';

export function isSeen(scope: Scope, item: ScopeItem): boolean {
  return !item.isLateralOnly || scope.isLateralActive;
}

export function findItem(scope: Scope, schema: string | null, name: string): ScopeItem | null {
  for (let level: Scope | null = scope; level; level = level.parent)
    for (const item of level.items)
      if (
        item.isRelationVisible &&
        isSeen(level, item) &&
        item.alias === name &&
        (schema === null || item.schema === schema)
      )
        return item;
  return null;
}

export function levelOf(scope: Scope, item: ScopeItem): Scope {
  for (let level: Scope | null = scope; level; level = level.parent)
    if (level.items.includes(item)) return level;
  return scope;
}

export function visibleItems(scope: Scope): ScopeItem[] {
  const found: ScopeItem[] = [];
  for (let level: Scope | null = scope; level; level = level.parent) found.push(...level.items);
  return found;
}
