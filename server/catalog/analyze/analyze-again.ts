import type { Node } from '@pgsql/types';
import type { Statement } from '../../syntax/statement.ts';
import { isTable } from '../catalog.ts';
import { isEqual } from '../equal.ts';
import type { CatalogObject, Constraint, Table } from '../model.ts';
import type { WrittenName } from '../problem.ts';
import type { Reader } from '../reader.ts';
import type { AnalysisContext } from './analysis.ts';
import type { QueryAnalysis } from './analyze-query.ts';
import { analyzeStatement } from './analyze-statement.ts';
import { notingContext, notingReader } from './noting-context.ts';

/** What an analysis found, and all that it was told. */
interface Answer {
  readonly analysis: QueryAnalysis;
  readonly version: number;
  readonly reads: ReadonlyMap<string, unknown>;
  readonly readsBefore: ReadonlyMap<string, unknown>;
  readonly externals: readonly { readonly name: WrittenName; readonly isExternal: boolean }[];
}

const answers = new WeakMap<Statement, Answer>();

/**
 * Analyses a statement as `analyzeStatement` does, and remembers why. Where it is told the same again, or what makes no
 * difference to queries, the answer is the same too: most statements are applied anew for something that their
 * expressions never look at.
 */
export function analyzeAgain(
  statement: Statement,
  context: AnalysisContext,
  tree: Node,
  before: Reader,
): QueryAnalysis {
  const { version } = context.catalog;
  const known = answers.get(statement);
  if (
    known?.version === version &&
    isToldAlike(known.reads, context.catalog) &&
    isToldAlike(known.readsBefore, before) &&
    known.externals.every(({ name, isExternal }) => context.isExternal(name) === isExternal)
  )
    return known.analysis;
  const reads = new Map<string, unknown>();
  const readsBefore = new Map<string, unknown>();
  const externals: { name: WrittenName; isExternal: boolean }[] = [];
  const noting = notingContext(context, reads, (name, isExternal) => externals.push({ name, isExternal }));
  const analysis = analyzeStatement(noting, tree, notingReader(before, readsBefore));
  answers.set(statement, { analysis, version, reads, readsBefore, externals });
  return analysis;
}

/** Reads all of it again, so that whoever notes what is read knows. */
function isToldAlike(reads: ReadonlyMap<string, unknown>, reader: Reader): boolean {
  for (const [key, value] of reads) if (!isAlike(value, reader.get(key))) return false;
  return true;
}

/** Whether two values are the same, or tables that differ only in where their foreign keys lead, as no query minds. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isTable(one as CatalogObject | undefined) || !isTable(other as CatalogObject | undefined))
    return false;
  const [left, right] = [one as Table, other as Table] as const;
  for (const field in left) {
    const [from, to] = [left[field as keyof Table], right[field as keyof Table]];
    if (from === to) continue;
    // What the statement itself makes is made anew each time.
    const isSame =
      field === 'constraints' ? areAlike(left.constraints, right.constraints) : isEqual(from, to, true);
    if (!isSame) return false;
  }
  return true;
}

function areAlike(one: readonly Constraint[], other: readonly Constraint[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) {
    const [left, right] = [one[at]!, other[at]!];
    if (left.kind === 'foreign key' && right.kind === 'foreign key') {
      if (left.name !== right.name) return false;
    } else if (!isEqual(left, right, true)) return false;
  }
  return true;
}
