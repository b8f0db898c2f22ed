export const usage = `schema-architect: checks and diagrams for PostgreSQL schemas and migrations

  schema-architect lint [--format pretty|json] [--fix] [--down] [--fail-on error|warning|info] PATH…
  schema-architect model --format json PATH…
  schema-architect diagram [--format mermaid|markdown|json] PATH…
  schema-architect databases [--format pretty|json] PATH…
  schema-architect rules [--format pretty|json]
  schema-architect server --stdio

A PATH is a file or a folder of .sql files; all PATHs of one call are one database, in the order given, unless a
folder holds several: by schema-architect.json in it or above it, or as its files show (see databases).
  --database NAME            only this one of several databases
  --down                     also checks the files that undo migrations, each after its own migration
  --postgres-version 13…18   the target version (default 18)
  --help, --version

Exit code: 0 fine, 1 findings at or above --fail-on (default error), 2 wrong usage or an unreadable path.
`;

/** Something that the person who called has to correct; printed as one line, exit code 2. */
export class UsageError extends Error {}
