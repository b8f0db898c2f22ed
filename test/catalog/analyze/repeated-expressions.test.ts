import { expectVerdicts } from './expect-verdicts.ts';

// Each case says the words of the setup again, where something that they were sound with may be another thing.
expectVerdicts(
  'expressions that were sound before',
  `create type mood as enum ('good', 'bad');
create domain small as int check (value < 10);
create function made() returns int language sql as 'select 1';
create function spelled(int) returns text language sql as 'select $1::text';
create table known (
  id int default made(),
  state mood default 'good',
  size int default '1' check (size > 0),
  label text default spelled(1) check (label <> ''),
  at timestamptz default now(),
  kind small default 3 check (kind > 0)
);
create schema other;
`,
  `
create table again (id int default made(), state mood default 'good', size int default '1' check (size > 0), label text check (label <> ''))

create table again (size date check (size > 0))

create table again (size jsonb check (size > 0))

create table again (length int check (size > 0))

create table again (size int default '1'::text)

create table again (size boolean default '1', other mood default '1')

create table again (state text default 'good', other mood default 'good')

create table again (label int check (label <> ''))

create table again (label int[] check (label <> ''))

create table again (label text check (label > 0))

alter type mood rename value 'good' to 'fine'; create table again (state mood default 'good')

alter type mood rename value 'good' to 'fine'; create table again (state mood default 'fine')

drop table known; drop function made; create table again (id int default made())

drop table known; drop function made; create function made() returns text language sql as 'select 1::text'; create table again (id int default made())

create function spelled(text) returns date language sql as 'select current_date'; create table again (label text default spelled(1))

drop table known; drop function spelled; create function spelled(int) returns date language sql as 'select current_date'; create table again (label int default spelled(1))

set search_path = other; create table again (id int default made())

set search_path = other, public; create table again (id int default made(), state mood default 'good')

create type other.mood as enum ('good'); set search_path = other, public; create table again (state mood default 'bad')

create function public.now() returns int language sql as 'select 1'; create table again (at timestamptz default now())

create function public.now() returns int language sql as 'select 1'; set search_path = public, pg_catalog; create table again (at timestamptz default now())

create function public.now() returns int language sql as 'select 1'; set search_path = public, pg_catalog; create table again (at int default now())

create function public.now() returns int language sql as 'select 1'; set search_path = pg_catalog, public; create table public.again (at int default now())

create function public.now() returns int language sql as 'select 1'; create table again (at int default public.now())

alter table known alter size set default '1', alter size set default 'x'

alter table known alter state set default '1'

alter table known alter at set default made()

alter table known add size2 int default '1' check (size > 0), add check (size2 > 0), add check (label <> '')

alter table known alter size type text using size::text, add check (size > 0)

alter table known rename size to length; alter table known add check (size > 0)

create table size (label text check (label <> ''), length int check (size is not null))

create table again (size int check (size is not null), length int check (again is not null))
`,
);
