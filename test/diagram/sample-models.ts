import { hashText } from '../../server/features/diagram/hash-text.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import type {
  DiagramDetail,
  DiagramPicture,
  PicturedColumn,
  PicturedRelation,
  PicturedTable,
} from '../../server/protocol/diagram.ts';
import type { DiagramResult } from '../../server/protocol/messages.ts';

const place = {
  uri: 'file:///sample.sql',
  range: { start: { line: 0, character: 13 }, end: { line: 0, character: 20 } },
};

/** `id uuid PK`, `! status order_status "a comment"`: a column in mermaid's order, `!` where it is NOT NULL. */
export function column(text: string, more: Partial<PicturedColumn> = {}): PicturedColumn {
  const [, required, type = 'text', name = 'x', keys = '', comment] =
    /^(! )?(.+?) (\w+)((?: (?:PK|FK|UK))*)(?: "(.*)")?$/.exec(text) ?? [];
  const own = keys.trim() === '' ? [] : (keys.trim().split(' ') as ('PK' | 'FK' | 'UK')[]);
  return {
    type,
    name,
    notNull: required !== undefined || own.includes('PK'),
    keys: own,
    comment: comment ?? null,
    labels: null,
    findings: [],
    change: null,
    place,
    ...more,
  };
}

export function table(
  id: string,
  name: string,
  columns: readonly PicturedColumn[],
  more: Partial<PicturedTable> = {},
): PicturedTable {
  return {
    id,
    schema: 'public',
    name,
    kind: 'table',
    comment: null,
    columns,
    columnCount: columns.length,
    partitions: 0,
    inherits: [],
    group: null,
    own: true,
    findings: [],
    change: null,
    moreRelations: 0,
    place,
    ...more,
  };
}

export function relation(
  child: string,
  parent: string,
  name: string,
  more: Partial<PicturedRelation> = {},
): PicturedRelation {
  return {
    id: `${child} ${parent} ${name}`,
    name: `${child}_${name}_fkey`,
    child,
    parent,
    columns: [name],
    parentColumns: ['id'],
    parentOptional: false,
    childUnique: false,
    identifying: false,
    onDelete: 'no action',
    onUpdate: 'no action',
    count: 1,
    change: null,
    place,
    ...more,
  };
}

/** A whole picture with its mermaid text and hash. */
export function picture(
  tables: readonly PicturedTable[],
  relations: readonly PicturedRelation[] = [],
  more: Partial<DiagramPicture> = {},
): DiagramPicture {
  const content = {
    detail: 'full' as DiagramDetail,
    grouping: 'none' as const,
    direction: 'LR' as const,
    isDirectionFree: false,
    overview: false,
    tables,
    relations,
    enums: [],
    groups: [],
    total: tables.length,
    hiddenCount: 0,
    differences: null,
    ...more,
  };
  return { ...content, mermaid: toMermaid(content), hash: more.hash ?? hashText(JSON.stringify(content)) };
}

/** The picture as the server sends it. */
export function resultOf(drawn: DiagramPicture, more: Partial<DiagramResult> = {}): DiagramResult {
  return { uri: 'file:///schema.sql', version: 1, damaged: 0, picture: drawn, ...more };
}

/** A shop with 6 tables, an optional and a one-to-one relation, a self-reference and a view. */
export function shop(): DiagramPicture {
  const columns = (...lines: string[]): PicturedColumn[] => lines.map((line) => column(line));
  return picture(
    [
      table(
        'T0',
        'customers',
        columns(
          'uuid id PK',
          '! character varying(255) email UK',
          '! text first_name',
          'text last_name',
          '! timestamp with time zone created_at',
        ),
      ),
      table(
        'T1',
        'addresses',
        columns(
          'uuid id PK',
          '! uuid customer_id FK',
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
          '! text sku UK',
          '! numeric(10,2) base_price "in euro"',
          'integer inventory_count',
        ),
      ),
      table(
        'T4',
        'orders',
        columns(
          'uuid id PK',
          '! uuid customer_id FK',
          'uuid billing_address_id FK',
          '! order_status status "pending, confirmed, shipped"',
          'numeric(10,2) total_amount',
        ),
      ),
      table(
        'T5',
        'order_items',
        columns(
          'uuid order_id PK FK',
          'uuid product_id PK FK',
          '! integer quantity',
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

/**
 * As many tables as wanted, each with twelve columns and up to two foreign keys to earlier ones: of every group of
 * 25, some reference its first table, and a few the first table of all.
 */
export function generated(count: number, detail: DiagramDetail = 'full'): DiagramPicture {
  const plain = [
    '! text title',
    'text description',
    '! integer position',
    '! boolean active',
    'numeric(12,2) amount',
    '! timestamp with time zone created_at',
    'timestamp with time zone updated_at',
    'jsonb settings',
    'character varying(255) code UK',
  ];
  const tables: PicturedTable[] = [];
  const relations: PicturedRelation[] = [];
  for (let index = 0; index < count; index++) {
    const keys = [column('bigint id PK')];
    const cluster = Math.floor(index / 25) * 25;
    const nearby = index === cluster ? Math.floor(cluster / 2) : cluster + Math.floor((index - cluster) / 3);
    const other = index % 3 === 0 ? Math.max(0, index - 5) : index % 11 === 0 ? 0 : nearby;
    for (const parent of new Set(index === 0 ? [] : [nearby, other])) {
      keys.push(column(`${index % 3 === 0 ? '' : '! '}bigint table_${parent}_id FK`));
      relations.push(
        relation(`T${index}`, `T${parent}`, `table_${parent}_id`, { parentOptional: index % 3 === 0 }),
      );
    }
    const all = [...keys, ...plain.slice(0, 12 - keys.length).map((line) => column(line))];
    const columns = detail === 'full' ? all : detail === 'keys' ? keys : [];
    tables.push(table(`T${index}`, `table_${index}`, columns, { columnCount: all.length }));
  }
  return picture(tables, relations, { detail });
}
