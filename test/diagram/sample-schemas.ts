import { nastyNames } from './nasty-names.ts';

/** Objects of every kind that a diagram shows. */
export const everyKind = `
create schema shop;
create type shop.state as enum ('open', 'it''s done');
create table person (
  id bigint generated always as identity primary key,
  email varchar(80) not null unique,
  tags text[] default '{}',
  boss_id bigint references person on delete set null
);
comment on table person is 'Who buys: it''s "us"';
comment on column person.email is 'where
we write to';
create table shop.orders (
  id serial,
  line int,
  person_id bigint not null references person on delete cascade,
  friend_id bigint references person on update cascade,
  state shop.state default 'open',
  at timestamp with time zone,
  primary key (id, line)
);
create unique index by_day on shop.orders (date_trunc('day', at at time zone 'UTC'), person_id) where state = 'open';
create index on shop.orders using gin (to_tsvector('english', state::text));
create table profile (person_id bigint primary key references person, orders_id int, line int,
  foreign key (orders_id, line) references shop.orders (id, line));
create table events (id bigint, day date not null) partition by range (day);
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
create table vehicles (id bigint primary key, wheels int);
create table cars (doors int) inherits (vehicles);
create table nothing ();
create view emails as select email from person;
create materialized view totals as select count(*) from shop.orders;
`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What PostgreSQL cannot store is no name. */
export const storableNames: readonly string[] = nastyNames.filter(
  (name) => Buffer.byteLength(name) <= 63 && !/\p{Cs}/u.test(name),
);

/** A table of each hostile name, whose column, comment and enum's label are called so, too. */
export function nastySchema(): string {
  return storableNames
    .map(
      (
        name,
        index,
      ) => `create table ${quoted(name)} (${quoted(name)} int primary key references ${quoted(name)});
comment on column ${quoted(name)}.${quoted(name)} is ${literal(name)};
create type label_${index} as enum (${literal(name)});`,
    )
    .join('\n');
}
