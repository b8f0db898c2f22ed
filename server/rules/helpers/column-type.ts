import type { Catalog } from '../../catalog/catalog.ts';
import type { Column, TypeUse } from '../../catalog/model.ts';
import { builtinName as builtinNameOf } from '../../catalog/types.ts';

/** A built-in type's internal name, `int4` or `varchar`; null for any other type. */
export function builtinName(type: TypeUse): string | null {
  return builtinNameOf(type.type);
}

/** Whether the column refuses NULL, by itself or by its domain. */
export function refusesNull(catalog: Catalog, column: Column): boolean {
  if (column.notNull) return true;
  let current = column.type;
  for (let depth = 0; depth < 32 && !current.array; depth++) {
    const user = catalog.userType(current.type);
    if (user?.kind !== 'domain') return false;
    if (user.notNull) return true;
    current = user.base;
  }
  return false;
}

export function isText(type: TypeUse): boolean {
  return !type.array && ['text', 'varchar', 'bpchar'].includes(builtinName(type) ?? '');
}

/** The integer's size in bytes; null for other types. */
export function integerBytes(type: TypeUse): 2 | 4 | 8 | null {
  if (type.array) return null;
  const name = builtinName(type);
  return name === 'int2' ? 2 : name === 'int4' ? 4 : name === 'int8' ? 8 : null;
}
