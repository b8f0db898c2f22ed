import type { Node } from '@pgsql/types';
import type { Column, Expression } from './model.ts';
import type { Reader } from './reader.ts';

/**
 * The default that another table takes over with a column: of a serial column it is the call of its sequence, which is
 * written nowhere.
 */
export function takenDefault(reader: Reader, column: Column): Expression | null {
  const sequence =
    column.serial && column.ownedSequence !== null ? reader.sequence(column.ownedSequence) : undefined;
  if (column.default || !sequence) return column.default;
  const { schema, name } = sequence;
  const written = schema === 'public' ? name : `${schema}.${name}`;
  return {
    node: callOfNextval(written),
    text: `nextval('${written.replaceAll("'", "''")}'::regclass)`,
    range: column.typeRange ?? column.nameRange,
  };
}

function callOfNextval(sequence: string): Node {
  return {
    FuncCall: {
      funcname: [{ String: { sval: 'nextval' } }],
      args: [
        {
          TypeCast: {
            arg: { A_Const: { sval: { sval: sequence } } },
            typeName: { names: [{ String: { sval: 'regclass' } }], typemod: -1 },
          },
        },
      ],
    },
  };
}
