import type { StatementId } from '../syntax/statement.ts';
import { wrongColumns } from './helpers/query-columns.ts';
import { reportByColumn } from './helpers/wrong-column-reports.ts';
import { defineRule, type RuleContext } from './rule.ts';

/** The extension's version that comes with each PostgreSQL, as minor number of 1.x. */
const shipped = { 13: 8, 14: 9, 15: 10, 16: 10, 17: 11, 18: 12 };

const renamedIn8: Readonly<Record<string, string>> = {
  total_time: 'total_exec_time',
  min_time: 'min_exec_time',
  max_time: 'max_exec_time',
  mean_time: 'mean_exec_time',
  stddev_time: 'stddev_exec_time',
};
const renamedIn11: Readonly<Record<string, string>> = {
  blk_read_time: 'shared_blk_read_time',
  blk_write_time: 'shared_blk_write_time',
};

/** The version that CREATE EXTENSION … VERSION asks for; else the one of the target server. */
function extensionVersion(context: RuleContext): number {
  const extension = context.catalog.extension('pg_stat_statements');
  const id: StatementId | undefined = extension?.nameRange.statement;
  const written = id === undefined ? undefined : context.source.statement(id)?.text;
  const asked = /\bversion\s+['"]?1\.(\d+)/i.exec(written ?? '')?.[1];
  return asked === undefined ? shipped[context.version] : Number(asked);
}

export default defineRule({
  id: 'pg-stat-statements-column',
  severity: 'error',
  replaces: ['unresolved-column'],
  summary: 'A query asks pg_stat_statements for a column that was renamed.',
  why: `
Version 1.8 of the extension (PostgreSQL 13) split \`total_time\` and its kin into \`total_exec_time\` and
\`total_plan_time\`; version 1.11 (PostgreSQL 17) renamed \`blk_read_time\` and \`blk_write_time\`. PostgreSQL rejects the
old names.`,
  source: 'PostgreSQL manual, F.32 pg_stat_statements; release notes of 13 and 17',
  example: {
    bad: `
select query, mean_time from pg_stat_statements;
--            ^^^^^^^^^`,
    good: `
select query, mean_exec_time as mean_time from pg_stat_statements;`,
  },
  exceptions: `
The columns follow the version of the extension, which stays the old one after an upgrade of the server until
\`ALTER EXTENSION pg_stat_statements UPDATE\`. A \`CREATE EXTENSION … VERSION\` in the files is followed.`,

  statement(statement, context, report) {
    const tree = /pg_stat_statements/i.test(statement.text) ? context.source.tree(statement.id) : null;
    if (!tree) return;
    const version = extensionVersion(context);
    const names = { ...(version >= 8 ? renamedIn8 : {}), ...(version >= 11 ? renamedIn11 : {}) };
    const wrong = wrongColumns(statement, tree, context.catalog, (relation, column) =>
      relation === 'pg_stat_statements' && Object.hasOwn(names, column) ? (names[column] ?? null) : null,
    );
    reportByColumn(wrong, context, report, ({ column, replacement }) => {
      const since = Object.hasOwn(renamedIn8, column) ? '1.8 (PostgreSQL 13)' : '1.11 (PostgreSQL 17)';
      return `pg_stat_statements has no column ${column} since version ${since}, so PostgreSQL rejects the query. It is called ${replacement} now.`;
    });
  },
});
