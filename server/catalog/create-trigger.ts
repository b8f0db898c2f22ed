import type { CreateTrigStmt } from '@pgsql/types';
import { childrenOf } from './add-check.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Oid } from './model.ts';
import { clipName } from './names.ts';
import { isTakenBelow } from './partition-triggers.ts';
import { refuse } from './refuse.ts';
import { reportTaken } from './report-taken.ts';
import type { Trigger } from './table-parts.ts';
import { transitionFault } from './transition-tables.ts';
import { strings } from './types.ts';

/** TRIGGER_TYPE_… of PostgreSQL's pg_trigger.h. */
const eventBits = [
  ['insert', 4],
  ['delete', 8],
  ['update', 16],
  ['truncate', 32],
] as const;

const before = 2;
const insteadOf = 64;

/** Why there is no trigger of this kind on such a relation, and the word that says so. */
function wrongKind(
  { row, events = 0, timing = 0, relation, whenClause, columns }: CreateTrigStmt,
  isOnTable: boolean,
): { readonly word: string; readonly message: string; readonly sqlstate: string } | null {
  const wrong = (word: string, message: string, sqlstate = '42809') => ({ word, message, sqlstate });
  const isTruncate = (events & 32) !== 0;
  if (row && isTruncate)
    return wrong('truncate', 'TRUNCATE FOR EACH ROW triggers are not supported', '0A000');
  const name = `"${relation?.relname}"`;
  if (isOnTable && (timing & insteadOf) !== 0)
    return wrong('instead', `${name} is a table: tables cannot have INSTEAD OF triggers`);
  if ((timing & insteadOf) !== 0) {
    if (!row) return wrong('instead', 'INSTEAD OF triggers must be FOR EACH ROW', '0A000');
    if (whenClause) return wrong('instead', 'INSTEAD OF triggers cannot have WHEN conditions', '0A000');
    if (columns) return wrong('instead', 'INSTEAD OF triggers cannot have column lists', '0A000');
  }
  if (!isOnTable && row && (timing & insteadOf) === 0)
    return wrong(
      (timing & before) !== 0 ? 'before' : 'after',
      `${name} is a view: views cannot have row-level BEFORE or AFTER triggers`,
    );
  if (!isOnTable && isTruncate)
    return wrong('truncate', `${name} is a view: views cannot have TRUNCATE triggers`);
  return null;
}

export function createTrigger(draft: Draft, node: CreateTrigStmt): void {
  const relation = node.relation;
  if (!relation) return;
  const { source } = draft;
  const tableAt = source.tokenIndex(source.offset(relation.location));
  const tableName = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const owner = draft.relation(tableName.schema, tableName.name);
  if (!owner) return draft.reportRelation(tableName, source.range(tableAt, source.nameEnd(tableAt)), 'table');
  if ((!isTable(owner) && !isView(owner)) || owner.kind === 'materialized view') {
    const at = source.range(tableAt, source.nameEnd(tableAt));
    return refuse(draft, at, '42809', `relation "${owner.name}" cannot have triggers`);
  }
  const name = clipName(node.trigname ?? '');
  const nameRange = source.findName(name, source.find('TRIGGER', 0) + 1, tableAt);
  const updateColumns = strings(node.columns);
  for (const column of updateColumns) {
    if (!owner.columns?.some((one) => one.name === column))
      draft.reportColumn(column, owner, source.findName(column, source.find('OF', 0), tableAt));
  }
  const existing = owner.triggers.find((trigger) => trigger.name === name);
  if (existing && !node.replace)
    return reportTaken(draft, {
      what: 'trigger',
      name,
      at: nameRange,
      first: existing.nameRange,
      table: owner.oid,
    });
  const wrong = wrongKind(node, isTable(owner));
  if (wrong) {
    const { word, message, sqlstate } = wrong;
    const at = source.findName(word, source.find('TRIGGER', 0) + 1, tableAt);
    return draft.report({ kind: 'invalid-query', at, sqlstate, message, similar: [] });
  }
  const transition = transitionFault(node, owner);
  if (transition) {
    const at = source.find('REFERENCING', tableAt);
    return draft.report({ kind: 'invalid-query', at: source.range(at, at), ...transition, similar: [] });
  }
  const functionNames = strings(node.funcname);
  const timing = node.timing ?? 0;
  const trigger: Trigger = {
    name,
    timing: (timing & before) !== 0 ? 'before' : (timing & insteadOf) !== 0 ? 'instead of' : 'after',
    events: eventBits.filter(([, bit]) => ((node.events ?? 0) & bit) !== 0).map(([event]) => event),
    updateColumns,
    columns: isTable(owner)
      ? owner.columns.filter((one) => updateColumns.includes(one.name)).map(({ number }) => number)
      : [],
    forEach: node.row ? 'row' : 'statement',
    function: {
      schema: functionNames.length > 1 ? (functionNames.at(-2) ?? null) : null,
      name: functionNames.at(-1) ?? '',
    },
    inherited: false,
    comment: null,
    range: source.whole(),
    nameRange,
  };
  if (existing?.inherited) {
    const message = `trigger "${name}" for relation "${owner.name}" is an internal or a child trigger`;
    return draft.report({ kind: 'invalid-query', at: nameRange, sqlstate: '42710', message, similar: [] });
  }
  if (isTable(owner) && node.row && !node.replace && isTakenBelow(draft, owner, name, nameRange)) return;
  const run = draft.functions(trigger.function.schema, trigger.function.name)[0];
  const put = (oid: Oid, one: Trigger): void => {
    const current = draft.object(oid);
    if (!isTable(current) && !isView(current)) return;
    draft.putObject({
      ...current,
      triggers: [...current.triggers.filter((other) => other.name !== name), one],
    });
    if (run) draft.addTo(keys.dependents(run.oid), oid);
    if (isTable(current) && current.kind === 'partitioned table' && one.forEach === 'row')
      for (const child of childrenOf(draft, oid)) put(child, { ...one, inherited: true });
  };
  put(owner.oid, trigger);
}
