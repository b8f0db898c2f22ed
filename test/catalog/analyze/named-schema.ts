/** A few objects of each kind, for the cases of statements that name them. */
export const namedSchema = `
create schema app;
create table a (id int primary key, name text unique, day date);
create table b (id bigint generated always as identity primary key, a_id int references a, note text not null);
create table p (id int, k int) partition by range (id);
create table p1 partition of p for values from (0) to (10);
create table plain (id int, k int);
create type mood as enum ('sad', 'ok');
create domain positive as int constraint above check (value > 0);
create type pair as (x int, y text);
create sequence counter;
create index b_note on b (note);
create view v as select id, name from a;
create function f(n int) returns int language sql immutable as 'select n';
create function g(n int) returns int language sql as 'select n';
create function g(n text) returns int language sql as 'select 1';
create function touch() returns trigger language plpgsql as 'begin return new; end';
`;
