import type {
  BuiltinCast,
  BuiltinFunction,
  BuiltinOperator,
  BuiltinOperatorClass,
  BuiltinRelation,
  BuiltinType,
} from '../../server/catalog/builtins/builtins.ts';

/** Runs a query on any client; the rows come as JSON, so that all clients give the same values. */
export type Query = <Row>(sql: string) => Promise<Row[]>;

/** What a set of objects in a database looks like in our data. */
export interface Objects {
  readonly types: readonly BuiltinType[];
  readonly functions: readonly BuiltinFunction[];
  readonly operators: readonly BuiltinOperator[];
  readonly casts: readonly BuiltinCast[];
  readonly operatorClasses: readonly BuiltinOperatorClass[];
  readonly relations: readonly BuiltinRelation[];
  readonly accessMethods: readonly string[];
  readonly languages: readonly string[];
  readonly foreignDataWrappers: readonly string[];
  readonly collations: readonly string[];
  readonly schemas: readonly string[];
}

/** The schema that extensions are created in, so that what is in it can be told from what has a fixed schema. */
export const extensionSchema = 'schema_of_extension';

/** The objects of initdb: PostgreSQL gives everything that comes later an oid from 16384 on. */
export async function readBuiltins(query: Query): Promise<Objects> {
  return readObjects(query, 'oid < 16384');
}

/** The members of an extension that exists, and what belongs to them: array types, row types and the like. */
export async function readMembers(query: Query, extension: string): Promise<Objects> {
  const members = `
    with recursive member as (
      select classid, objid from pg_depend
      where refclassid = 'pg_extension'::regclass and deptype = 'e' and objsubid = 0
        and refobjid = (select oid from pg_extension where extname = '${extension}')
      union
      select d.classid, d.objid from pg_depend d
      join member m on m.classid = d.refclassid and m.objid = d.refobjid
      where d.deptype = 'i' and d.objsubid = 0)
    select objid from member where classid = `;
  return readObjects(query, (catalog) => `oid in (${members}'${catalog}'::regclass)`);
}

const name = (schema: string, local: string) => `
  case ${schema} when 'pg_catalog' then '' when '${extensionSchema}' then '.' else ${schema} || '.' end || ${local}`;
const schemaName = (namespace: string) => `
  (select case nspname when '${extensionSchema}' then '' else nspname end
   from pg_namespace where oid = ${namespace})`;
/** Our name of the type with an oid, null for 0. */
const typeName = (oid: string) => `
  (select ${name('tn.nspname', 'tt.typname')} from pg_type tt join pg_namespace tn on tn.oid = tt.typnamespace
   where tt.oid = ${oid})`;

async function readObjects(query: Query, wanted: string | ((catalog: string) => string)): Promise<Objects> {
  const among = typeof wanted === 'string' ? () => wanted : wanted;
  const names = async (catalog: string, column: string, condition = 'true') => {
    const sql = `select ${column} as name from ${catalog} where ${among(catalog)} and ${condition}`;
    return [...new Set((await query<{ name: string }>(sql)).map((row) => row.name))].sort();
  };
  return {
    types: await readTypes(query, among('pg_type')),
    functions: await readFunctions(query, among('pg_proc')),
    operators: await query<BuiltinOperator>(`
      select ${schemaName('oprnamespace')} as schema, oprname as name, ${typeName('oprleft')} as left,
             ${typeName('oprright')} as right, ${typeName('oprresult')} as result
      from pg_operator where ${among('pg_operator')} and oprright <> 0`),
    casts: await query<BuiltinCast>(`
      select ${typeName('castsource')} as source, ${typeName('casttarget')} as target, castcontext as context,
             castmethod = 'b' as binary
      from pg_cast where ${among('pg_cast')}`),
    operatorClasses: await query<BuiltinOperatorClass>(`
      select ${schemaName('opcnamespace')} as schema, (select amname from pg_am where oid = opcmethod) as method,
             opcname as name, ${typeName('opcintype')} as type, opcdefault as default
      from pg_opclass where ${among('pg_opclass')}`),
    relations: await query<BuiltinRelation>(`
      select ${schemaName('relnamespace')} as schema, relname as name,
             case when relkind = 'v' then 'view' else 'table' end as kind,
             (select coalesce(json_agg(json_build_object('name', attname, 'type', ${typeName('atttypid')})
                              order by attnum), '[]')
              from pg_attribute where attrelid = r.oid and attnum > 0 and not attisdropped) as columns
      from pg_class r
      where ${among('pg_class')} and relkind in ('r', 'v') and relnamespace <> 'pg_toast'::regnamespace`),
    accessMethods: await names('pg_am', 'amname'),
    languages: await names('pg_language', 'lanname'),
    foreignDataWrappers: await names('pg_foreign_data_wrapper', 'fdwname'),
    collations: await names(
      'pg_collation',
      'collname',
      "(collprovider <> 'c' or collname in ('C', 'POSIX'))",
    ),
    schemas: await names('pg_namespace', 'nspname'),
  };
}

const typeKinds = `case typtype when 'b' then 'base' when 'c' then 'composite' when 'd' then 'domain'
  when 'e' then 'enum' when 'p' then 'pseudo' when 'r' then 'range' else 'multirange' end`;

async function readTypes(query: Query, wanted: string): Promise<BuiltinType[]> {
  const [major] = await query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  );
  // Multiranges came with 14.
  const multirange =
    (major?.major ?? 0) < 14
      ? ''
      : `when typtype = 'm' then
    (select ${typeName('r.rngtypid')} from pg_range r where r.rngmultitypid = t.oid)`;
  return query<BuiltinType>(`
    select ${typeName('t.oid')} as name, ${typeKinds} as kind, typcategory as category,
           typispreferred as preferred, ${typeName('t.typelem')} as element, ${typeName('t.typarray')} as array,
           case when typtype = 'r' then (select ${typeName('r.rngsubtype')} from pg_range r where r.rngtypid = t.oid)
                ${multirange} end as range,
           ${typeName('t.typbasetype')} as base
    from pg_type t
    where ${wanted} and typnamespace <> 'pg_toast'::regnamespace`);
}

interface FunctionRow {
  readonly schema: string;
  readonly name: string;
  readonly prokind: 'f' | 'a' | 'w' | 'p';
  readonly arguments: readonly string[];
  readonly all: readonly string[] | null;
  readonly modes: readonly string[] | null;
  readonly names: readonly string[] | null;
  readonly defaults: number;
  readonly variadic: string | null;
  readonly result: string;
  readonly set: boolean;
  readonly volatility: 'i' | 's' | 'v';
  readonly strict: boolean;
  readonly direct: number | null;
}

const functionKinds = { f: 'function', a: 'aggregate', w: 'window', p: 'procedure' } as const;

async function readFunctions(query: Query, wanted: string): Promise<BuiltinFunction[]> {
  const typeNames = (oids: string) => `
    (select coalesce(json_agg(${typeName('a.oid')} order by a.n), '[]')
     from unnest(${oids}) with ordinality as a (oid, n))`;
  const rows = await query<FunctionRow>(`
    select ${schemaName('pronamespace')} as schema, proname as name, prokind,
           ${typeNames('p.proargtypes::oid[]')} as arguments,
           case when proallargtypes is not null then ${typeNames('p.proallargtypes')} end as all,
           proargmodes as modes, proargnames as names, pronargdefaults as defaults,
           ${typeName('p.provariadic')} as variadic, ${typeName('p.prorettype')} as result, proretset as set,
           provolatile as volatility, proisstrict as strict,
           (select aggnumdirectargs from pg_aggregate where aggfnoid = p.oid and aggkind <> 'n') as direct
    from pg_proc p where ${wanted}`);
  return rows.map(toFunction);
}

function toFunction(row: FunctionRow): BuiltinFunction {
  const modes = row.modes ?? row.arguments.map(() => 'i');
  const isInput = (mode: string) => mode === 'i' || mode === 'b' || mode === 'v';
  const names = modes.map((_, place) => row.names?.[place] ?? '');
  const inputs = names.filter((_, place) => isInput(modes[place] ?? ''));
  const columns = modes.flatMap((mode, place) =>
    mode === 'i' || mode === 'v' ? [] : [{ name: names[place] ?? '', type: row.all?.[place] ?? '' }],
  );
  return {
    schema: row.schema,
    name: row.name,
    kind: functionKinds[row.prokind],
    arguments: row.arguments,
    argumentNames: inputs.some((one) => one !== '') ? inputs : [],
    defaults: row.defaults,
    variadic: row.variadic,
    result: row.result,
    returnsSet: row.set,
    columns: columns.length > 0 ? columns : null,
    volatility: row.volatility,
    strict: row.strict,
    directArguments: row.direct,
  };
}

/** A query function over anything that gives one row with one text. */
export function jsonQuery(textOf: (sql: string) => Promise<string>): Query {
  return async <Row>(sql: string): Promise<Row[]> =>
    JSON.parse(await textOf(`select coalesce(json_agg(t), '[]')::text as rows from (${sql}) as t`));
}
