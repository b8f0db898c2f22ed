import type { Node } from '@pgsql/types';
import type { Draft } from '../draft.ts';
import { resolveType } from '../resolve-type.ts';
import { strings } from '../types.ts';
import type { AnalysisContext } from './analysis.ts';
import { createAnalysis } from './create-analysis.ts';
import { resolveRoutine } from './resolve-routine.ts';
import { visibleRoutines } from './routine.ts';
import { opaque, type TypeId, typeOf } from './type-facts.ts';

/** The types of definitions were already resolved, and reported where they do not exist. */
export function quietly<T>(draft: Draft, read: () => T): T {
  const count = draft.problems.length;
  const result = read();
  draft.problems.length = count;
  return result;
}

/** The type that an option of a definition names. */
export function namedType(draft: Draft, context: AnalysisContext, node: Node | undefined): TypeId | null {
  if (!node || !('TypeName' in node)) return null;
  return typeOf(
    createAnalysis(context),
    quietly(draft, () => resolveType(draft, node.TypeName)),
  );
}

/** The parts of a function's name in an option; none where it is not written. */
export function functionNames(node: Node | undefined): readonly string[] {
  if (!node) return [];
  if ('TypeName' in node) return strings(node.TypeName.names);
  return 'List' in node ? strings(node.List.items) : 'String' in node ? [node.String.sval ?? ''] : [];
}

/** What a function of these arguments returns, as far as it is known. */
export function resultOf(
  context: AnalysisContext,
  names: readonly string[],
  types: readonly TypeId[],
): TypeId {
  const a = createAnalysis(context);
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  const name = names.at(-1) ?? '';
  const found = resolveRoutine(a, { schema, name, types, names: [], variadic: false, asType: null });
  if (found.kind === 'found') return found.result;
  // C functions have arguments that are not known here; one of that name is the one.
  const all = visibleRoutines(a, schema, name);
  return all.length === 1 ? all[0]!.result : opaque;
}
