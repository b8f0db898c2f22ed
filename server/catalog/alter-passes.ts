import type { AlterTableCmd } from '@pgsql/types';

/**
 * The passes in which ALTER TABLE carries out its commands (AlterTablePass in tablecmds.c), as far as their order can be
 * told from outside: what goes makes room for what comes.
 */
const passes: Readonly<Record<string, number>> = {
  AT_DropColumn: 0,
  AT_DropConstraint: 0,
  AT_DropNotNull: 0,
  AT_DropIdentity: 0,
  AT_DropExpression: 0,
  AT_AlterColumnType: 1,
  AT_AddColumn: 2,
  AT_SetExpression: 3,
  AT_SetNotNull: 5,
  AT_ColumnDefault: 7,
  AT_AddIdentity: 7,
};

const misc = 8;

/** A command's pass: ALTER TABLE goes from the lowest to the highest. */
export function passOf(command: AlterTableCmd): number {
  const { subtype = '', def } = command;
  if (subtype === 'AT_ColumnDefault' && !def) return 0;
  if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def)
    return constraintPass(def.Constraint.contype);
  return passes[subtype] ?? misc;
}

/** NOT NULL, then what makes an index, then CHECK, then foreign keys, which need those indexes. */
function constraintPass(kind: string | undefined): number {
  if (kind === 'CONSTR_NOTNULL') return 5;
  return kind === 'CONSTR_PRIMARY' || kind === 'CONSTR_UNIQUE' || kind === 'CONSTR_EXCLUSION' ? 6 : 7;
}
