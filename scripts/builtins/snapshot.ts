import type { BuiltinKeyword, SettingType } from '../../server/catalog/builtins/builtins.ts';
import { extensionSchema, type Objects, type Query, readBuiltins, readMembers } from './read-objects.ts';

export interface ExtensionObjects extends Objects {
  readonly name: string;
  readonly requires: readonly string[];
}

/** All that is read from one server. */
export interface Snapshot {
  readonly version: string;
  readonly objects: Objects;
  readonly settings: readonly { readonly name: string; readonly type: SettingType }[];
  readonly keywords: readonly ({ readonly name: string } & BuiltinKeyword)[];
  readonly extensions: readonly ExtensionObjects[];
}

/** Settings that PostgreSQL has but does not list in pg_settings (GUC_NO_SHOW_ALL), with their types in guc_tables.c. */
const unlistedSettings: Readonly<Record<string, SettingType>> = {
  default_with_oids: 'bool',
  is_superuser: 'bool',
  role: 'string',
  seed: 'real',
  session_authorization: 'string',
};

export async function readSettings(query: Query): Promise<Snapshot['settings']> {
  const listed = await query<{ name: string; type: SettingType }>(
    `select name, vartype as type from pg_settings where name not like '%.%'`,
  );
  const unlisted = await query<{ name: string }>(
    `select name from unnest(array['${Object.keys(unlistedSettings).join("','")}']) as name
     where current_setting(name, true) is not null and name not in (select name from pg_settings)`,
  );
  return [...listed, ...unlisted.map(({ name }) => ({ name, type: unlistedSettings[name] ?? 'string' }))];
}

export async function readKeywords(query: Query): Promise<Snapshot['keywords']> {
  const [column] = await query<{ count: number }>(
    `select count(*) from pg_proc, unnest(proargnames) as n where proname = 'pg_get_keywords' and n = 'barelabel'`,
  );
  return query(`select word as name, catcode as category, ${column?.count ? 'barelabel' : 'true'} as "bareLabel"
                from pg_get_keywords()`);
}

/** Makes each extension that the server has in a transaction that is rolled back. */
export async function readExtensions(query: Query, execute: (sql: string) => Promise<unknown>) {
  const extensions: ExtensionObjects[] = [];
  const problems: string[] = [];
  const available = await query<{ name: string }>('select name from pg_available_extensions');
  for (const { name } of available) {
    await execute(`begin; create schema ${extensionSchema}; set local search_path = ${extensionSchema}`);
    try {
      if (name !== 'plpgsql') await execute(`create extension "${name}" cascade`);
      const [control] = await query<{ requires: string[] | null }>(
        `select requires from pg_available_extension_versions v join pg_extension e on e.extversion = v.version
         where v.name = '${name}' and e.extname = v.name`,
      );
      extensions.push({
        name,
        requires: control?.requires ?? [],
        ...(await readMembers(query, name)),
      });
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
    await execute('rollback');
  }
  return { extensions, problems };
}

export async function readSnapshot(
  query: Query,
  execute: (sql: string) => Promise<unknown>,
): Promise<{ snapshot: Snapshot; problems: string[] }> {
  const [server] = await query<{ version: string }>(`select current_setting('server_version') as version`);
  const { extensions, problems } = await readExtensions(query, execute);
  return {
    snapshot: {
      version: server?.version ?? '',
      objects: await readBuiltins(query),
      settings: await readSettings(query),
      keywords: await readKeywords(query),
      extensions,
    },
    problems,
  };
}
