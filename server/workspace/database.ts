import type { Range } from '../text/range.ts';

/** What a database was recognised by. */
export type Tool =
  | 'configuration'
  | 'flyway'
  | 'refinery'
  | 'golang-migrate'
  | 'sqlx'
  | 'postgrator'
  | 'dbmate'
  | 'goose'
  | 'sql-migrate'
  | 'tern'
  | 'sqitch'
  | 'node-pg-migrate'
  | 'rambler'
  | 'play'
  | 'mybatis'
  | 'prisma'
  | 'drizzle'
  | 'supabase'
  | 'diesel'
  | 'hasura'
  | 'graphile-migrate'
  | 'extension'
  | 'rails'
  | 'pg_dump'
  | 'psql'
  | 'up and down files'
  | 'up and down marks'
  | 'numbered files'
  | 'schema files'
  | 'script';

/** A file or parts of it: the stretches are UTF-16 offsets, in order; null means the whole file. */
export interface FilePart {
  /** As in the listing: absolute, with forward slashes. */
  readonly path: string;
  readonly stretches: readonly Range[] | null;
}

/** One step in the building of a database. A file that includes others in its middle comes several times. */
export interface DatabasePart extends FilePart {
  /** Whether a tool applies it once and then remembers it. */
  readonly isMigration: boolean;
  /** What undoes it; it is no part of the database. */
  readonly down: FilePart | null;
  /** True where the file belongs to another database, which this one only builds upon. */
  readonly isBorrowed: boolean;
}

/** Something wrong with how files are put together, at its exact place. */
export interface WorkspaceProblem {
  readonly path: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface RecognisedDatabase {
  readonly name: string;
  readonly tool: Tool;
  /** The folder in which it lies. */
  readonly root: string;
  /** One sentence that names the evidence. */
  readonly why: string;
  /** In the order in which PostgreSQL gets them. */
  readonly parts: readonly DatabasePart[];
  /** Names that exist without these files: `name`, `schema.name`, a schema's name for all that is in it, `*` for any. */
  readonly externals: readonly string[];
  /** From the configuration; null where it says nothing. */
  readonly postgresVersion: number | null;
  readonly searchPath: readonly string[] | null;
  /** What is there before the first file besides: schemas and extensions. */
  readonly schemas: readonly string[];
  readonly extensions: readonly string[];
  readonly problems: readonly WorkspaceProblem[];
}

/** A file that builds no database, and why. */
export interface LeftOutFile {
  readonly path: string;
  readonly why: string;
}

export interface Recognition {
  readonly databases: readonly RecognisedDatabase[];
  readonly leftOut: readonly LeftOutFile[];
}

/** A database as the recognition of one tool finds it, before includes are followed and names are made unique. */
export type Draft = Pick<RecognisedDatabase, 'name' | 'tool' | 'root' | 'why' | 'parts'> &
  Partial<Pick<RecognisedDatabase, 'externals' | 'searchPath' | 'schemas' | 'extensions'>> & {
    readonly leftOut?: readonly LeftOutFile[];
  };

/** A whole file as one step. */
export function wholeFile(path: string, isMigration: boolean, down: string | null = null): DatabasePart {
  return {
    path,
    stretches: null,
    isMigration,
    down: down === null ? null : { path: down, stretches: null },
    isBorrowed: false,
  };
}
