import type { Node, WindowDef } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { transformExpression } from './expression.ts';
import type { ExpressionKind } from './expression-kind.ts';
import { coerceOperand, type Operand, reportMismatch } from './operand.ts';
import { report } from './report.ts';
import type { Scope } from './scope.ts';
import { formatType } from './type-facts.ts';

function within<T>(scope: Scope, kind: ExpressionKind, read: () => T): T {
  const outer = scope.kind;
  scope.kind = kind;
  const result = read();
  scope.kind = outer;
  return result;
}

/** FRAMEOPTION_ROWS and FRAMEOPTION_GROUPS: their offsets count rows. */
const countsRows = 0x00004 | 0x00008;

/** The definition of a window, after OVER or in the WINDOW clause. */
export function transformWindow(
  a: Analysis,
  scope: Scope,
  window: WindowDef,
  location: number | undefined,
): void {
  const reference =
    window.refname ?? (window.partitionClause || window.orderClause ? undefined : window.name);
  if (reference !== undefined && !scope.windows.has(reference))
    report(
      a,
      '42704',
      a.places.find(reference, window.location ?? location),
      `window "${reference}" does not exist`,
      {
        kind: 'invalid-query',
        what: 'window',
      },
    );
  within(scope, 'window partition', () => {
    for (const one of window.partitionClause ?? []) transformExpression(a, scope, one);
  });
  const order: Operand[] = within(scope, 'window order', () =>
    (window.orderClause ?? []).flatMap((one: Node) =>
      'SortBy' in one ? [transformExpression(a, scope, one.SortBy.node)] : [],
    ),
  );
  within(scope, 'window frame', () => {
    for (const offset of [window.startOffset, window.endOffset]) {
      if (!offset) continue;
      const value = transformExpression(a, scope, offset);
      const isRows = ((window.frameOptions ?? 0) & countsRows) !== 0 && order.length >= 0;
      if (isRows && !coerceOperand(a, value, 'int8', 'implicit'))
        reportMismatch(
          a,
          value,
          'int8',
          `argument of ROWS must be type bigint, not type ${formatType(a, value.type)}`,
        );
    }
  });
}
