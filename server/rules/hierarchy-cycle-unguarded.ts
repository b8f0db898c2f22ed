import { columnNames, columnOf } from '../catalog/catalog.ts';
import type { CheckConstraint, Column, ForeignKey, Table } from '../catalog/model.ts';
import { quoteIdentifier, quoteLiteral } from '../syntax/quote-identifier.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { foreignKeysOf } from './helpers/linked-columns.ts';
import { constraintReference } from './helpers/object-reference.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { fieldsOf, operatorCall, plainColumn } from './helpers/tree.ts';
import { triggerText } from './helpers/trigger-body.ts';
import { schemaPrefix, writtenName } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

/** Whether the expression says `a <> b` of these two columns, by itself or joined with others. */
function forbidsEqual(node: unknown, a: string, b: string): boolean {
  const args = fieldsOf(node, 'BoolExpr')?.args;
  if (Array.isArray(args)) return args.some((arg) => forbidsEqual(arg, a, b));
  const call = operatorCall(node);
  if (!call || (call.name !== '<>' && call.kind !== 'AEXPR_DISTINCT')) return false;
  const names = [plainColumn(call.left), plainColumn(call.right)];
  return names.includes(a) && names.includes(b);
}

function selfCheck(table: Table, key: ForeignKey): CheckConstraint | undefined {
  const [child] = columnNames(table, key.columns);
  const [parent] = columnNames(table, key.targetColumns);
  if (key.columns.length !== 1 || !child || !parent) return undefined;
  return table.constraints.find(
    (constraint): constraint is CheckConstraint =>
      constraint.kind === 'check' && forbidsEqual(constraint.expression.node, child, parent),
  );
}

/** Whether something watches over the tree: a trigger on the column, or another form of the hierarchy. */
function isGuarded(table: Table, column: Column, context: RuleContext): boolean {
  const { catalog, source } = context;
  const guards = table.triggers.some((trigger) => {
    if (trigger.forEach === 'row' && trigger.updateColumns.includes(column.name)) return true;
    if (!trigger.events.includes('update')) return false;
    return (triggerText(catalog, source, trigger) ?? trigger.function.name).includes(column.name);
  });
  if (
    guards ||
    table.triggers.some(({ function: { name } }) =>
      /cycle|hierarchy|ancestor|closure|tree/.test(snakeCase(name)),
    )
  ) {
    return true;
  }
  if (table.columns.some(({ type }) => /(^|[.?])ltree$/.test(catalog.formatType(type)))) return true;
  const names = table.columns.map(({ name }) => name);
  if (['lft', 'left_bound', 'tree_left'].some((name) => names.includes(name))) return true;
  // A closure table refers to the hierarchy twice: ancestor and descendant.
  return catalog.referencing(table.oid).some((other) => other.oid !== table.oid && isClosure(other, table));
}

function isClosure(other: Table, table: Table): boolean {
  const keys = foreignKeysOf(other).filter(({ target }) => target === table.oid);
  return (
    keys.length >= 2 &&
    columnNames(
      other,
      keys.flatMap(({ columns }) => columns),
    ).some((name) => /ancestor|descendant/.test(snakeCase(name)))
  );
}

/** Whether a comment in the table's definition believes that the check is enough. */
function claimsMore(table: Table, context: RuleContext): boolean {
  const { source } = context;
  return source
    .tokens(table.statement)
    .some(
      ({ kind, start, end }) =>
        kind.endsWith('comment') &&
        /cycl|circular|loop/i.test(source.text({ statement: table.statement, start, end })),
    );
}

function guardTrigger(table: Table, child: string, parent: string, context: RuleContext): Fix {
  const { source } = context;
  const name = writtenName(table, source);
  const guard = quoteIdentifier(`${table.name}_prevent_cycle`);
  const [from, to] = [quoteIdentifier(child), quoteIdentifier(parent)];
  const routine = `${schemaPrefix(table, source)}${guard}`;
  const sql = `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Two transactions that each move a branch could close a cycle together, so one waits for the other.
  PERFORM pg_advisory_xact_lock(TG_RELID::bigint);
  IF EXISTS (
    WITH RECURSIVE ancestors (node, parent) AS (
      SELECT ${to}, ${from} FROM ${name} WHERE ${to} = NEW.${from}
      UNION
      SELECT t.${to}, t.${from} FROM ${name} AS t JOIN ancestors ON t.${to} = ancestors.parent
    )
    SELECT FROM ancestors WHERE node = NEW.${to}
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = ${quoteLiteral(`${table.name}.${child} would close a cycle`)};
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER ${guard} BEFORE INSERT OR UPDATE OF ${from} ON ${name}
  FOR EACH ROW EXECUTE FUNCTION ${routine}();`;
  return suggestion(`Create a trigger that prevents cycles in ${table.name}`, [
    source.insertAfter(table.nameRange.statement, sql),
  ]);
}

export default defineRule({
  id: 'hierarchy-cycle-unguarded',
  severity: 'warning',
  summary: 'A hierarchy is guarded against cycles only by a CHECK that compares a row with itself.',
  why: `
\`CHECK (id <> parent_id)\` sees one row. It stops a row from being its own parent, but not A → B → A; a query that walks
up such a tree never ends. Only a trigger (or another form of the tree, such as ltree) sees the other rows.`,
  source: 'Measured on PostgreSQL 15 and 18; PostgreSQL manual, 5.5.1 Check Constraints',
  example: {
    bad: `
create table categories (
  id bigint primary key,
  parent_id bigint references categories (id) on delete restrict,
  check (id <> parent_id)
--^^^^^^^^^^^^^^^^^^^^^^^
);`,
    good: `
create table categories (
  id bigint primary key,
  parent_id bigint references categories (id) on delete restrict,
  check (id <> parent_id)
);
create function no_cycle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(tg_relid::bigint);
  if exists (
    with recursive ancestors (id) as (
      select new.parent_id
      union
      select c.parent_id from categories c join ancestors using (id)
    )
    select from ancestors where id = new.id
  ) then
    raise exception 'categories must not form a cycle';
  end if;
  return new;
end
$$;
create trigger no_cycle before insert or update of parent_id on categories
  for each row execute function no_cycle();`,
  },
  exceptions: `
A hierarchy without any such CHECK is not reported. Nor is one with a trigger on the parent column, a closure table,
nested sets or ltree.`,

  table(table, context, report) {
    for (const key of foreignKeysOf(table)) {
      const check = key.target === table.oid ? selfCheck(table, key) : undefined;
      const column = key.columns[0] === undefined ? undefined : columnOf(table, key.columns[0]);
      const [parent] = columnNames(table, key.targetColumns);
      if (!check || !column || !parent || isGuarded(table, column, context)) continue;
      const claim = claimsMore(table, context) ? ', although a comment here promises it' : '';
      report({
        at: check.range,
        object: constraintReference(table, key),
        message: `This CHECK only keeps a row of ${table.name} from being its own parent; it does not prevent A → B → A${claim}. Queries that walk up such a cycle never end: check the ancestors in a trigger.`,
        related: [{ at: key.columnsRange, message: `${column.name} forms the hierarchy.` }],
        fixes: () => unlessApplied(context, [guardTrigger(table, column.name, parent, context)]),
      });
    }
  },
});
