import type { Node } from '@pgsql/types';
import { isOpaqueName } from '../syntax/placeholders.ts';
import type { AnalysisContext } from './analyze/analysis.ts';
import type { AnalysisProblem } from './analyze/analysis-problem.ts';
import { analyzeAgain } from './analyze/analyze-again.ts';
import { analyzeBlockQuery } from './analyze/analyze-plpgsql.ts';
import { analyzeStatement } from './analyze/analyze-statement.ts';
import { applyDefinition } from './analyze/apply-definition.ts';
import { extensionsOf, placesOf } from './analyze/create-analysis.ts';
import { applyTree } from './apply-statement.ts';
import { builtinsOf } from './builtins/builtins.ts';
import { checkNames } from './check-names.ts';
import { applyBlock, type BlockSteps } from './do-block.ts';
import type { Draft } from './draft.ts';
import { extensionOfFunction, extensionOfType, uninstalled } from './extension-contents.ts';
import { keys } from './keys.ts';
import { checkSyntaxVersion } from './newer-syntax.ts';
import { hasUsesInTable } from './noted-uses.ts';
import type { Problem } from './problem.ts';
import { noteReads, noteUsers, putQuery } from './put-analysis.ts';
import { reportInBody } from './report-in-body.ts';
import { similarNames } from './similar-names.ts';

/** Statements of whose analysis something always goes into the catalog, such as the columns of views. */
function isAlwaysAnalysed(tree: Node): boolean {
  return (
    'ViewStmt' in tree ||
    'CreateTableAsStmt' in tree ||
    'CreatePolicyStmt' in tree ||
    'AlterPolicyStmt' in tree ||
    // Whether a part of a block fails decides what the block does.
    'DoStmt' in tree ||
    'CreateTrigStmt' in tree
  );
}

/** Those, and statements of whose analysis DROP has to know something. */
function isNeeded(draft: Draft, tree: Node): boolean {
  return (
    isAlwaysAnalysed(tree) ||
    hasUsesInTable(draft, tree) ||
    // Before there is a table, a missing one tells that the database is known only in part.
    draft.get(keys.anyTable) === undefined
  );
}

/** What the analysis of a statement sees. A class, against our custom: a literal with a getter takes its time. */
class StepContext implements AnalysisContext {
  readonly catalog: Draft;
  readonly builtins: AnalysisContext['builtins'];
  readonly places: AnalysisContext['places'];
  readonly source: AnalysisContext['source'];
  readonly isExternal: AnalysisContext['isExternal'];
  readonly isOnlyChecked = true;

  constructor(draft: Draft, source: AnalysisContext['source'], places: AnalysisContext['places']) {
    this.catalog = draft;
    this.builtins = builtinsOf(draft.version);
    this.places = places;
    this.source = source;
    this.isExternal = (name) => draft.isExternal(name);
  }

  get extensions() {
    return extensionsOf(this.catalog);
  }
}

/** What became of a statement's analysis. */
export interface Analysed {
  /** Whether its problems are all that there are. */
  readonly isAnalysed: boolean;
  /** Those that are found only where somebody asks for them, so that nothing in the catalog may depend on them. */
  readonly optional: readonly Problem[];
}

const nothingOptional: readonly Problem[] = [];

/**
 * Applies a statement by `apply`, with PostgreSQL's parse analysis of its expressions and queries. Those of a view
 * are analysed before it exists, all others with what the statement defines. Where nobody asks for the problems, what
 * the catalog does not need is left out.
 */
export function applyAnalysed(draft: Draft, tree: Node, isAsked: boolean, apply: () => void): Analysed {
  const context = () => new StepContext(draft, draft.source, placesOf(draft.source));
  const before = draft.before();
  const definesQuery = 'ViewStmt' in tree || 'CreateTableAsStmt' in tree;
  // Of a repaired text nobody knows what is left out.
  const isWhole = !draft.isDamaged;
  const isAnalysed = isWhole && (isAsked || isNeeded(draft, tree));
  const analyze = () =>
    draft.isRepeated && !('DoStmt' in tree)
      ? analyzeAgain(draft.source.statement, context(), tree, before)
      : analyzeStatement(context(), tree, before);
  const first = definesQuery && isAnalysed ? analyze() : null;
  apply();
  if ('DoStmt' in tree) applyBlock(draft, tree.DoStmt, blockSteps(draft));
  if (first) putQuery(draft, tree, first);
  applyDefinition(draft, context, tree);
  if (!isAnalysed) return { isAnalysed: !isWhole, optional: nothingOptional };
  const analysis = first ?? analyze();
  if ('CreatePolicyStmt' in tree) noteReads(draft, tree.CreatePolicyStmt, analysis);
  else if ('AlterPolicyStmt' in tree) noteReads(draft, tree.AlterPolicyStmt, analysis);
  else if ('CreateTrigStmt' in tree) noteReads(draft, tree.CreateTrigStmt, analysis);
  else if ('CreateStmt' in tree) noteUsers(draft, tree.CreateStmt, analysis);
  else if ('AlterTableStmt' in tree) noteUsers(draft, tree.AlterTableStmt, analysis);
  else if ('IndexStmt' in tree) noteUsers(draft, tree.IndexStmt, analysis);
  const { length } = draft.problems;
  reportAll(draft, analysis.problems);
  const optional =
    draft.problems.length === length || isAlwaysAnalysed(tree)
      ? nothingOptional
      : draft.problems.slice(length);
  if ('CreateFunctionStmt' in tree) reportInBody(draft, tree.CreateFunctionStmt, analysis.problems);
  return { isAnalysed: true, optional };
}

function blockSteps(draft: Draft): BlockSteps {
  return {
    apply(tree) {
      applyAnalysed(draft, tree, true, () => applyTree(draft, tree));
      checkNames(draft, tree);
    },
    analyze({ tree, source }, block) {
      const inner = new StepContext(draft, null, placesOf(source));
      reportAll(draft, analyzeBlockQuery(inner, tree, block));
      draft.within(source, tree, () => checkSyntaxVersion(draft, tree));
    },
  };
}

function reportAll(draft: Draft, problems: readonly AnalysisProblem[]): void {
  const others = problems.filter(({ kind }) => kind !== 'grouping');
  // What is grouped is decided after all else: next to another problem it mostly follows from that.
  for (const problem of others.length > 0 ? others : problems) {
    // What PostgreSQL finds only when a function runs is no reason to reject it.
    if (problem.certainty !== 'certain' || isSaid(draft, problem) || isOfPlaceholder(draft, problem))
      continue;
    if (problem.kind === 'unresolved-relation' && problem.what === 'relation') {
      const { name, at } = problem;
      // What is not in the system's own schemas exists nowhere else; a draft says nothing about them.
      if (name.schema === 'pg_catalog' || name.schema === 'information_schema')
        draft.report(toProblem(draft, problem));
      else if (!isOfExtension(draft, name.name)) draft.reportRelation(name, at, 'relation');
    } else draft.report(toProblem(draft, problem));
  }
}

/** Relations of extensions that are mostly created by hand, in another place than the queries that ask them. */
const extensionRelations = new Set(['pg_stat_statements', 'pg_stat_statements_info', 'pg_buffercache']);

function isOfExtension(draft: Draft, name: string): boolean {
  return extensionRelations.has(name) && draft.installedExtensions().length === 0;
}

/** psql leaves variables in dollar quotes alone, but other tools replace theirs in bodies of functions too. */
function isOfPlaceholder({ source }: Draft, { sqlstate, message }: AnalysisProblem): boolean {
  if (sqlstate !== '42601') return false;
  return message.includes('at or near ":"') || isOpaqueName(source.statement.text);
}

/** Whether a problem was already found in this place. */
function isSaid(draft: Draft, { at }: AnalysisProblem): boolean {
  return draft.problems.some((one) => one.at.start < at.end && at.start < one.at.end);
}

/** The extension of a missing name. */
function extensionOf(problem: AnalysisProblem): string | null {
  if (problem.kind === 'undefined-type') return extensionOfType(problem.name.name);
  if (problem.kind !== 'undefined-function' || problem.otherSignatures) return null;
  return extensionOfFunction(problem.name.name);
}

function toProblem(draft: Draft, problem: AnalysisProblem): Problem {
  const { at, sqlstate, message } = problem;
  const extension = uninstalled(draft, problem.extension ?? extensionOf(problem));
  const base = { at, sqlstate, ...(extension === null ? {} : { extension }) };
  switch (problem.kind) {
    case 'unresolved-column':
      return {
        ...base,
        kind: 'unresolved-column',
        column: problem.column,
        table: problem.table,
        tableName: problem.tableName ?? '',
        similar: similarNames(problem.column, problem.candidates),
      };
    case 'unresolved-relation':
      return {
        ...base,
        kind: 'invalid-query',
        message,
        similar: similarNames(problem.name.name, problem.candidates),
      };
    case 'new-label': {
      const { label, type, added, begin } = problem;
      return { ...base, kind: 'enum-value-used-same-transaction', label, type, added, begin };
    }
    case 'undefined-type':
      return {
        ...base,
        kind: 'undefined-type',
        name: problem.name,
        labels: [],
      };
    case 'undefined-function':
      return {
        ...base,
        kind: 'undefined-function',
        message,
        name: problem.name,
        otherSignatures: problem.otherSignatures,
      };
    case 'undefined-operator':
      return { ...base, kind: 'undefined-operator', message };
    case 'type-mismatch':
      return { ...base, kind: 'type-mismatch', message };
    case 'invalid-literal':
      return { ...base, kind: 'invalid-literal', message };
    default:
      return { ...base, kind: 'invalid-query', message, similar: [] };
  }
}
