/** A system whose SQL is not PostgreSQL's. */
export type DialectName = 'MySQL' | 'SQLite' | 'SQL Server' | 'Oracle' | 'ClickHouse';

export interface DialectMarkers {
  readonly name: DialectName;
  /** Words that count in a statement which PostgreSQL's parser cannot read. */
  readonly inDamaged: RegExp;
  /** What nobody who writes for PostgreSQL would write; outside of strings and comments it counts in any statement. */
  readonly anywhere?: RegExp;
  /** Of those words the ones that nobody takes for PostgreSQL's by mistake. */
  readonly decisive: RegExp;
}

/** By the system that has them. What two systems share stands with both; the first named wins a tie. */
export const dialectMarkers: readonly DialectMarkers[] = [
  {
    name: 'MySQL',
    inDamaged:
      /\bAUTO_INCREMENT\b|\bENGINE\s*=\s*(?:InnoDB|MyISAM|MEMORY|ARCHIVE|Aria|NDB)\b|\b(?:DEFAULT\s+)?CHARSET\s*=|\bCHARACTER\s+SET\s*=?\s*utf8|\bCOLLATE\s*=?\s*utf8|\b(?:TINY|MEDIUM|LONG)(?:INT|TEXT|BLOB)\b|\bUNSIGNED\b|^\s*DELIMITER\s|\/\*!\d{5}|`|\bON\s+UPDATE\s+CURRENT_TIMESTAMP\b|\b(?:MODIFY|CHANGE)\s+(?:COLUMN\s+)?\w+\s+\w+|\bADD\s[^;]*\b(?:AFTER\s+\w+|FIRST)\s*(?:[,;]|$)|\bINSERT\s+IGNORE\b|\bREPLACE\s+INTO\b|\bON\s+DUPLICATE\s+KEY\b|\bCOMMENT\s*=?\s*'|'@\s*['`%]|\bIDENTIFIED\s+(?:WITH|BY)\b|^\s*USE\s+\w+\s*;?\s*$/im,
    anywhere:
      /\bSET\s+(?:SESSION\s+|GLOBAL\s+|@@)?(?:FOREIGN_KEY_CHECKS|SQL_MODE|UNIQUE_CHECKS)\b|\b(?:MEDIUM|LONG)(?:TEXT|BLOB)\b|\bTINYINT\s*\(/i,
    decisive: /\/\*!\d{5}|\bENGINE\s*=\s*(?:InnoDB|MyISAM)\b|\bFOREIGN_KEY_CHECKS\b/i,
  },
  {
    name: 'SQLite',
    inDamaged:
      /\bAUTOINCREMENT\b|^\s*PRAGMA\s+\w+|\bWITHOUT\s+ROWID\b|\bINSERT\s+OR\s+(?:REPLACE|IGNORE|ABORT|FAIL|ROLLBACK)\b|\bREPLACE\s+INTO\b|\bCREATE\s+VIRTUAL\s+TABLE\b|^\s*ATTACH\s+DATABASE\b|\bCREATE\s+(?:TEMP(?:ORARY)?\s+)?TRIGGER\b[^;]*\bBEGIN\b|\)\s*STRICT\s*;?\s*$|\bCREATE\s+(?:VIEW|TRIGGER)\s+IF\s+NOT\s+EXISTS\b|`/im,
    anywhere:
      /\bsqlite_(?:master|schema|sequence)\b|\b(?:strftime|unixepoch|julianday|randomblob|json_extract|json_valid)\s*\(|\w"?\s+BLOB\s*(?:[,)]|NOT\b|NULL\b|DEFAULT\b)|\bdatetime\s*\(\s*'/i,
    decisive:
      /^\s*PRAGMA\s+\w+|\bWITHOUT\s+ROWID\b|\bCREATE\s+VIRTUAL\s+TABLE\b|\bsqlite_master\b|\b(?:strftime|unixepoch|julianday|randomblob)\s*\(/im,
  },
  {
    name: 'SQL Server',
    inDamaged:
      /^\s*GO\s*$|\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)|\bN?VARCHAR\s*\(\s*MAX\s*\)|\bNVARCHAR\b|\bUNIQUEIDENTIFIER\b|\bDATETIME2\b|\bdbo\b|\bNONCLUSTERED\b|\bSET\s+(?:ANSI_NULLS|QUOTED_IDENTIFIER|NOCOUNT|IDENTITY_INSERT)\b|\[\w+\]\s*(?:\.\s*\[|\[|(?:int|bigint|n?varchar|datetime|bit|decimal)\b)|\bDECLARE\s+@\w+|^\s*PRINT\s+N?'|\bEXEC(?:UTE)?\s+(?:sp_|\[)|\bsys\.(?:tables|objects|columns|databases|schemas)\b|\bOBJECT_ID\s*\(|\bGETDATE\s*\(|\bSELECT\s+TOP\b|\(\s*NOLOCK\s*\)|\bCREATE\s+(?:OR\s+ALTER\s+)?PROC(?:EDURE)?\b[^;]*@\w|\bDATABASE\s+(?:IF\s+EXISTS\s+)?\[/im,
    anywhere: /\bNVARCHAR\s*\(|\bDATETIME2\b|\bUNIQUEIDENTIFIER\b/i,
    decisive: /\[dbo\]|\bDATABASE\s+(?:IF\s+EXISTS\s+)?\[|\bSET\s+ANSI_NULLS\b/i,
  },
  {
    name: 'Oracle',
    inDamaged:
      /\bN?VARCHAR2\b|\bNUMBER\b|\bSYSDATE\b|\bFROM\s+DUAL\b|^\s*\/\s*$|\bPLS_INTEGER\b|\b(?:DBMS_\w+|ORDS|OWA|APEX_\w+)\s*\.|\bWHENEVER\s+(?:SQLERROR|OSERROR)\b|\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:NON)?EDITIONABLE\s+)?PACKAGE\b|\bEXECUTE\s+IMMEDIATE\b|\bALTER\s+SESSION\b|^\s*SET\s+(?:DEFINE|SERVEROUTPUT|FEEDBACK|VERIFY)\s+O(?:N|FF)\b|^\s*(?:PROMPT|SPOOL)\s|^\s*@@?\w|\bIDENTIFIED\s+BY\b/im,
    anywhere: /\bN?VARCHAR2\b|\bNUMBER\s*\(\s*\d/i,
    decisive:
      /\bWHENEVER\s+(?:SQLERROR|OSERROR)\b|\bPLS_INTEGER\b|\b(?:DBMS_\w+|ORDS|OWA|APEX_\w+)\s*\.|\b(?:REPLACE|EDITIONABLE|CREATE)\s+PACKAGE\b|\bALTER\s+SESSION\b/i,
  },
  {
    name: 'ClickHouse',
    inDamaged:
      /\bENGINE\s*=\s*(?:\w*MergeTree|Log|TinyLog|StripeLog|Memory|Null|Kafka|Distributed|Buffer)\b|\bLowCardinality\s*\(|\bCODEC\s*\(|\bNullable\s*\(|\bDateTime64\b|\bU?Int(?:8|16|32|64)\b|\bFixedString\s*\(|\bON\s+CLUSTER\b/im,
    anywhere: /\bLowCardinality\s*\(|\bDateTime64\b/i,
    decisive: /\bENGINE\s*=\s*\w*MergeTree\b/i,
  },
];

/** What none of these systems reads, and what schemas for PostgreSQL mostly have somewhere. */
export const postgresMarkers =
  /\b(?:(?:big|small)?serial|timestamptz|jsonb|bytea|plpgsql|tsvector|citext|int[248]|regclass|ilike|gen_random_uuid|uuid_generate_v4|inet|cidr)\b|\bnextval\s*\(|::\s*["a-z]|\bAS\s+\$\w*\$|\bCREATE\s+EXTENSION\b|\bOWNER\s+TO\b|\bUSING\s+(?:gin|gist|brin)\b|\bAS\s+ENUM\b|\w\[\]/i;
