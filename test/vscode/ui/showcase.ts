/** A schema that has something of everything a diagram shows, in two files of two folders. */
export const showcase: Readonly<Record<string, string>> = {
  'show/schema-architect.json': JSON.stringify({
    databases: [{ name: 'show', files: ['sales/*.sql', 'stock/*.sql'] }],
    contexts: { warehouse: ['shelves', 'boxes'] },
  }),
  'show/sales/1_sales.sql': `create schema shop;
create type shop.state as enum ('open', 'closed');
-- @context people
create table customers (
  id bigint primary key,
  email text not null unique,
  note text
);
comment on table customers is 'Who buys.';
comment on column customers.email is 'Where we write to';
-- @context people
create table profiles (
  customer_id bigint primary key references customers on delete cascade,
  motto text
);
create table shop.orders (
  id bigint primary key,
  buyer_id bigint not null references customers on delete cascade,
  payer_id bigint references customers on delete set null,
  state shop.state not null default 'open',
  total money
);
create index on shop.orders (buyer_id);
create index on shop.orders (payer_id);
create view open_orders as select id, total from shop.orders where state = 'open';
create materialized view totals as select count(*) as orders from shop.orders;
`,
  'show/stock/2_stock.sql': `create table folders (id bigint primary key, parent_id bigint references folders on delete cascade);
create index on folders (parent_id);
create table events (id bigint, day date not null, primary key (id, day)) partition by range (day);
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
create table vehicles (id bigint primary key, wheels int);
create table cars (doors int, primary key (id)) inherits (vehicles);
create table shelves (id bigint primary key, "טבלה" text, "表の名前" text);
create table boxes (shelf_id bigint references shelves on delete cascade, line int, primary key (shelf_id, line));
`,
};

export const salesFile = 'show/sales/1_sales.sql';
