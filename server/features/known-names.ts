import { extensionMembers } from '../catalog/extension-contents.ts';
import { supabaseMark, supabaseNames } from '../catalog/supabase.ts';
import { definedName } from '../syntax/defined-name.ts';
import type { Statement } from '../syntax/statement.ts';
import type { DatabaseFile } from './analysis.ts';

/** What a statement says of Supabase: that its schemas are there, that they are made here, or an extension in one. */
type Sign = 'uses' | 'creates' | 'none' | { readonly extension: string };

/** Of a statement with data, its beginning tells. */
const mostText = 100_000;
const signs = new WeakMap<Statement, Sign>();
const uses =
  /\bauth\s*\.\s*(?:(?:uid|jwt|role)\s*\(|"?users\b)|\bstorage\s*\.\s*"?(?:buckets|objects)\b|\bsupabase_(?:realtime|functions|migrations|admin|auth_admin)\b/i;
const creates = /^create\s+schema\s+(?:if\s+not\s+exists\s+)?"?(?:auth|storage)\b/i;
const extension =
  /^create\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?\s+(?:with\s+)?schema\s+"?extensions\b/i;

function signOf(statement: Statement): Sign {
  const known = signs.get(statement);
  if (known !== undefined) return known;
  const text = statement.text.slice(0, mostText);
  const name = extension.exec(text)?.[1];
  const sign: Sign =
    name !== undefined
      ? { extension: name }
      : creates.test(text)
        ? 'creates'
        : uses.test(text)
          ? 'uses'
          : 'none';
  signs.set(statement, sign);
  return sign;
}

/**
 * What is there where the files are for a database of Supabase, that is, use what only that has and do not make it:
 * also what extensions bring into its schema for them, which is in the search path. Null where they are not.
 */
function namesOfSupabase(files: readonly DatabaseFile[], isKnown: boolean): readonly string[] | null {
  let isUsed = isKnown;
  const extensions: string[] = [];
  for (const { script } of files)
    for (const { statement } of script.statements) {
      const sign = signOf(statement);
      if (sign === 'creates' && !isKnown) return null;
      isUsed ||= sign === 'uses';
      if (typeof sign === 'object') extensions.push(sign.extension);
    }
  return isUsed ? [...supabaseNames(), ...extensions.flatMap(extensionMembers)] : null;
}

const extended = new WeakMap<
  ReadonlySet<string>,
  { readonly key: string; readonly names: ReadonlySet<string> }
>();

/**
 * The names that exist outside of the files: those that are given, those of Supabase where the files are for it, and
 * those that files of another system create. The same set for the same names, so that a history can tell whether they
 * changed.
 */
export function knownNames(
  externals: ReadonlySet<string>,
  files: readonly DatabaseFile[],
  foreign: readonly DatabaseFile[],
): ReadonlySet<string> {
  const supabase = namesOfSupabase(files, externals.has(supabaseMark));
  if (foreign.length === 0 && !supabase) return externals;
  const names = new Set([...externals, ...(supabase ?? [])]);
  for (const { script } of foreign)
    for (const { statement } of script.statements) {
      const defined = definedName(statement);
      if (defined) names.add(defined.name);
    }
  const key = [...names].join('\n');
  const known = extended.get(externals);
  if (known?.key === key) return known.names;
  extended.set(externals, { key, names });
  return names;
}
