import type { Node, WindowDef } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { canCoerce } from './coerce.ts';
import { transformExpression } from './expression.ts';
import type { ExpressionKind } from './expression-kind.ts';
import { coerceOperand, type Operand, placeOf, reportMismatch } from './operand.ts';
import { report, reportInvalid, reportMisplaced } from './report.ts';
import type { Scope, WindowFacts } from './scope.ts';
import { requireOrder } from './sort-clause.ts';
import { baseType, formatType, opaque } from './type-facts.ts';

function within<T>(scope: Scope, kind: ExpressionKind, read: () => T): T {
  const outer = scope.kind;
  scope.kind = kind;
  const result = read();
  scope.kind = outer;
  return result;
}

/** PostgreSQL's FRAMEOPTION_ constants, as the tree holds them. */
const frame = {
  range: 0x2,
  rows: 0x4,
  groups: 0x8,
  offsets: 0x800 | 0x1000 | 0x2000 | 0x4000,
  default: 0x422,
};

/**
 * The types of offsets that a RANGE frame may have, by the type that it is ordered by: in_range functions of pg_amproc.
 */
const rangeOffsets: Readonly<Record<string, readonly string[]>> = {
  int2: ['int2', 'int4', 'int8'],
  int4: ['int2', 'int4', 'int8'],
  int8: ['int8'],
  float4: ['float8'],
  float8: ['float8'],
  numeric: ['numeric'],
  date: ['interval'],
  timestamp: ['interval'],
  timestamptz: ['interval'],
  time: ['interval'],
  timetz: ['interval'],
  interval: ['interval'],
};

/** The definitions of a WINDOW clause, which OVER sees before they are read. */
export function declareWindows(a: Analysis, scope: Scope, clause: readonly Node[]): void {
  for (const one of clause) {
    if (!('WindowDef' in one) || one.WindowDef.name === undefined) continue;
    const { name } = one.WindowDef;
    if (scope.windows.has(name))
      reportInvalid(
        a,
        '42P20',
        a.places.find(name, one.WindowDef.location),
        `window "${name}" is already defined`,
      );
    scope.windows.set(name, factsOf(one.WindowDef, scope.windows));
  }
}

function factsOf(window: WindowDef, known: ReadonlyMap<string, WindowFacts>): WindowFacts {
  const copied = window.refname === undefined ? undefined : known.get(window.refname);
  return {
    order: window.orderClause?.length ?? copied?.order ?? 0,
    hasFrame: (window.frameOptions ?? frame.default) !== frame.default,
    place: known.size,
  };
}

/** The definition of a window, after OVER or in the WINDOW clause (transformWindowDefinitions). */
export function transformWindow(
  a: Analysis,
  scope: Scope,
  window: WindowDef,
  location: number | undefined,
): void {
  checkReference(a, scope, window, location);
  const { order: count } = factsOf(window, scope.windows);
  within(scope, 'window partition', () => {
    for (const one of window.partitionClause ?? [])
      requireOrder(a, transformExpression(a, scope, one), one, true);
  });
  const order: Operand[] = within(scope, 'window order', () =>
    (window.orderClause ?? []).flatMap((one: Node) => {
      if (!('SortBy' in one)) return [];
      const value = transformExpression(a, scope, one.SortBy.node);
      requireOrder(a, value, one.SortBy.node ?? null, false);
      return [value];
    }),
  );
  const options = window.frameOptions ?? 0;
  const place = () => a.places.token(window.location ?? location);
  if (options & frame.range && options & frame.offsets && count !== 1)
    reportInvalid(
      a,
      '42P20',
      place(),
      'RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column',
    );
  else if (options & frame.groups && count === 0)
    reportInvalid(a, '42P20', place(), 'GROUPS mode requires an ORDER BY clause');
  else
    within(scope, 'window frame', () => {
      for (const offset of [window.startOffset, window.endOffset])
        if (offset) transformOffset(a, scope, offset, options, order[0]);
    });
}

/** What a window is copied from must exist, and leave to be written what is written. */
function checkReference(a: Analysis, scope: Scope, window: WindowDef, location: number | undefined): void {
  const { refname, name, partitionClause, orderClause } = window;
  const reference = refname ?? (partitionClause || orderClause ? undefined : name);
  if (reference === undefined) return;
  const at = a.places.find(reference, window.location ?? location);
  const found = scope.windows.get(reference);
  const own = name === undefined ? undefined : scope.windows.get(name);
  // Of a WINDOW clause only what stands before is known.
  if (!found || (refname !== undefined && own && found.place >= own.place)) {
    report(a, '42704', at, `window "${reference}" does not exist`, { kind: 'invalid-query', what: 'window' });
    return;
  }
  if (refname === undefined) return;
  const refuse = (message: string) => reportInvalid(a, '42P20', at, message);
  if (partitionClause) refuse(`cannot override PARTITION BY clause of window "${reference}"`);
  else if (orderClause && found.order > 0) refuse(`cannot override ORDER BY clause of window "${reference}"`);
  else if (found.hasFrame) refuse(`cannot copy window "${reference}" because it has a frame clause`);
}

/** How far a frame reaches (transformFrameOffset). */
function transformOffset(
  a: Analysis,
  scope: Scope,
  node: Node,
  options: number,
  order: Operand | undefined,
): void {
  const before = a.references.size;
  const value = transformExpression(a, scope, node);
  const words = options & frame.range ? 'RANGE' : options & frame.rows ? 'ROWS' : 'GROUPS';
  if (words === 'RANGE') checkRangeOffset(a, value, order);
  else if (!coerceOperand(a, value, 'int8', 'implicit'))
    reportMismatch(
      a,
      value,
      'int8',
      `argument of ${words} must be type bigint, not type ${formatType(a, value.type)}`,
    );
  if ([...a.references.values()].slice(before).some((target) => target.scope === scope))
    reportMisplaced(
      a,
      '42P10',
      placeOf(a, node),
      `argument of ${words} must not contain variables`,
      'column reference',
    );
}

function checkRangeOffset(a: Analysis, value: Operand, order: Operand | undefined): void {
  const type = order ? baseType(a, order.type) : opaque;
  // An extension's or a user's operator class may have its own function.
  if (type === opaque || type === 'unknown' || /^[#.]/.test(type) || value.type === opaque) return;
  const offsets = rangeOffsets[type];
  const refuse = (what: string) =>
    reportInvalid(
      a,
      '0A000',
      placeOf(a, value.node),
      `RANGE with offset PRECEDING/FOLLOWING is not supported for column type ${formatType(a, type)}${what}`,
    );
  if (!offsets) refuse('');
  else if (!offsets.some((offset) => canCoerce(a, value.type, offset, 'implicit')))
    refuse(` and offset type ${formatType(a, value.type)}`);
}
