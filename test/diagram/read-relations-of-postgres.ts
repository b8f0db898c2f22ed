import type { Server } from '../../scripts/verify/server.ts';
import type { DiagramModel } from '../../server/features/diagram/model.ts';

/** A foreign key with what PostgreSQL's catalogs say of its cardinality. */
export interface Cardinality {
  readonly key: string;
  readonly parentOptional: boolean;
  readonly childUnique: boolean;
  readonly identifying: boolean;
  readonly onDelete: string;
  readonly onUpdate: string;
}

const action = (column: string) =>
  `case ${column} when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' when 'd' then 'set default' end`;

/** Of every foreign key of a table that is no partition, from pg_constraint, pg_attribute and pg_index. */
export async function cardinalitiesOfPostgres(server: Pick<Server, 'query'>): Promise<Cardinality[]> {
  const { rows } = await server.query(`
    select n.nspname || '.' || c.relname || ' ' || k.conname || ' -> ' || fn.nspname || '.' || f.relname as key,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey) and not a.attnotnull) as "parentOptional",
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indexprs is null
        and (i.indkey::int2[])[0:i.indnkeyatts - 1] <@ k.conkey) as "childUnique",
      exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary
        and k.conkey <@ (i.indkey::int2[])[0:i.indnkeyatts - 1]) as identifying,
      ${action('k.confdeltype')} as "onDelete", ${action('k.confupdtype')} as "onUpdate"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
    where k.contype = 'f' and not c.relispartition and not f.relispartition and c.relpersistence <> 't' and k.conparentid = 0
    order by 1`);
  return rows as Cardinality[];
}

/** The same of a diagram's relations, but for those that partitions have by themselves. */
export function cardinalitiesOf({ tables, relations }: DiagramModel): Cardinality[] {
  const nameOf = (id: string) => {
    const found = tables.find((table) => table.id === id);
    return `${found?.schema}.${found?.name}`;
  };
  const isOwn = ({ id, child }: DiagramModel['relations'][number]) => {
    const [schema, table] = JSON.parse(id) as [string, string];
    return nameOf(child) === `${schema}.${table}`;
  };
  return relations
    .filter(isOwn)
    .map(({ name, parent, child, parentOptional, childUnique, identifying, onDelete, onUpdate }) => ({
      key: `${nameOf(child)} ${name} -> ${nameOf(parent)}`,
      ...{ parentOptional, childUnique, identifying, onDelete, onUpdate },
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
