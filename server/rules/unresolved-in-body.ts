import { isTable } from '../catalog/catalog.ts';
import { unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { renameFixes } from './helpers/rename.ts';
import { sentence } from './helpers/sentence.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'unresolved-in-body',
  severity: 'warning',
  summary: 'A PL/pgSQL body names a table, a column or a function that is never created.',
  why: `
PostgreSQL checks only the syntax of such a body when the function is created. It looks names up when that line runs, so
the mistake shows at run time, perhaps in a trigger that makes every INSERT fail.`,
  source: 'PostgreSQL manual, 41.11.2 Plan Caching; CREATE FUNCTION, check_function_bodies',
  exceptions: `
Nothing is said of names in EXECUTE, of bodies that create or alter tables themselves, and of names that any statement or
body of these files creates, before or after. A table that something else makes belongs into \`external\` of
schema-architect.json.`,
  example: {
    bad: `
create table orders (id bigint primary key, state text not null);
create function close_order(order_id bigint) returns void language plpgsql as $$
begin
  update orders set status = 'closed' where id = order_id;
--                  ^^^^^^
end
$$;`,
    good: `
create table orders (id bigint primary key, state text not null);
create function close_order(order_id bigint) returns void language plpgsql as $$
begin
  update orders set state = 'closed' where id = order_id;
end
$$;`,
  },

  problem: onProblem('unresolved-in-body', ({ at, message, missing, similar }, context) => {
    const { catalog } = context;
    if (missing.what === 'column') {
      const table = catalog.object(missing.table);
      // It may get the column later, or be gone, which other findings say.
      if (!isTable(table) || !table.complete || table.columns.some(({ name }) => name === missing.column))
        return null;
    } else if (context.isDefined(missing.what, missing.name.name)) return null;
    const names = missing.what === 'column' ? similar : context.similarNames(missing.what, missing.name.name);
    const advice = names.length > 0 ? ` Did you mean ${names.join(' or ')}?` : '';
    return {
      at,
      message: `${sentence(message)}: the function fails when it comes to this line.${advice}`,
      fixes: () => unlessApplied(context, renameFixes(context.source, at, names)),
    };
  }),
});
