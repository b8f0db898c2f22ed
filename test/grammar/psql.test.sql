-- SYNTAX TEST "source.sql" "psql meta-commands and COPY data"

\set ON_ERROR_STOP on
-- <---- keyword.control.command.psql
--   ^^^^^^^^^^^^^ string.unquoted.argument.psql
\i 'types.sql'
-- <-- keyword.control.command.psql
-- ^^^^^^^^^^^ string.quoted.single.psql
\echo loading :dbname it's
--            ^^^^^^^ variable.other.psql
\restrict aBc123
-- <--------- keyword.control.command.psql
SELECT 1 \gset prefix_
--       ^^^^^ keyword.control.command.psql
--             ^^^^^^^ string.unquoted.argument.psql
SELECT 1;
-- <------ keyword.other.sql - string

COPY public.orders (id, note) FROM stdin;
-- <---- keyword.other.copy.sql
--                            ^^^^ keyword.other.from.sql
--                                 ^^^^^ constant.language.stdin.sql
1	it's $$ not -- SQL
-- ^^^^^^^^^^^^^^^^^ string.unquoted.copy-data.sql - comment keyword
2	CREATE TABLE \N
-- ^^^^^^^^^^^^^^^ string.unquoted.copy-data.sql - keyword
\.
-- <-- keyword.control.copy-end.psql
SELECT 2;
-- <------ keyword.other.sql - string meta.copy.sql

COPY orders FROM STDIN
WITH (FORMAT csv);
1,'
-- <--- string.unquoted.copy-data.sql
\.
-- <-- keyword.control.copy-end.psql

COPY orders TO stdout;
SELECT 3;
-- <------ keyword.other.sql - string meta.copy.sql
COPY orders FROM '/tmp/stdin';
SELECT 4;
-- <------ keyword.other.sql - string meta.copy.sql
