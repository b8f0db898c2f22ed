import type { Fix, ReportTo, RuleContext } from '../rule.ts';
import { safe, unlessApplied } from './fix.ts';
import type { WrongColumn } from './query-columns.ts';

function rename(uses: readonly WrongColumn[], context: RuleContext): readonly Fix[] {
  const [first] = uses;
  if (!first) return [];
  return unlessApplied(context, [
    safe(
      `Use ${first.replacement} instead of ${first.column}`,
      uses.map(({ at, column, replacement, isOutput }) => ({
        at,
        newText: isOutput ? `${replacement} AS ${column}` : replacement,
      })),
    ),
  ]);
}

/** One report for each column name, at its first use; the fix covers all uses. */
export function reportByColumn(
  wrong: readonly WrongColumn[],
  context: RuleContext,
  report: ReportTo,
  message: (use: WrongColumn) => string,
): void {
  const groups = new Map<string, WrongColumn[]>();
  for (const use of wrong) {
    const key = `${use.relation}.${use.column}`;
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  for (const uses of groups.values()) {
    const [first, ...others] = uses;
    if (!first) continue;
    report({
      at: first.at,
      object: { kind: 'column', schema: 'pg_catalog', table: first.relation, name: first.column },
      message: message(first),
      related: others.map(({ at }) => ({ at, message: `${first.column} is used here too.` })),
      fixes: () => rename(uses, context),
    });
  }
}
