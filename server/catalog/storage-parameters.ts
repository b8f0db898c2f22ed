import type { DefElem, Node } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { truthValues } from './check-setting.ts';
import type { Draft } from './draft.ts';
import { reportMissing } from './missing-object.ts';
import { refuse } from './refuse.ts';
import { similarNames } from './similar-names.ts';

/** What a parameter takes: a truth value, a number between bounds, or a word. The first version that has it. */
type Parameter =
  | { readonly type: 'bool' }
  | {
      readonly type: 'integer' | 'real';
      readonly least: number;
      readonly most: number;
      readonly since?: number;
    }
  | { readonly type: 'word'; readonly words: RegExp; readonly since?: number };

type Parameters = Readonly<Record<string, Parameter>>;

const bool: Parameter = { type: 'bool' };
const largest = 2_147_483_647;
const integer = (least: number, most = largest, since = 13): Parameter => ({
  type: 'integer',
  least,
  most,
  since,
});
const real = (least: number, most: number, since = 13): Parameter => ({ type: 'real', least, most, since });
const word = (words: RegExp, since = 13): Parameter => ({ type: 'word', words, since });
const fillfactor = integer(10, 100);

/** Those of tables and of materialized views (reloptions.c); bounds that differ between versions are the widest. */
const ofTable: Parameters = {
  autovacuum_enabled: bool,
  autovacuum_vacuum_threshold: integer(0),
  autovacuum_vacuum_max_threshold: integer(-1, largest, 18),
  autovacuum_vacuum_insert_threshold: integer(-1),
  autovacuum_vacuum_cost_delay: real(-1, 100),
  autovacuum_vacuum_cost_limit: integer(-1, 10_000),
  autovacuum_vacuum_scale_factor: real(-1, 100),
  autovacuum_vacuum_insert_scale_factor: real(-1, 100),
  autovacuum_freeze_min_age: integer(-1, 1_000_000_000),
  autovacuum_freeze_max_age: integer(-1, 2_000_000_000),
  autovacuum_freeze_table_age: integer(-1, 2_000_000_000),
  autovacuum_multixact_freeze_min_age: integer(-1, 1_000_000_000),
  autovacuum_multixact_freeze_max_age: integer(-1, 2_000_000_000),
  autovacuum_multixact_freeze_table_age: integer(-1, 2_000_000_000),
  log_autovacuum_min_duration: integer(-1),
  vacuum_index_cleanup: word(/^(?:auto|on|off|true|false|yes|no|1|0)$/i),
  vacuum_truncate: bool,
  vacuum_max_eager_freeze_failure_rate: real(0, 1, 18),
  fillfactor,
  autovacuum_analyze_threshold: integer(0),
  autovacuum_analyze_scale_factor: real(-1, 100),
  parallel_workers: integer(0, 1024),
  toast_tuple_target: integer(128, 8160),
  user_catalog_table: bool,
};

const ofView: Parameters = {
  security_barrier: bool,
  security_invoker: word(/^(?:on|off|true|false|yes|no|1|0|t|f|y|n)$/i, 15),
  check_option: word(/^(?:local|cascaded)$/i),
};

const ofIndex: Readonly<Record<string, Parameters>> = {
  btree: { fillfactor, deduplicate_items: bool, vacuum_cleanup_index_scale_factor: real(-1, 1e10) },
  hash: { fillfactor },
  gist: { fillfactor, buffering: word(/^(?:on|off|auto)$/i) },
  spgist: { fillfactor },
  gin: { fastupdate: bool, gin_pending_list_limit: integer(64) },
  brin: { autosummarize: bool, pages_per_range: integer(1, 131_072) },
};

/** What the parameters are of. A partitioned table has none. */
export type StorageOwner = 'table' | 'partitioned table' | 'view' | { readonly index: string };

function parametersOf(owner: StorageOwner): Parameters | undefined {
  if (typeof owner === 'object') return ofIndex[owner.index];
  return owner === 'view' ? ofView : ofTable;
}

function isThere(parameter: Parameter | undefined, version: number): parameter is Parameter {
  return parameter !== undefined && (!('since' in parameter) || (parameter.since ?? 0) <= version);
}

/** The value as it is written (defGetString); null for what is not known. A parameter alone is true. */
function writtenValue(arg: Node | undefined): string | null {
  if (!arg) return 'true';
  if ('Integer' in arg) return String(arg.Integer.ival ?? 0);
  if ('Float' in arg) return arg.Float.fval ?? '';
  if ('Boolean' in arg) return String(arg.Boolean.boolval ?? false);
  if ('String' in arg) return arg.String.sval ?? '';
  if (!('TypeName' in arg)) return null;
  const last = arg.TypeName.names?.at(-1);
  return last && 'String' in last ? (last.String.sval ?? '') : null;
}

/** Why a parameter does not take a value; null where it does. */
function fault(name: string, parameter: Parameter, value: string): string | null {
  if (parameter.type === 'bool')
    return truthValues.test(value) ? null : `invalid value for boolean option "${name}": ${value}`;
  if (parameter.type === 'word')
    return parameter.words.test(value) ? null : `invalid value for enum option "${name}": ${value}`;
  const words = parameter.type === 'integer' ? 'integer' : 'floating point';
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number))
    return `invalid value for ${words} option "${name}": ${value}`;
  return number < parameter.least || number > parameter.most
    ? `value ${value} out of bounds for option "${name}": it takes ${parameter.least} to ${parameter.most}`
    : null;
}

/**
 * Reports parameters of WITH and SET that the version does not have, and what they do not take. Those of a namespace are
 * an extension's; an access method that is not PostgreSQL's own has its own.
 */
export function checkStorageParameters(
  draft: Draft,
  options: readonly Node[] | undefined,
  owner: StorageOwner,
): void {
  for (const one of options ?? []) if ('DefElem' in one) checkParameter(draft, one.DefElem, owner);
}

function checkParameter(draft: Draft, option: DefElem, owner: StorageOwner): void {
  const { defname: name = '', defnamespace: space, arg, location } = option;
  // Those of a TOAST table are read only where there is one.
  if (space !== undefined) return;
  // WITHOUT OIDS was an option once, and is still taken.
  if (name === 'oids') return;
  const known = parametersOf(owner);
  if (!known) return;
  const at = placeOf(draft, location, name);
  if (owner === 'partitioned table') {
    const sqlstate = draft.version < 16 ? '22023' : '42809';
    return refuse(draft, at, sqlstate, 'cannot specify storage parameters for a partitioned table');
  }
  const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!isThere(parameter, draft.version)) {
    const names = Object.keys(known).filter((one) => isThere(known[one], draft.version));
    const candidates = similarNames(name, names);
    return reportMissing(draft, {
      what: 'storage parameter',
      name,
      table: null,
      at,
      sqlstate: '22023',
      candidates,
    });
  }
  const value = writtenValue(arg);
  const message = value === null ? null : fault(name, parameter, value);
  if (message) refuse(draft, at, '22023', message);
}

function placeOf(draft: Draft, location: number | undefined, name: string): SourceRange {
  const at = draft.source.tokenIndex(draft.source.offset(location));
  return draft.source.findName(name, at);
}
