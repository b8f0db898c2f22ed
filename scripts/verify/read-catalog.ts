import type { ComparedModel } from './model.ts';
import type { Server } from './server.ts';

/** Leaves out PostgreSQL's own schemas and everything that an extension made. */
const own = (oid: string, catalog: string) => `
  n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast_temp%'
  and not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

const columnNames = (keys: string, relation: string) =>
  `(select coalesce(json_agg(a.attname order by u.position), '[]') from unnest(${keys}) with ordinality u(number, position) join pg_attribute a on a.attrelid = ${relation} and a.attnum = u.number)`;

const action = (column: string) =>
  `case ${column} when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' when 'd' then 'set default' end`;

const tables = `
select n.nspname as schema, c.relname as name,
  case c.relkind when 'p' then 'partitioned table' when 'f' then 'foreign table' else 'table' end as kind,
  (select coalesce(json_agg(json_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
      'default', pg_get_expr(d.adbin, d.adrelid),
      'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
      'generated', case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end) order by a.attnum), '[]')
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select coalesce(json_agg(json_build_object(
      'name', k.conname,
      'type', case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' when 'c' then 'check' else 'exclude' end,
      'columns', case when k.contype = 'c'
        then (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey))
        when k.contype = 'x' then (select coalesce(json_agg(a.attname order by x.position), '[]') from unnest(k.conkey) with ordinality x(number, position) join pg_attribute a on a.attrelid = c.oid and a.attnum = x.number)
        else ${columnNames('k.conkey', 'c.oid')} end,
      'references', case when k.contype = 'f' then json_build_object('schema', fn.nspname, 'table', f.relname, 'columns', ${columnNames('k.confkey', 'k.confrelid')}) end,
      'onDelete', case when k.contype = 'f' then ${action('k.confdeltype')} end,
      'onUpdate', case when k.contype = 'f' then ${action('k.confupdtype')} end,
      'deferrable', k.condeferrable, 'validated', k.convalidated) order by k.conname), '[]')
    from pg_constraint k left join pg_class f on f.oid = k.confrelid left join pg_namespace fn on fn.oid = f.relnamespace
    where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
      -- A key that references a partitioned table has rows of its own for each of its partitions.
      and not exists (select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid and p.contype = 'f')) as constraints,
  (select coalesce(json_agg(json_build_object(
      'name', ic.relname, 'unique', i.indisunique, 'primary', i.indisprimary, 'method', am.amname,
      'columns', (select json_agg(a.attname order by k.position) from unnest(i.indkey::int2[]) with ordinality k(number, position)
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number and k.number <> 0 where k.position <= i.indnkeyatts),
      'include', (select coalesce(json_agg(a.attname order by k.position), '[]') from unnest(i.indkey::int2[]) with ordinality k(number, position)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where k.position > i.indnkeyatts),
      'predicate', pg_get_expr(i.indpred, i.indrelid)) order by ic.relname), '[]')
    from pg_index i join pg_class ic on ic.oid = i.indexrelid join pg_am am on am.oid = ic.relam where i.indrelid = c.oid) as indexes
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'f') and ${own('c.oid', 'pg_class')} order by 1, 2`;

const others = {
  enums: `select n.nspname as schema, t.typname as name, (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
    from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e' and ${own('t.oid', 'pg_type')}`,
  domains: `select n.nspname as schema, t.typname as name, format_type(t.typbasetype, t.typtypmod) as type, t.typnotnull as "notNull",
      (select coalesce(json_agg(json_build_object('name', k.conname) order by k.conname), '[]') from pg_constraint k where k.contypid = t.oid and k.contype = 'c') as checks
    from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'd' and ${own('t.oid', 'pg_type')}`,
  views: `select n.nspname as schema, c.relname as name, case c.relkind when 'v' then 'view' else 'materialized view' end as kind,
      (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and ${own('c.oid', 'pg_class')}`,
  sequences: `select n.nspname as schema, c.relname as name,
      (select json_build_object('schema', tn.nspname, 'table', t.relname, 'column', a.attname) from pg_depend d join pg_class t on t.oid = d.refobjid join pg_namespace tn on tn.oid = t.relnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')) as "ownedBy"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${own('c.oid', 'pg_class')}`,
  triggers: `select n.nspname as schema, c.relname as table, t.tgname as name,
      case when t.tgtype & 66 = 2 then 'before' when t.tgtype & 66 = 64 then 'instead of' else 'after' end as timing,
      case when t.tgtype & 1 = 1 then 'row' else 'statement' end as "forEach"
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${own('c.oid', 'pg_class')}`,
  policies: `select n.nspname as schema, c.relname as table, p.polname as name,
      case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command, p.polpermissive as permissive
    from pg_policy p join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace where ${own('c.oid', 'pg_class')}`,
  functions: `select n.nspname as schema, p.proname as name, l.lanname as language,
      case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end as kind,
      (select coalesce(json_agg(format_type(u.type, null) order by u.position), '[]') from unnest(p.proargtypes::oid[]) with ordinality u(type, position)) as arguments,
      case when p.prokind <> 'p' then format_type(p.prorettype, null) end as returns
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang where ${own('p.oid', 'pg_proc')}
      -- Those of a range type come and go with it.
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.refclassid = 'pg_type'::regclass and d.deptype = 'i')`,
} as const;

/** Reads a server's catalogs in the shape of our model. Types are printed as with the default search_path. */
export async function readCatalog(server: Pick<Server, 'query' | 'exec'>): Promise<ComparedModel> {
  await server.exec('reset search_path');
  const rows = async (sql: string): Promise<never> => (await server.query(sql)).rows as never;
  return {
    tables: await rows(tables),
    enums: await rows(others.enums),
    domains: await rows(others.domains),
    views: await rows(others.views),
    sequences: await rows(others.sequences),
    triggers: await rows(others.triggers),
    policies: await rows(others.policies),
    functions: await rows(others.functions),
  };
}
