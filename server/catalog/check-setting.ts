import type { Node, VariableSetStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { builtinsOf, type SettingType } from './builtins/builtins.ts';
import type { Draft } from './draft.ts';
import { reportMissing } from './missing-object.ts';
import { similarNames } from './similar-names.ts';

export const truthValues = /^(?:on|off|true|false|yes|no|1|0|t|f|y|n|tr|tru|fa|fal|fals|ye|of)$/i;
/** Units are told apart by their case. */
const number =
  /^\s*[+-]?(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(?:B|kB|MB|GB|TB|us|ms|s|min|h|d)?\s*$/;

const levels = 'debug5 debug4 debug3 debug2 debug1 debug log notice warning error';
const truths = 'on off true false yes no 1 0';

/**
 * What the parameters that scripts set to a word take, those that pg_settings hides included (config_enum_entry in
 * guc_tables.c); the same in 13 to 18.
 */
const words: ReadonlyMap<string, string> = new Map([
  ['client_min_messages', `${levels} info`],
  ['bytea_output', 'escape hex'],
  ['constraint_exclusion', `partition ${truths}`],
  ['intervalstyle', 'postgres postgres_verbose sql_standard iso_8601'],
  ['log_error_verbosity', 'terse default verbose'],
  ['log_statement', 'none ddl mod all'],
  ['plan_cache_mode', 'auto force_generic_plan force_custom_plan'],
  ['session_replication_role', 'origin replica local'],
  ['synchronous_commit', `local remote_write remote_apply ${truths}`],
  ['track_functions', 'none pl all'],
  ['xmlbinary', 'base64 hex'],
  ['xmloption', 'content document'],
]);

/** What SET takes that pg_settings does not list. */
const special = new Set(['role', 'session_authorization', 'timezone', 'seed', 'is_superuser']);

/** SET of a parameter that the version does not have, or of what it does not take. Those with a dot are an extension's. */
export function checkSetting(draft: Draft, { kind, name, args }: VariableSetStmt): void {
  if (kind !== 'VAR_SET_VALUE' || name === undefined || name.includes('.')) return;
  const { settings } = builtinsOf(draft.version);
  const type = settings.get(name.toLowerCase());
  if (type === undefined) checkSettingName(draft, name, draft.source.findName(name.toLowerCase(), 1));
  else if (args?.length === 1) checkValue(draft, name, type, args[0]!);
}

/** Reports a parameter that the version does not have. */
export function checkSettingName(draft: Draft, name: string, at: SourceRange): void {
  const { settings } = builtinsOf(draft.version);
  const lower = name.toLowerCase();
  if (name.includes('.') || special.has(lower) || settings.has(lower)) return;
  const candidates = similarNames(name, settings.keys());
  reportMissing(draft, { what: 'setting', name, table: null, at, sqlstate: '42704', candidates });
}

function checkValue(draft: Draft, name: string, type: SettingType, value: Node): void {
  if (!('A_Const' in value)) return;
  const { sval, ival, fval, location } = value.A_Const;
  const written = sval ? (sval.sval ?? '') : ival ? String(ival.ival ?? 0) : fval?.fval;
  if (written === undefined) return;
  const expected = expectedInstead(name.toLowerCase(), type, written);
  if (expected === null) return;
  const at = draft.source.tokenIndex(draft.source.offset(location));
  draft.report({
    kind: 'invalid-setting',
    at: draft.source.range(at, at),
    sqlstate: '22023',
    name,
    value: written,
    expected,
  });
}

/** In words what a parameter takes in place of a value; null where it may take that. */
function expectedInstead(name: string, type: SettingType, written: string): string | null {
  if (type === 'bool') return truthValues.test(written) ? null : 'a Boolean value';
  if (type === 'integer' || type === 'real')
    return number.test(written) ? null : 'a number, where it has a unit with that';
  // Which there are is not known, but no name is a number or a sign.
  if (/^default_table(?:space|_access_method)$/.test(name)) {
    if (name === 'default_tablespace' && written === '') return null;
    return /^[A-Za-z_\u0080-\uffff]/.test(written) ? null : 'a name';
  }
  const accepted = words.get(name)?.split(' ');
  if (!accepted || accepted.includes(written.toLowerCase())) return null;
  return `one of ${accepted.filter((word) => accepted.length < 8 || !/\d|^(?:true|false|yes|no)$/.test(word)).join(', ')}`;
}
