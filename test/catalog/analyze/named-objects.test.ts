import { expectVerdicts } from './expect-verdicts.ts';
import { namedSchema } from './named-schema.ts';

expectVerdicts(
  'objects that statements name',
  namedSchema,
  `
create table if not exists a (id date default now(), other mood check (nothing > 0))

create table if not exists p partition of a for values in (1)

alter domain missing drop default

alter domain missing rename constraint x to y

alter domain mood drop not null

alter domain positive rename constraint above to above

alter domain positive rename constraint above to over

alter schema missing rename to other

alter schema app rename to public

alter schema app rename to app

alter schema app rename to other

alter type mood add value 'ok'

alter type mood add value if not exists 'ok'

alter type mood add value 'fine' after 'missing'

alter type mood add value 'fine' before 'sad'

alter type mood rename value 'missing' to 'fine'

alter type mood rename value 'sad' to 'ok'

alter type mood rename value 'sad' to 'fine'

alter table a rename to a

alter index b_note rename to b_note

alter sequence counter rename to counter

alter view v rename to v

alter type mood rename to mood

alter type pair rename to pair

alter domain positive rename to positive

alter type mood set schema public

alter table a set schema public

alter view v rename column missing to x

alter view v rename column id to name

alter view v rename column id to key

alter view v alter column missing set default 1

alter view v alter column name set default 'x'

alter view v alter column id set default 'x'

alter function g rename to h

alter function g immutable

alter function g(int) rename to h

alter function f(int) rename to g

alter function f(int) rename to f

alter function f rename to h

alter function f(int) set schema public

drop index b_pkey cascade

drop sequence b_id_seq cascade

truncate a

truncate a, b

truncate a cascade

truncate b

truncate v

truncate only a

create temp table app.t (id int)

create temp table pg_temp.t (id int)

create temp view app.w as select 1 as x

create view w as select id from v; create policy one on b using (exists (select from w)); drop view w

create view w as select id from v; create policy one on b using (exists (select from w)); drop view v cascade; drop policy one on b
`,
);
