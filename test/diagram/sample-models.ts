import { hashText } from '../../server/features/diagram/hash-text.ts';
import type {
  DiagramColumn,
  DiagramKey,
  DiagramModel,
  DiagramRelation,
  DiagramTable,
} from '../../server/features/diagram/model.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import type { DiagramResult } from '../../server/protocol/messages.ts';

/** `id uuid PK`, `status order_status "a comment"`: a column in mermaid's order. */
export function column(text: string): DiagramColumn {
  const [, type = 'text', name = 'x', keys = '', comment] =
    /^(.+?) (\w+)((?: (?:PK|FK|UK))*)(?: "(.*)")?$/.exec(text) ?? [];
  return {
    type,
    name,
    notNull: false,
    keys: keys.trim() === '' ? [] : (keys.trim().split(' ') as DiagramKey[]),
    comment: comment ?? null,
    labels: null,
  };
}

export function table(
  id: string,
  name: string,
  columns: readonly DiagramColumn[],
  more: Partial<DiagramTable> = {},
): DiagramTable {
  const nameRange = { statement: 1, start: 0, end: name.length };
  return {
    id,
    schema: 'public',
    name,
    kind: 'table',
    comment: null,
    columns,
    columnCount: columns.length,
    nameRange,
    ...more,
  };
}

export function relation(
  child: string,
  parent: string,
  name: string,
  more: Partial<DiagramRelation> = {},
): DiagramRelation {
  return {
    name: `${child}_${name}_fkey`,
    child,
    parent,
    columns: [name],
    parentColumns: ['id'],
    parentOptional: false,
    childUnique: false,
    identifying: false,
    ...more,
  };
}

export function model(
  tables: readonly DiagramTable[],
  relations: readonly DiagramRelation[] = [],
  detail: 'full' | 'keys' = 'full',
): DiagramModel {
  return {
    detail,
    tables,
    relations,
    enums: [],
    hash: hashText(JSON.stringify([detail, tables, relations])),
  };
}

/** The model as the server sends it. */
export function resultOf(diagram: DiagramModel, more: Partial<DiagramResult> = {}): DiagramResult {
  const range = { start: { line: 0, character: 13 }, end: { line: 0, character: 20 } };
  return {
    uri: 'file:///schema.sql',
    version: 1,
    damaged: 0,
    picture: {
      mermaid: toMermaid(diagram),
      hash: diagram.hash,
      detail: diagram.detail,
      tables: diagram.tables.map(({ id, schema, name, kind, columnCount }) => ({
        id,
        schema,
        name,
        kind,
        columns: columnCount,
        uri: 'file:///sample.sql',
        range,
      })),
      relations: diagram.relations.length,
    },
    ...more,
  };
}

/** A shop with 6 tables, an optional and a one-to-one relation, a self-reference and a view. */
export function shop(): DiagramModel {
  const columns = (...lines: string[]): DiagramColumn[] => lines.map(column);
  return model(
    [
      table(
        'T0',
        'customers',
        columns(
          'uuid id PK',
          'character varying(255) email UK',
          'text first_name',
          'text last_name',
          'timestamp with time zone created_at',
        ),
      ),
      table(
        'T1',
        'addresses',
        columns(
          'uuid id PK',
          'uuid customer_id FK',
          'address_type kind "shipping, billing"',
          'text street',
          'text city',
        ),
      ),
      table('T2', 'categories', columns('uuid id PK', 'uuid parent_id FK', 'text name', 'text slug UK')),
      table(
        'T3',
        'products',
        columns(
          'uuid id PK',
          'uuid category_id FK',
          'text sku UK',
          'numeric(10,2) base_price "in euro"',
          'integer inventory_count',
        ),
      ),
      table(
        'T4',
        'orders',
        columns(
          'uuid id PK',
          'uuid customer_id FK',
          'order_status status "pending, confirmed, shipped"',
          'numeric(10,2) total_amount',
        ),
      ),
      table(
        'T5',
        'order_items',
        columns(
          'uuid order_id PK FK',
          'uuid product_id PK FK',
          'integer quantity',
          'numeric(10,2) unit_price',
        ),
      ),
      table('T6', 'monthly_sales', columns('date month', 'numeric total'), {
        kind: 'view',
        schema: 'reporting',
      }),
    ],
    [
      relation('T1', 'T0', 'customer_id'),
      relation('T2', 'T2', 'parent_id', { parentOptional: true }),
      relation('T3', 'T2', 'category_id', { parentOptional: true }),
      relation('T4', 'T0', 'customer_id'),
      relation('T4', 'T1', 'billing_address_id', { childUnique: true }),
      relation('T5', 'T4', 'order_id', { identifying: true }),
      relation('T5', 'T3', 'product_id', { identifying: true }),
    ],
  );
}

/** As many tables as wanted, each with ten columns and up to two foreign keys to earlier ones. */
export function generated(count: number, detail: 'full' | 'keys' = 'full'): DiagramModel {
  const plain = [
    'text title',
    'text description',
    'integer position',
    'boolean active',
    'numeric(12,2) amount',
    'timestamp with time zone created_at',
    'jsonb settings',
  ];
  const tables: DiagramTable[] = [];
  const relations: DiagramRelation[] = [];
  for (let index = 0; index < count; index++) {
    const keys = [column('bigint id PK')];
    const parents =
      index === 0
        ? []
        : [...new Set([Math.floor(index / 3), Math.max(0, index - 5)])].slice(0, 1 + (index % 2));
    for (const parent of parents) {
      keys.push(column(`bigint table_${parent}_id FK`));
      relations.push(
        relation(`T${index}`, `T${parent}`, `table_${parent}_id`, { parentOptional: index % 3 === 0 }),
      );
    }
    const columns = detail === 'full' ? [...keys, ...plain.map(column)] : keys;
    tables.push(table(`T${index}`, `table_${index}`, columns, { columnCount: keys.length + plain.length }));
  }
  return model(tables, relations, detail);
}
