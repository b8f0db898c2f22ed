import type { Builtins } from './builtins.ts';

/** The base of a domain, of a domain over domains the last one. */
function baseType(builtins: Builtins, name: string): string {
  const base = builtins.type(name)?.base;
  return base ? baseType(builtins, base) : name;
}

/** PostgreSQL's IsBinaryCoercible (parse_coerce.c), between built-in types. */
export function isBinaryCoercible(builtins: Builtins, source: string, target: string): boolean {
  if (source === target) return true;
  if (target === 'any' || target === 'anyelement' || target === 'anycompatible') return true;
  const from = baseType(builtins, source);
  if (from === target) return true;
  const type = builtins.type(from);
  const isArray = from === '_record' || (type?.kind === 'base' && type.category === 'A');
  switch (target) {
    case 'anyarray':
    case 'anycompatiblearray':
      return isArray;
    case 'anynonarray':
    case 'anycompatiblenonarray':
      return !isArray;
    case 'anyenum':
      return type?.kind === 'enum';
    case 'anyrange':
    case 'anycompatiblerange':
      return type?.kind === 'range';
    case 'anymultirange':
    case 'anycompatiblemultirange':
      return type?.kind === 'multirange';
    case 'record':
      return type?.kind === 'composite';
    case '_record':
      return isArray && builtins.type(type?.element ?? '')?.kind === 'composite';
    default: {
      const cast = builtins.casts(from).find((one) => one.target === target);
      return cast?.context === 'i' && cast.binary;
    }
  }
}

/** PostgreSQL's GetDefaultOpClass (indexcmds.c): whether exactly one default operator class of a method fits a type. */
export function hasDefaultOperatorClass(builtins: Builtins, method: string, type: string): boolean {
  const base = baseType(builtins, type);
  const category = builtins.type(base)?.category;
  let exact = 0;
  let preferred = 0;
  let compatible = 0;
  for (const { type: input, default: isDefault } of builtins.operatorClasses(method)) {
    if (!isDefault) continue;
    if (input === base) exact++;
    else if (isBinaryCoercible(builtins, base, input)) {
      const of = builtins.type(input);
      if (of?.preferred && of.category === category) preferred++;
      else compatible++;
    }
  }
  if (exact > 0) return exact === 1;
  return preferred === 1 || compatible === 1;
}
