import type { Node } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { walkTree } from '../syntax/walk-tree.ts';
import type { Expression, Index, SqlFunction, Table } from './model.ts';
import { strings } from './types.ts';

/** What a table has that calls a function, and cannot be without it. */
export interface CallingPart {
  readonly kind: 'default' | 'generated column' | 'constraint' | 'index';
  /** Of the column where it is a default. */
  readonly name: string;
  readonly at: SourceRange;
}

function isCalled(called: SqlFunction, expression: Expression | null): boolean {
  const spellings = [called, ...called.formerNames];
  let found = false;
  if (expression)
    walkTree(expression.node, (tag, fields) => {
      if (tag !== 'FuncCall') return;
      const names = strings(fields.funcname as Node[] | undefined);
      found ||= spellings.some(
        ({ schema, name }) => names.at(-1) === name && (names.length < 2 || names.at(-2) === schema),
      );
    });
  return found;
}

const expressionsOf = (index: Index): (Expression | null)[] => [
  ...index.keys.map(({ expression }) => expression),
  index.predicate,
];

/** All expressions of a table: of its columns, indexes and checks. */
export function expressionsIn(table: Table): readonly Expression[] {
  const written = [
    ...table.columns.flatMap(({ generation, default: given }) => [generation, given]),
    ...table.indexes.flatMap(expressionsOf),
    ...table.constraints.map((constraint) => (constraint.kind === 'check' ? constraint.expression : null)),
  ];
  return written.filter((one) => one !== null);
}

/** Defaults, generated columns, checks, exclusions and indexes that call the function, what is inherited left out. */
export function callingParts(table: Table, called: SqlFunction): readonly CallingPart[] {
  const found: CallingPart[] = [];
  for (const { name, nameRange, inherited, generation, default: given } of table.columns) {
    if (inherited) continue;
    if (isCalled(called, generation)) found.push({ kind: 'generated column', name, at: nameRange });
    else if (isCalled(called, given)) found.push({ kind: 'default', name, at: given?.range ?? nameRange });
  }
  for (const index of table.indexes) {
    if (index.inherited || !expressionsOf(index).some((one) => isCalled(called, one))) continue;
    const kind = index.constraint ? 'constraint' : 'index';
    found.push({ kind, name: index.name, at: index.nameRange ?? index.range });
  }
  for (const constraint of table.constraints)
    if (constraint.kind === 'check' && !constraint.inherited && isCalled(called, constraint.expression))
      found.push({
        kind: 'constraint',
        name: constraint.name,
        at: constraint.nameRange ?? constraint.range,
      });
  return found;
}
