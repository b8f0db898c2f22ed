import type { DoStmt, Node } from '@pgsql/types';
import { type PlPgSqlAnswer, parsePlPgSql } from '../syntax/plpgsql.ts';
import {
  type Branch,
  type Handler,
  type PlPgSqlQuery,
  type PlPgSqlStep,
  queriesOf,
} from '../syntax/plpgsql-steps.ts';
import { findBody } from './analyze/body-text.ts';
import { placeQueries } from './analyze/place-queries.ts';
import { conditionOf, evaluateCondition } from './block-condition.ts';
import { applyPossibly, isQueryOnly, mayUseVariables } from './block-statement.ts';
import { catches } from './conditions.ts';
import { defOption } from './def-option.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { type NestedSql, readNested, type Stretch } from './nested-sql.ts';
import { noteCalls } from './noted-uses.ts';
import { constantStretches, queryStretch } from './query-stretch.ts';
import { noteUnseenEffects } from './unseen-effects.ts';

/** What is done with the statements of a block. */
export interface BlockSteps {
  /** Applies a statement that is no query, at the place of the draft's source. */
  apply(tree: Node): void;
  /** Analyses a query or an expression, with the block's variables. */
  analyze(sql: NestedSql, block: PlPgSqlAnswer & { readonly ok: true }): void;
}

/** Whether steps are executed for certain. */
type Mode = 'certain' | 'possible';

interface Run {
  readonly draft: Draft;
  readonly steps: BlockSteps;
  readonly block: PlPgSqlAnswer & { readonly ok: true };
  /** Where the queries stand, as statements; several of an EXECUTE, none where that is not known. */
  stretches(query: PlPgSqlQuery): readonly Stretch[];
  /** Whether the block, or a part of it, may have been left before its end. */
  left: 'no' | 'maybe' | 'yes';
  /** Whether what is done now may be taken back for reasons that are not seen. */
  isGuarded: boolean;
}

/**
 * Applies what a DO block does. What is certain to run is applied like statements of its own: conditions that ask the
 * catalogs are answered by ours, and what fails within EXCEPTION is taken back. Of all else, what adds something is
 * applied without complaint, so that it can be referred to, and the rest is noted as possible.
 */
export function applyBlock(draft: Draft, node: DoStmt, steps: BlockSteps): void {
  const language = defOption(node.args, 'language');
  const written = defOption(node.args, 'as');
  const text = written && 'String' in written ? (written.String.sval ?? '') : '';
  if (language && 'String' in language && language.String.sval?.toLowerCase() !== 'plpgsql')
    return noteUnseenEffects(draft, text);
  const { statement } = draft.source;
  const body = findBody(draft.source, statement.text, text);
  const block = parsePlPgSql(statement.text);
  if (!body || !block?.ok) return noteUnseenEffects(draft, text);
  const places = new Map(placeQueries(body.text, queriesOf(block.steps)).map(({ query, at }) => [query, at]));
  const stretches = (query: PlPgSqlQuery): readonly Stretch[] => {
    const at = places.get(query) ?? -1;
    if (at < 0) return [];
    if (query.kind === 'execute') return constantStretches(statement, body, at, query);
    const stretch = queryStretch(statement, body, at, query);
    return stretch ? [stretch] : [];
  };
  runSteps({ draft, steps, block, stretches, left: 'no', isGuarded: false }, block.steps, 'certain');
}

function runSteps(run: Run, steps: readonly PlPgSqlStep[], mode: Mode): void {
  for (const step of steps) {
    if (run.left === 'yes') return;
    runStep(run, step, run.left === 'no' ? mode : 'possible');
  }
}

function runStep(run: Run, step: PlPgSqlStep, mode: Mode): void {
  switch (step.does) {
    case 'query':
      return runQuery(run, step.query, mode);
    case 'block':
      return step.handlers.length === 0 || mode === 'possible'
        ? runAll(run, [step.body, ...step.handlers.map(({ body }) => body)], mode)
        : runCaught(run, step.body, step.handlers);
    case 'if':
      return runBranches(run, step.branches, mode);
    case 'repeat':
      return runSteps(run, step.body, 'possible');
    case 'leave':
      run.left = mode === 'certain' ? 'yes' : 'maybe';
  }
}

function runAll(run: Run, lists: readonly (readonly PlPgSqlStep[])[], mode: Mode): void {
  for (const steps of lists) runSteps(run, steps, mode);
}

/** The branch whose condition holds; all from the first one on of which that is not known. */
function runBranches(run: Run, branches: readonly Branch[], mode: Mode): void {
  for (const [at, { condition, body }] of branches.entries()) {
    const holds = mode === 'possible' ? null : condition === null ? true : evaluate(run, condition);
    if (holds === false) continue;
    if (holds) return runSteps(run, body, mode);
    return runAll(
      run,
      branches.slice(at).map((one) => one.body),
      'possible',
    );
  }
}

function evaluate({ draft, stretches }: Run, condition: PlPgSqlQuery): boolean | null {
  const [stretch] = stretches(condition);
  const tree = stretch && readNested(draft.source.statement, stretch)?.tree;
  return tree && 'SelectStmt' in tree ? evaluateCondition(draft, conditionOf(tree.SelectStmt)) : null;
}

/** A block with EXCEPTION: what it did is taken back where it fails with what is caught. */
function runCaught(run: Run, body: readonly PlPgSqlStep[], handlers: readonly Handler[]): void {
  const { draft } = run;
  const attempt = draft.attempt();
  const outer = run.isGuarded;
  // Where only duplicates are caught, what is made is there in any case.
  const isAfterwardsThere = handlers.every(({ conditions }) =>
    conditions.every((one) => one.toLowerCase().startsWith('duplicate_')),
  );
  if (!isAfterwardsThere) run.isGuarded = true;
  runSteps(run, body, 'certain');
  run.isGuarded = outer;
  const problem = attempt.problem();
  if (!problem) return;
  const caught = handlers.find(({ conditions }) => catches(conditions, problem.sqlstate) !== false);
  if (!caught) return;
  attempt.takeBack();
  if (catches(caught.conditions, problem.sqlstate)) return runSteps(run, caught.body, 'certain');
  runAll(run, [body, ...handlers.map((one) => one.body)], 'possible');
}

function runQuery(run: Run, query: PlPgSqlQuery, mode: Mode): void {
  const { draft, steps, block } = run;
  const found = run.stretches(query);
  if (found.length === 0 && query.kind !== 'expression' && query.kind !== 'assignment')
    noteUnseenEffects(draft, query.text);
  for (const stretch of found) {
    const nested = readNested(draft.source.statement, stretch);
    if (!nested) {
      noteUnseenEffects(draft, query.text);
      continue;
    }
    const { tree, source } = nested;
    if (isQueryOnly(tree)) {
      if (mode === 'certain') steps.analyze(nested, block);
      draft.within(source, tree, () => noteCalls(draft, tree));
      continue;
    }
    if (run.isGuarded) draft.put(keys.guarded(source.statement.id), true);
    if (mode === 'certain' && !mayUseVariables(tree)) draft.within(source, tree, () => steps.apply(tree));
    else applyPossibly(draft, nested, query.text, () => steps.apply(tree));
  }
}
