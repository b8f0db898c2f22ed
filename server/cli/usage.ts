export const usage = `schema-architect: checks and diagrams for PostgreSQL schemas and migrations

  schema-architect lint [--format pretty|json] [--fix] [--down] [--fail-on error|warning|info] PATH…
  schema-architect model --format json PATH…
  schema-architect diagram [--format mermaid|markdown|json|dbml|plantuml|svg|png] [--output FILE] PATH…
  schema-architect diagram --update FILE.md [--check] [PATH…]
  schema-architect databases [--format pretty|json] PATH…
  schema-architect rules [--format pretty|json]
  schema-architect server --stdio

A PATH is a file or a folder of .sql files; all PATHs of one call are one database, in the order given, unless a
folder holds several: by schema-architect.json in it or above it, or as its files show (see databases).
  --database NAME            only this one of several databases
  --down                     also checks the files that undo migrations, each after its own migration
  --postgres-version 13…18   the target version (default 18)
  --help, --version

What a diagram shows:
  --focus TABLE --hops N     only this table, and what is at most N relations from it (default 1); several are fine
  --hide GLOB                not the tables that fit, by name or schema.name; several are fine
  --group schema|context|folder
  --detail auto|full|keys|names
  --direction auto|LR|TB
  --overview                 the groups as boxes
  --diff REVISION            compared with a commit, branch or tag of git
  --view NAME                as this view of schema-architect.json says
  --chromium PATH, --scale N the Chromium that draws SVG and PNG (or SCHEMA_ARCHITECT_CHROMIUM), and PNG’s scale
  --theme light|dark|high-contrast|high-contrast-light
                             the colours of SVG and PNG (default light)
  --update FILE.md           fills the blocks “<!-- schema-architect diagram [options] [PATH…] -->” to
                             “<!-- /schema-architect diagram -->”; with --check, says which are out of date
  --watch                    does it again whenever a file changes

Exit code: 0 fine, 1 findings at or above --fail-on (default error) or a diagram out of date, 2 wrong usage or an unreadable path.
`;

/** Something that the person who called has to correct; printed as one line, exit code 2. */
export class UsageError extends Error {}
