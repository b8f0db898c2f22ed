import type { CreateTrigStmt } from '@pgsql/types';
import { isTable } from './catalog.ts';
import type { Table, View } from './model.ts';

export interface TriggerFault {
  readonly sqlstate: string;
  readonly message: string;
}

/** TRIGGER_TYPE_… of PostgreSQL's pg_trigger.h. */
const bits = { before: 2, insert: 4, delete: 8, update: 16, truncate: 32, insteadOf: 64 } as const;

/** Why a trigger on such a relation cannot have transition tables at all; null for no reason. */
function faultOfOwner({ row, relation }: CreateTrigStmt, owner: Table | View): TriggerFault | null {
  const name = `"${relation?.relname}"`;
  if (!isTable(owner))
    return {
      sqlstate: '42809',
      message: `${name} is a view: it cannot have triggers with transition tables`,
    };
  if (owner.kind === 'foreign table')
    return {
      sqlstate: '42809',
      message: `${name} is a foreign table: it cannot have triggers with transition tables`,
    };
  if (!row) return null;
  const on = (what: string) => ({
    sqlstate: '0A000',
    message: `ROW triggers with transition tables are not supported on ${what}`,
  });
  if (owner.kind === 'partitioned table') return on('partitioned tables');
  if (owner.partitionOf !== null) return on('partitions');
  return owner.inherits.length > 0 ? on('inheritance children') : null;
}

/** Why the trigger's time or events leave no transition tables; null for no reason. */
function faultOfEvents({ timing = 0, events = 0, columns }: CreateTrigStmt): TriggerFault | null {
  if ((timing & (bits.before | bits.insteadOf)) !== 0)
    return { sqlstate: '42P17', message: 'transition table name can only be specified for an AFTER trigger' };
  const unsupported = (message: string) => ({ sqlstate: '0A000', message });
  if ((events & bits.truncate) !== 0)
    return unsupported('TRUNCATE triggers with transition tables are not supported');
  const count = [bits.insert, bits.delete, bits.update].filter((bit) => (events & bit) !== 0).length;
  if (count > 1)
    return unsupported('transition tables cannot be specified for triggers with more than one event');
  return (columns?.length ?? 0) > 0
    ? unsupported('transition tables cannot be specified for triggers with column lists')
    : null;
}

/** Why there are no transition tables as REFERENCING wants them (CreateTriggerFiringOn); null for no reason. */
export function transitionFault(node: CreateTrigStmt, owner: Table | View): TriggerFault | null {
  const wanted = (node.transitionRels ?? []).flatMap((one) =>
    'TriggerTransition' in one ? [one.TriggerTransition] : [],
  );
  if (wanted.length === 0) return null;
  if (wanted.some(({ isTable }) => !isTable))
    return {
      sqlstate: '0A000',
      message: 'ROW variable naming in the REFERENCING clause is not supported',
    };
  const fault = faultOfOwner(node, owner) ?? faultOfEvents(node);
  if (fault) return fault;
  const wrong = (message: string) => ({ sqlstate: '42P17', message });
  const { events = 0 } = node;
  for (const [kind, isNew, other, bit] of [
    ['NEW', true, 'INSERT', bits.insert],
    ['OLD', false, 'DELETE', bits.delete],
  ] as const) {
    const tables = wanted.filter((one) => (one.isNew ?? false) === isNew);
    if (tables.length > 0 && (events & (bit | bits.update)) === 0)
      return wrong(
        `${kind} TABLE can only be specified for ${other === 'INSERT' ? 'an' : 'a'} ${other} or UPDATE trigger`,
      );
    if (tables.length > 1) return wrong(`${kind} TABLE cannot be specified multiple times`);
  }
  const [first, second] = wanted;
  return second && first?.name === second.name
    ? wrong('OLD TABLE name and NEW TABLE name cannot be the same')
    : null;
}
