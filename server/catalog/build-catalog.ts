import type { Statement, StatementId } from '../syntax/statement.ts';
import { type ApplySetup, applyStep } from './apply-step.ts';
import { collectNames } from './defined-names.ts';
import type { History, Step } from './history.ts';
import { keys } from './keys.ts';
import type { Schema } from './model.ts';
import { findSplice, isReordered, orderOf } from './splice.ts';
import { beforeAll, Timeline } from './timeline.ts';
import { updateHistory } from './update-history.ts';

/**
 * Applies the statements in order. With a history, only the statements that changed, or that read something that did,
 * are applied anew; objects that come out equal stay the same values, so that a change ends where it makes no difference.
 */
export function buildHistory(
  statements: readonly Statement[],
  setup: ApplySetup,
  previous: History | null,
): History {
  const isSameSetup =
    previous?.isExternal === setup.isExternal &&
    previous.version === setup.version &&
    (previous.hasManySessions ?? false) === (setup.hasManySessions ?? false);
  if (!previous || !isSameSetup) return buildAnew(statements, setup);
  const splice = findSplice(previous.steps, statements);
  return isReordered(previous.steps, statements, splice)
    ? buildAnew(statements, setup)
    : updateHistory(statements, splice, setup, previous);
}

function buildAnew(statements: readonly Statement[], setup: ApplySetup): History {
  const timeline = new Timeline(new Map(), orderOf(statements));
  for (const name of ['public', 'pg_temp'])
    timeline.append(keys.schema(name), beforeAll, {
      kind: 'schema',
      name,
      comment: null,
      nameRange: null,
    } satisfies Schema);
  const steps: Step[] = [];
  const state = timeline.state();
  const names = collectNames(statements);
  const readingEverything = new Set<StatementId>();
  for (const statement of statements) {
    const effect = applyStep(statement, state, setup, names.created);
    for (const [key, value] of effect.entries) timeline.append(key, statement.id, value);
    if (effect.readsEverything) readingEverything.add(statement.id);
    steps.push({ statement, effect });
  }
  const { version, isExternal, asked, hasManySessions = false, onCrash } = setup;
  return {
    identity: {},
    version,
    steps,
    timeline,
    final: state,
    names,
    readingEverything,
    changes: null,
    isExternal,
    asked,
    hasManySessions,
    onCrash,
  };
}
