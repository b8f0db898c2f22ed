import type { Node } from '@pgsql/types';
import type { AnalysisContext } from '../../../server/catalog/analyze/analysis.ts';
import { analyzeStatement } from '../../../server/catalog/analyze/analyze-statement.ts';
import { applyDefinition } from '../../../server/catalog/analyze/apply-definition.ts';
import { extensionsOf, placesOf } from '../../../server/catalog/analyze/create-analysis.ts';
import { applyTree } from '../../../server/catalog/apply-statement.ts';
import { builtinsOf } from '../../../server/catalog/builtins/builtins.ts';
import { isTable, isView } from '../../../server/catalog/catalog.ts';
import { Draft } from '../../../server/catalog/draft.ts';
import { keys } from '../../../server/catalog/keys.ts';
import { Reader } from '../../../server/catalog/reader.ts';
import { createSource } from '../../../server/catalog/source.ts';
import { ListChange, type State } from '../../../server/catalog/timeline.ts';
import { parseScript } from '../../../server/syntax/parse-script.ts';
import { parseStatement } from '../../../server/syntax/parse-statement.ts';
import { loadParser } from '../../../server/syntax/parser.ts';
import type { Statement } from '../../../server/syntax/statement.ts';

await loadParser();

/** One complaint of ours about one statement. */
export interface Complaint {
  readonly statement: Statement;
  readonly sqlstate: string;
  readonly message: string;
  /** The words that are complained about. */
  readonly words: string;
}

/** A database to which statements are applied one after the other. */
export interface Session {
  run(sql: string): Complaint[];
  /** A copy that can be changed without changing this one. */
  copy(): Session;
  readonly state: ReadonlyMap<string, unknown>;
}

function newState(): Map<string, unknown> {
  const schema = (name: string) => ({ kind: 'schema', name, comment: null, nameRange: null });
  return new Map([
    [keys.schema('public'), schema('public')],
    [keys.schema('pg_temp'), schema('pg_temp')],
  ]);
}

let nextId = 1;

export function createSession(entries: ReadonlyMap<string, unknown> = newState()): Session {
  const map = new Map(entries);
  return {
    state: map,
    copy: () => createSession(map),
    run(sql) {
      const found: Complaint[] = [];
      for (const placed of parseScript(sql).statements) {
        const statement = { ...placed.statement, id: nextId++ };
        found.push(...apply(map, statement));
      }
      return found;
    },
  };
}

function apply(map: Map<string, unknown>, statement: Statement): Complaint[] {
  const parsed = parseStatement(statement);
  if (parsed.damages.length > 0)
    return parsed.damages.map((damage) => ({
      statement,
      sqlstate: '42601',
      message: damage.message,
      words: '',
    }));
  if (!parsed.tree) return [];
  const source = createSource(statement, parsed);
  const state: State = { get: (key) => map.get(key), entries: () => map.entries(), takingBack: () => [] };
  const isExternal = () => false;
  const tree = parsed.tree;
  const draft = new Draft({
    state,
    source,
    isDamaged: false,
    createdNames: new Set(),
    createsTable: 'CreateStmt' in tree || 'CreateTableAsStmt' in tree,
    isExternal,
    version: 18,
  });
  const before = new Reader((key) => map.get(key));
  const context = (): AnalysisContext => ({
    catalog: draft,
    builtins: builtinsOf(18),
    places: placesOf(source),
    source,
    isExternal,
    extensions: extensionsOf(draft),
  });
  const definesQuery = 'ViewStmt' in tree || 'CreateTableAsStmt' in tree;
  const first = definesQuery ? analyzeStatement(context(), tree, before) : null;
  applyTree(draft, tree);
  if (first?.columns) putColumns(draft, tree, first.columns);
  applyDefinition(draft, context, tree);
  const { problems } = first ?? analyzeStatement(context(), tree, before);
  for (const [key, value] of draft.entries())
    map.set(
      key,
      value instanceof ListChange ? value.applyTo((map.get(key) as string[] | undefined) ?? []) : value,
    );
  const words = (at: { start: number; end: number }) => statement.text.slice(at.start, at.end);
  return [
    ...problems
      .filter((problem) => problem.certainty === 'certain')
      .map(({ sqlstate, message, at }) => ({ statement, sqlstate, message, words: words(at) })),
    ...draft.problems.map(({ sqlstate, kind, at }) => ({
      statement,
      sqlstate,
      message: kind,
      words: words(at),
    })),
  ];
}

/** A view's and a new table's columns as the analysis found them. */
function putColumns(
  draft: Draft,
  tree: Node,
  columns: NonNullable<ReturnType<typeof analyzeStatement>['columns']>,
): void {
  const range =
    'ViewStmt' in tree
      ? tree.ViewStmt.view
      : 'CreateTableAsStmt' in tree
        ? tree.CreateTableAsStmt.into?.rel
        : undefined;
  const relation = range && draft.relation(range.schemaname ?? null, range.relname ?? '');
  if (isView(relation)) draft.putObject({ ...relation, columns });
  else if (isTable(relation) && relation.origin === 'create as') {
    const known = relation.columns[0];
    if (relation.columns.length === columns.length && known)
      draft.putObject({
        ...relation,
        complete: true,
        columns: relation.columns.map((column, at) => ({
          ...column,
          name: columns[at]!.name,
          type: columns[at]!.type ?? column.type,
        })),
      });
  }
}
