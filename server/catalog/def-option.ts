import type { Node } from '@pgsql/types';

/** The argument of a statement's option by name, as in `WITH (name = argument)`. */
export function defOption(options: readonly Node[] | undefined, name: string): Node | undefined {
  for (const one of options ?? [])
    if ('DefElem' in one && one.DefElem.defname === name) return one.DefElem.arg;
  return undefined;
}
