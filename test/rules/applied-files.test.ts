import { expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { DatabaseFile } from '../../server/features/analysis.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import '../support/analyse-script.ts';

const applied: DatabaseFile = {
  name: '1.sql',
  script: parseScript(`
create table customers (id serial primary key, name varchar(255));
create table orders (id bigint primary key, customer_id int);`),
  applied: 'applied',
};
const fresh: DatabaseFile = {
  name: '2.sql',
  script: parseScript(
    'alter table orders add constraint orders_customer foreign key (customer_id) references customers on delete restrict;',
  ),
  applied: 'new',
};
const analysis = analyse([applied, fresh], defaultOptions);

test('no fix rewrites a migration that is applied', () => {
  const fixes = analysis.findings(applied.name).flatMap((finding) => finding.fixes());
  expect(analysis.findings(applied.name).map(({ rule }) => rule)).toContain('varchar-255');
  expect(fixes).toEqual([]);
});

test('an index on a table that may hold rows is offered without stopping writes, in the new migration', () => {
  const finding = analysis.findings(fresh.name).find(({ rule }) => rule === 'fk-without-index');
  const fixes = finding?.fixes() ?? [];
  expect(fixes.map(({ title, safety }) => `${safety}: ${title}`)).toEqual([
    'suggestion: Create an index on orders (customer_id) without stopping writes',
    'suggestion: Create an index on orders (customer_id)',
  ]);
  expect(fixes[0]?.edits).toEqual([
    {
      file: '2.sql',
      start: fresh.script.text.length,
      end: fresh.script.text.length,
      newText: '\n\nCREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);',
    },
  ]);
});
