-- SYNTAX TEST "source.sql" "directives of Schema Architect"

-- schema-architect-ignore-file varchar-255 char-n
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.other.directive.schema-architect
--                              ^^^^^^^^^^^ entity.name.tag.rule.schema-architect
--                                          ^^^^^^ entity.name.tag.rule.schema-architect
-- schema-architect-ignore-file
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.schema-architect
-- schema-architect-dialect postgresql
-- ^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.schema-architect
--                          ^^^^^^^^^^ constant.language.dialect.schema-architect
SELECT 1; -- schema-architect-ignore fk-without-index, missing-primary-key: the import is done once
--        ^^ comment.line.double-dash.sql punctuation.definition.comment.sql
--           ^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.schema-architect
--                                   ^^^^^^^^^^^^^^^^ entity.name.tag.rule.schema-architect
--                                                   ^ punctuation.separator.comma.schema-architect
--                                                     ^^^^^^^^^^^^^^^^^^^ entity.name.tag.rule.schema-architect
--                                                                        ^ punctuation.separator.reason.schema-architect
--                                                                          ^^^^^^ comment.line.double-dash.sql - entity
-- schema-architect-ignored nothing
-- ^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql - keyword
SELECT '-- schema-architect-ignore x';
--         ^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.single.sql - keyword
