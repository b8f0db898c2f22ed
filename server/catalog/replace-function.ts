import type { CreateFunctionStmt } from '@pgsql/types';
import { signatureOf } from './analyze/apply-definition.ts';
import type { RoutineSignature, SignedFunction } from './analyze/routine.ts';
import type { Draft } from './draft.ts';
import type { SqlFunction, TypeUse } from './model.ts';
import { unknownPrefix } from './types.ts';

type NewFunction = Pick<SqlFunction, 'kind' | 'returns' | 'returnsSet' | 'argumentNames'>;

/**
 * What keeps CREATE OR REPLACE from replacing a function (ProcedureCreate in pg_proc.c), in PostgreSQL's words; null
 * where nothing does.
 */
export function refusedReplacement(
  draft: Draft,
  old: SignedFunction,
  now: NewFunction,
  node: CreateFunctionStmt,
): { readonly sqlstate: string; readonly message: string } | null {
  const { signature } = old;
  // What C functions take and return is not read.
  if (!signature || old.language === 'c' || old.language === 'internal') return null;
  const refused = (message: string, sqlstate = '42P13') => ({ sqlstate, message });
  if (old.kind !== now.kind) return refused('cannot change routine kind', '42809');
  const after = signatureOf(draft, node);
  const [before, result] = [resultOf(old, signature), resultOf(now, after)];
  if (before !== null && result !== null && before !== result)
    return refused(
      old.kind === 'procedure'
        ? 'cannot change whether a procedure has output parameters'
        : 'cannot change return type of existing function',
    );
  if (isOtherRow(signature, after)) return refused('cannot change return type of existing function');
  for (const [at, name] of old.argumentNames.entries())
    if (name !== null && name !== '' && now.argumentNames[at] !== name)
      return refused(`cannot change name of input parameter "${name}"`);
  if (after.defaults < signature.defaults)
    return refused('cannot remove parameter defaults from existing function');
  return null;
}

/** What it returns, as one text; null where that is not known. */
function resultOf({ returns, returnsSet, kind }: NewFunction, { columns }: RoutineSignature): string | null {
  const type = (use: TypeUse) =>
    use.type.startsWith(unknownPrefix) ? null : `${use.type}${use.array ? '[]' : ''}`;
  const set = returnsSet ? 'setof ' : '';
  if (!columns) {
    if (!returns) return `${set}void`;
    const name = type(returns);
    return name === null ? null : set + name;
  }
  // OUT and TABLE columns decide the type: of one it is that, of several a record.
  if (columns.length > 1 || kind === 'procedure') return `${set}pg_catalog.record`;
  const name = type(columns[0]!.type);
  return name === null ? null : set + name;
}

/** Whether the columns of a record would be others. */
function isOtherRow({ columns: before }: RoutineSignature, { columns: after }: RoutineSignature): boolean {
  // Of one OUT column there is no record.
  const [old, now] = [before ?? [], after ?? []];
  if (old.length < 2 && now.length < 2) return false;
  if (old.length !== now.length) return true;
  return old.some(({ name, type }, at) => {
    const other = now[at]!;
    const isKnown = !type.type.startsWith(unknownPrefix) && !other.type.type.startsWith(unknownPrefix);
    return (
      name !== other.name || (isKnown && (type.type !== other.type.type || type.array !== other.type.array))
    );
  });
}
