import { damageOf } from '../syntax/damage.ts';
import type { Script } from '../syntax/script.ts';
import type { PlacedStatement, Statement } from '../syntax/statement.ts';
import type { Range } from '../text/range.ts';
import type { DatabaseFile } from './analysis.ts';
import { type DialectName, dialectMarkers, postgresMarkers } from './dialect-markers.ts';
import { readDirectives } from './directives.ts';

/** Another database's SQL and the words that gave it away. */
export interface ForeignDialect {
  readonly name: DialectName;
  readonly at: Range;
  /** The file whose words these are, where it is another one of the same database. */
  readonly because: string | null;
}

/** A look at so many statements of a file, and at so much of each, decides. */
const mostStatements = 200;
const mostText = 20_000;

/** How much of a file or of a database speaks for another system. */
interface Evidence {
  readonly statements: number;
  /** Statements that create or alter something, and those that create tables. */
  readonly definitions: number;
  readonly tables: number;
  /** How many statements PostgreSQL cannot read. Parsing them costs far more than looking at their words. */
  readonly damaged: () => number;
  /** Statements with a system's words, in the order of `dialectMarkers`. */
  readonly marked: readonly number[];
  /** Those among them with decisive words. */
  readonly decisive: readonly number[];
}

type Mark = 'none' | 'words' | 'decisive';

interface StatementEvidence {
  readonly defines: 'nothing' | 'something' | 'table';
  /** What it has of each system; null for nothing of any. */
  readonly marks: readonly Mark[] | null;
}

const statementCache = new WeakMap<Statement, StatementEvidence>();
const fileCache = new WeakMap<Script, Evidence>();
const postgresCache = new WeakMap<Statement, boolean>();
const noMarks: readonly number[] = dialectMarkers.map(() => 0);

/** The text without what stands in strings and comments, which may speak of anything. */
function codeOf(text: string): string {
  return text.replace(/'[^']*'/g, "''").replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
}

function readStatement(statement: Statement): StatementEvidence {
  const known = statementCache.get(statement);
  if (known) return known;
  const text = statement.text.slice(0, mostText);
  const marks = dialectMarkers.map(({ inDamaged, anywhere, decisive }): Mark => {
    const isAnywhere = anywhere?.test(text) === true && anywhere.test(codeOf(text));
    if (!isAnywhere && !(inDamaged.test(text) && damageOf(statement).length > 0)) return 'none';
    return decisive.test(text) ? 'decisive' : 'words';
  });
  const evidence: StatementEvidence = {
    defines: !/^(?:create|alter)\b/i.test(text)
      ? 'nothing'
      : /^create\s+(?:temp(?:orary)?\s+|global\s+|local\s+)*table\b/i.test(text)
        ? 'table'
        : 'something',
    marks: marks.every((mark) => mark === 'none') ? null : marks,
  };
  statementCache.set(statement, evidence);
  return evidence;
}

function firstStatements(script: Script): readonly PlacedStatement[] {
  const found: PlacedStatement[] = [];
  for (const one of script.statements) {
    if (found.length === mostStatements) break;
    if (one.statement.kind === 'sql') found.push(one);
  }
  return found;
}

function readFile(script: Script): Evidence {
  const known = fileCache.get(script);
  if (known) return known;
  const statements = firstStatements(script);
  const marked = [...noMarks];
  const decisive = [...noMarks];
  const defined = { nothing: 0, something: 0, table: 0 };
  for (const { statement } of statements) {
    const { defines, marks } = readStatement(statement);
    defined[defines]++;
    for (const [at, mark] of marks?.entries() ?? []) {
      if (mark !== 'none') marked[at]!++;
      if (mark === 'decisive') decisive[at]!++;
    }
  }
  const definitions = defined.something + defined.table;
  const evidence = {
    statements: statements.length,
    definitions,
    tables: defined.table,
    damaged: () => statements.filter(({ statement }) => damageOf(statement).length > 0).length,
    marked,
    decisive,
  };
  fileCache.set(script, evidence);
  return evidence;
}

function sum(all: readonly Evidence[]): Evidence {
  const total = (of: (one: Evidence) => number) => all.reduce((count, one) => count + of(one), 0);
  return {
    statements: total((one) => one.statements),
    definitions: total((one) => one.definitions),
    tables: total((one) => one.tables),
    damaged: () => total((one) => one.damaged()),
    marked: noMarks.map((_, at) => total((one) => one.marked[at]!)),
    decisive: noMarks.map((_, at) => total((one) => one.decisive[at]!)),
  };
}

function isMarked({ marked }: Evidence): boolean {
  return marked.some((count) => count > 0);
}

/** Whether a file has words that only PostgreSQL has. */
function isPostgres(script: Script): boolean {
  return firstStatements(script).some(({ statement }) => {
    const known = postgresCache.get(statement) ?? postgresMarkers.test(statement.text.slice(0, mostText));
    postgresCache.set(statement, known);
    return known;
  });
}

/** The system for which the evidence is enough; a PostgreSQL file with a slip or two stays PostgreSQL. */
function decide(evidence: Evidence, hasPostgres: () => boolean): number | null {
  const { statements, marked, decisive } = evidence;
  const most = Math.max(...marked);
  if (most === 0) return null;
  const clearest = Math.max(...decisive);
  const all = evidence.tables || evidence.definitions || statements;
  const isEnough = hasPostgres()
    ? most >= 2 && evidence.damaged() >= Math.max(2, statements / 4)
    : clearest > 0 || most >= all || (most >= 2 && most * 4 >= all);
  if (!isEnough) return null;
  return clearest > 0 ? decisive.indexOf(clearest) : marked.indexOf(most);
}

/** The first words of a system in a file; the first statement where it has none. */
function firstWords(script: Script, dialect: number): Range {
  const { inDamaged, anywhere } = dialectMarkers[dialect]!;
  const statements = firstStatements(script);
  const place =
    statements.find(({ statement }) => (readStatement(statement).marks?.[dialect] ?? 'none') !== 'none') ??
    statements[0];
  if (!place) return { start: 0, end: 0 };
  const text = place.statement.text.slice(0, mostText);
  const match = inDamaged.exec(text) ?? anywhere?.exec(text);
  const words = match?.[0] ?? /^\S+/.exec(text)?.[0] ?? '';
  const start = place.start + (match?.index ?? 0) + (words.length - words.trimStart().length);
  return { start, end: Math.max(start, place.start + (match?.index ?? 0) + words.trimEnd().length) };
}

const none: ReadonlyMap<DatabaseFile, ForeignDialect> = new Map();

/**
 * Recognises the files of another system in a database: they have that system's words in statements that PostgreSQL
 * cannot read. Where nothing in any file is PostgreSQL's own, the files are judged together, so that those
 * without such words go with the others.
 */
export function foreignDialects(files: readonly DatabaseFile[]): ReadonlyMap<DatabaseFile, ForeignDialect> {
  // What a database begins with has no name.
  const named = files.filter(({ name }) => name !== '');
  const candidates = named.filter(({ script }) => !readDirectives(script).isPostgres);
  const evidence = candidates.map(({ script }) => readFile(script));
  if (!evidence.some(isMarked)) return none;
  const found = new Map<DatabaseFile, ForeignDialect>();
  // One file among others may lie there for whatever reason.
  const marked = evidence.filter(isMarked).length;
  const areAlike = candidates.length === named.length && marked >= 2 && marked * 3 >= named.length;
  const together =
    areAlike && !named.some(({ script }) => isPostgres(script)) ? decide(sum(evidence), () => false) : null;
  const clearest = together === null ? -1 : evidence.findIndex(({ marked }) => marked[together]! > 0);
  for (const [at, file] of candidates.entries()) {
    const { script } = file;
    const own = decide(evidence[at]!, () => isPostgres(script));
    const dialect = together ?? own;
    if (dialect === null || evidence[at]!.statements === 0) continue;
    const hasWords = evidence[at]!.marked[dialect]! > 0;
    found.set(file, {
      name: dialectMarkers[dialect]!.name,
      at: firstWords(script, dialect),
      because: hasWords ? null : (candidates[clearest]?.name ?? null),
    });
  }
  return found;
}
