import type { Node, TypeName } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { walkTree } from '../syntax/walk-tree.ts';
import type { Expression, Index, SqlFunction, Table, UserType } from './model.ts';
import { strings } from './types.ts';

/** What a table has that uses a function or a type, and cannot be without it. */
export interface UsingPart {
  readonly kind: 'default' | 'generated column' | 'constraint' | 'index';
  /** Of the column where it is a default. */
  readonly name: string;
  readonly at: SourceRange;
}

/** Whether an expression calls a function, by its names. */
export function isCalled(called: SqlFunction, expression: Expression | null): boolean {
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

/** Whether an expression has a cast to a type, by its name. */
export function isNamed({ schema, name }: UserType, expression: Expression | null): boolean {
  let found = false;
  if (expression)
    walkTree(expression.node, (tag, fields) => {
      if (tag !== 'TypeCast') return;
      const names = strings((fields.typeName as TypeName | undefined)?.names);
      found ||= names.at(-1) === name && (names.length < 2 || names.at(-2) === schema);
    });
  return found;
}

/** Defaults, generated columns, checks, exclusions and indexes with such an expression, what is inherited left out. */
export function partsUsing(
  table: Table,
  isUser: (expression: Expression | null) => boolean,
): readonly UsingPart[] {
  const found: UsingPart[] = [];
  for (const { name, nameRange, inherited, generation, default: given } of table.columns) {
    if (inherited) continue;
    if (isUser(generation)) found.push({ kind: 'generated column', name, at: nameRange });
    else if (isUser(given)) found.push({ kind: 'default', name, at: given?.range ?? nameRange });
  }
  for (const index of table.indexes) {
    if (index.inherited || !expressionsOf(index).some(isUser)) continue;
    const kind = index.constraint ? 'constraint' : 'index';
    found.push({ kind, name: index.name, at: index.nameRange ?? index.range });
  }
  for (const { kind, inherited, name, nameRange, range, ...rest } of table.constraints)
    if (kind === 'check' && !inherited && 'expression' in rest && isUser(rest.expression))
      found.push({ kind: 'constraint', name, at: nameRange ?? range });
  return found;
}
