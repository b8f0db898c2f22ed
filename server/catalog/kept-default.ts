import type { Node } from '@pgsql/types';
import type { Column, Expression, TypeUse } from './model.ts';
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

/**
 * The default of a column whose type is changed: its value stays one of the old type, which is cast. It is written
 * nowhere, but a type of the user's is needed for it.
 */
export function ofUserType(reader: Reader, { type, array }: TypeUse, given: Expression): Expression {
  const used = reader.userType(type);
  if (!used) return given;
  const names = [used.schema, used.name].map((sval) => ({ String: { sval } }));
  const bounds = array ? { arrayBounds: [{ Integer: { ival: -1 } }] } : {};
  return { ...given, node: { TypeCast: { arg: given.node, typeName: { names, typemod: -1, ...bounds } } } };
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
