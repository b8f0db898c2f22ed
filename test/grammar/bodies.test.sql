-- SYNTAX TEST "source.sql" "dollar-quoted bodies"

DO $$
-- <-- meta.do.sql keyword.other.do.sql
-- ^^ meta.do.sql meta.embedded.block.plpgsql punctuation.definition.string.begin.sql
BEGIN
-- <----- meta.embedded.block.plpgsql keyword.control.plpgsql
  RAISE NOTICE 'it''s %', NEW.id;
--^^^^^ keyword.control.plpgsql
--      ^^^^^^ support.constant.level.plpgsql
--             ^^^^ meta.embedded.block.plpgsql string.quoted.single.sql
--                        ^^^ variable.language.plpgsql
  total := $q$ BEGIN $q$;
--      ^^ keyword.operator.assignment.plpgsql
--         ^^^^^^^^^^^^^ string.quoted.dollar.sql
--             ^^^^^ - keyword.control.plpgsql
END
-- <--- keyword.control.plpgsql
$$;
-- <-- punctuation.definition.string.end.sql
SELECT 1;
-- <------ keyword.other.sql - meta.embedded.block.plpgsql

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $body$
--                                               ^^^^^^^ entity.name.type.language.sql
--                                                                           ^^^^^^ punctuation.definition.string.begin.sql
  <<outer>>
--  ^^^^^ entity.name.label.plpgsql
  DECLARE other orders%ROWTYPE;
--^^^^^^^ meta.embedded.block.plpgsql keyword.control.plpgsql
--                    ^^^^^^^^ storage.type.plpgsql
  BEGIN
    RETURN NEW;
--  ^^^^^^ keyword.control.plpgsql
--         ^^^ variable.language.plpgsql
  END $body$;
--    ^^^^^^ punctuation.definition.string.end.sql
SELECT 2;
-- <------ keyword.other.sql - meta.function.plpgsql meta.embedded.block.plpgsql

CREATE FUNCTION late() RETURNS trigger AS $$
DECLARE n int := 1;
-- <------- meta.embedded.block.plpgsql keyword.control.plpgsql
BEGIN
  RETURN n;
--^^^^^^ meta.embedded.block.plpgsql keyword.control.plpgsql
END;
$$ LANGUAGE plpgsql;
-- <-- punctuation.definition.string.end.sql
SELECT 3;
-- <------ keyword.other.sql - meta.function.plpgsql

CREATE FUNCTION dumped() RETURNS trigger
    AS $function$
BEGIN
-- <----- meta.embedded.block.plpgsql keyword.control.plpgsql
  EXECUTE $$ SELECT $$;
--        ^^^^^^^^^^^^ string.quoted.dollar.sql
END $function$;
--  ^^^^^^^^^^ punctuation.definition.string.end.sql

CREATE FUNCTION plain(a int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$
-- <-- punctuation.definition.string.begin.sql
  SELECT a + 1;
--^^^^^^ meta.embedded.block.sql keyword.other.sql
--^^^^^^ - meta.embedded.block.plpgsql
$$;
-- <-- punctuation.definition.string.end.sql

CREATE FUNCTION snake() RETURNS int LANGUAGE plpython3u AS $py$
  return 'it''s' # SELECT
--^^^^^^^^^^^^^^ string.quoted.dollar.sql - keyword.control.plpgsql
$py$;
SELECT 4;
-- <------ keyword.other.sql - string.quoted.dollar.sql

COMMENT ON TABLE t IS $$SELECT's own$$;
--                    ^^^^^^^^^^^^^^^^ string.quoted.dollar.sql - keyword.other.sql

INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING;
--                                   ^^ - meta.do.sql meta.embedded.block.plpgsql
INSERT INTO t VALUES (1) ON CONFLICT DO
NOTHING;
-- <------- keyword.other.sql - meta.embedded.block.plpgsql
SELECT a$b$ FROM t WHERE x = $1;
--      ^^^ - string.quoted.dollar.sql
SELECT 5;
-- <------ keyword.other.sql - string.quoted.dollar.sql
