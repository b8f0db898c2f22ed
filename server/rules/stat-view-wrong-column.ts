import { wrongColumns } from './helpers/query-columns.ts';
import { reportByColumn } from './helpers/wrong-column-reports.ts';
import { defineRule } from './rule.ts';

const statisticsView = /^pg_stat(io)?_(xact_)?(user|all|sys)_(tables|indexes)$/;

/** The right name for what pg_tables and pg_indexes call tablename and indexname. */
function instead(relation: string, column: string): string | null {
  const view = statisticsView.exec(relation);
  if (!view) return null;
  if (column === 'tablename') return 'relname';
  return column === 'indexname' && view[4] === 'indexes' ? 'indexrelname' : null;
}

export default defineRule({
  id: 'stat-view-wrong-column',
  severity: 'error',
  replaces: ['unresolved-column'],
  summary: 'A query asks a statistics view for tablename or indexname, which it does not have.',
  why: `
\`pg_tables\` and \`pg_indexes\` have \`tablename\` and \`indexname\`. The statistics views call the same names \`relname\`
and \`indexrelname\`; PostgreSQL rejects the query.`,
  source: 'PostgreSQL manual, 27.2 The Cumulative Statistics System',
  example: {
    bad: `
select indexname, idx_scan from pg_stat_user_indexes;
--     ^^^^^^^^^`,
    good: `
select indexrelname as indexname, idx_scan from pg_stat_user_indexes;`,
  },

  statement(statement, context, report) {
    const tree = /pg_stat/i.test(statement.text) ? context.source.tree(statement.id) : null;
    if (!tree) return;
    reportByColumn(
      wrongColumns(statement, tree, context.catalog, instead),
      context,
      report,
      ({ relation, column, replacement }) =>
        `${relation} has no column ${column}, so PostgreSQL rejects the query. It is called ${replacement} there.`,
    );
  },
});
