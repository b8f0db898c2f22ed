/** A schema with a bit of everything, for the cases of all topics. */
export const shopSchema = `
create type mood as enum ('sad', 'ok', 'happy');
create domain positive as int check (value > 0);
create domain label as text;
create domain positives as int[];
create type address as (street text, zip int);
create type floats as range (subtype = float8);
create table customer (
  id int generated always as identity primary key,
  name text not null,
  email varchar(200) unique,
  state mood default 'ok',
  born date,
  home address,
  tags text[] default '{}',
  data jsonb,
  raw json,
  score positive,
  active boolean not null default true,
  created timestamptz not null default now()
);
create table product (
  id bigint primary key,
  code char(8),
  price numeric(10, 2),
  gross numeric generated always as (price * 1.2) stored,
  weight float8,
  period tstzrange,
  key uuid,
  note label
);
create table orders (
  id int primary key,
  customer_id int references customer,
  product_id bigint references product,
  amount int not null default 1,
  placed timestamp,
  took interval,
  unique (customer_id, product_id)
);
create unique index orders_partial on orders (placed) where amount > 1;
create unique index customer_lower on customer (lower(name));
create view order_list as
  select o.id, c.name as customer, p.price * o.amount as total, o.placed from orders o
  join customer c on c.id = o.customer_id left join product p on p.id = o.product_id;
create schema app;
create table app.setting (name text primary key, value text);
create function add_one(n int) returns int language sql immutable as 'select n + 1';
create function twice(n int, times int default 2) returns int language sql as 'select n * times';
create function named(a int, b text default 'x', c boolean default false) returns text language sql as 'select b';
create function over(n int) returns text language sql as 'select ''int''';
create function over(n text) returns text language sql as 'select ''text''';
create function sum_of(variadic n int[]) returns int language sql as 'select 1';
create function pairs() returns table (a int, b text) language sql as 'select 1, ''x''';
create function customers() returns setof customer language sql as 'select * from customer';
create function any_record() returns setof record language sql as 'select 1, 2';
create function first_of(anyarray) returns anyelement language sql as 'select $1[1]';
create function same(anyelement, anyelement) returns anyelement language sql as 'select $1';
create function full_name(customer) returns text language sql as 'select $1.name';
create function one_out(out result int) language sql as 'select 1';
create function touch() returns trigger language plpgsql as 'begin return new; end';
create procedure do_it(n int) language sql as 'select n';
create function later() returns timestamptz language plpgsql volatile as 'begin return now(); end';
`;
