import type { Node } from '@pgsql/types';
import { walkTree } from '../../syntax/walk-tree.ts';
import type { Expression, Table, TypeUse } from '../model.ts';
import { builtinName } from '../types.ts';
import type { Analysis, OutputColumn } from './analysis.ts';
import { analyzePart, rowOfRelation } from './analyze-expression.ts';
import { createAnalysis } from './create-analysis.ts';
import type { ExpressionKind } from './expression-kind.ts';
import { notingContext } from './noting-context.ts';

/** What an expression was found to be sound with: the same words are sound again wherever all of this is the same. */
interface Grounds {
  /** The columns that it names, and their types. */
  readonly columns: readonly { readonly name: string; readonly type: TypeUse }[];
  /** What was read of the catalog: few keys, so that a list takes less memory than a map. */
  readonly reads: readonly (readonly [key: string, value: unknown])[];
}

/**
 * Expressions without a problem, by their kind, words and target. Schemas say `DEFAULT now()` and `CHECK (price >= 0)`
 * again and again, and an edit analyses again what it does not change.
 */
const sound = new Map<string, Grounds>();
const mostRemembered = 1024;
const longestRemembered = 500;
const nothing: Grounds['reads'] = [];

/**
 * Analyses a DEFAULT or CHECK as `analyzePart` does. It reads the catalog in the same way where its words are known to
 * be sound, but analyses them only where something that they were found sound with has changed.
 */
export function analyzeRepeated(
  a: Analysis,
  subject: { readonly table: Table; readonly target?: OutputColumn | undefined },
  written: Expression | null | undefined,
  node: Node,
  kind: ExpressionKind,
): void {
  const { table, target } = subject;
  const part = kind === 'check' ? { relation: table, target } : { target };
  // Words alone say nothing where placeholders stand for others.
  const isRepeatable = a.isOnlyChecked && written?.node === node && a.source?.isVerbatim === true;
  if (!isRepeatable || written.text.length > longestRemembered) {
    analyzePart(a, part, node, kind);
    return;
  }
  const key = `${a.catalog.version} ${kind} ${target?.type ?? ''} ${target?.modifiers.join() ?? ''} ${written.text}`;
  const grounds = sound.get(key);
  if (grounds && isStillSo(a, table, grounds)) return;
  const reads = new Map<string, unknown>();
  let isDecidedElsewhere = false;
  const inner = createAnalysis(
    notingContext(a, reads, () => {
      isDecidedElsewhere = true;
    }),
  );
  // What the types of the table's other columns are is no reason for what is found.
  if (kind === 'check') inner.rows.set(table, rowOfRelation(a, table));
  analyzePart(inner, part, node, kind);
  a.problems.push(...inner.problems);
  const { functions, types } = inner.uses;
  for (const called of functions) a.uses.functions.add(called);
  for (const named of types) a.uses.types.add(named);
  const columns = namedColumns(inner, table, node);
  // Whose functions it calls and whose types it names is asked each time.
  const isUser = functions.size > 0 || types.size > 0;
  if (isUser || inner.problems.length > 0 || isDecidedElsewhere || !columns) return;
  if (sound.size >= mostRemembered) sound.clear();
  sound.set(key, { columns, reads: reads.size === 0 ? nothing : [...reads] });
}

/** Reads all that it was found sound with, so that a change of any of it concerns the statement. */
function isStillSo(a: Analysis, table: Table, { columns, reads }: Grounds): boolean {
  for (const [key, value] of reads) if (a.catalog.get(key) !== value) return false;
  for (const { name, type } of columns) {
    const column = table.columns.find((one) => one.name === name);
    // Lengths and precisions decide nothing.
    if (column?.type.type !== type.type || column.type.array !== type.array) return false;
  }
  return true;
}

/** The columns that an expression names; null where it depends on more of the table than those. */
function namedColumns(a: Analysis, table: Table, node: Node): Grounds['columns'] | null {
  const columns = new Map<string, TypeUse>();
  let isMore = false;
  walkTree(node, (tag, fields) => {
    if (tag === 'SubLink') isMore = true;
    if (tag !== 'ColumnRef') return;
    const target = a.references.get(fields);
    const column = target && table.columns[target.column];
    const parts = fields.fields as readonly unknown[] | undefined;
    if (column && parts?.length === 1) {
      columns.set(column.name, column.type);
      if (builtinName(column.type.type) === null) a.catalog.object(column.type.type);
    } else isMore = true;
  });
  return isMore ? null : [...columns].map(([name, type]) => ({ name, type }));
}
