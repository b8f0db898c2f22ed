import { expectVerdicts } from './expect-verdicts.ts';
import { namedSchema } from './named-schema.ts';

expectVerdicts(
  'partitions, parents and identity columns',
  namedSchema,
  `
create table c partition of plain for values in (1)

create table c partition of v for values in (1)

alter table plain attach partition a for values in (1)

alter table plain detach partition a

alter table p attach partition p default

alter table p detach partition p1

create table c () inherits (p)

create table c () inherits (p1)

create table c () inherits (v)

create table c () inherits (plain); alter table c inherit plain

create table c () inherits (plain); alter table plain inherit c

alter table plain inherit plain

alter table b alter id drop default

alter table b alter id set default 1

alter table b alter id drop not null

alter table b alter id type text

alter table b alter id type int

alter table b alter note drop identity

alter table b alter note drop identity if exists

alter table b alter note set generated always

alter table a alter id drop not null

alter table a drop constraint a_pkey cascade; alter table a alter id drop not null

alter table b alter a_id set storage external

alter table b alter note set storage external

alter table b alter missing set statistics 10

alter table b alter note set statistics 10

create trigger t instead of insert on v for each statement execute function touch()

create trigger t instead of insert on v for each row when (new.id > 0) execute function touch()

create trigger t instead of update of id on v for each row execute function touch()

create trigger t instead of update on v for each row execute function touch()

alter table a add check (id > 0), alter id type text

create table t (n int check (n > 0)); alter table t alter n type text

create table t (n int check (n > 0)); alter table t alter n type bigint

create table t (n int, check (n > 0)); alter table t drop constraint t_n_check, alter n type text

create table t (n int); create index on t ((n + 1)); alter table t alter n type text

create table t (n int); create index on t (n) where n > 1; alter table t alter n type numeric

create table t (n int); create index on t (n) where n > 1; alter table t alter n type text

create table t (n int unique); alter table t alter n type json using null
`,
);
