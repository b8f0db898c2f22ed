import { expect, test } from 'vitest';
import { applyFix, findingsOf } from '../support/analyse-script.ts';
import { askServer } from '../support/postgres.ts';

const script = `-- Größe
do $größe$
begin
  create table customers (id bigint primary key, "Größe" int);
  create table orders (
    id bigint primary key,
    customer_id bigint not null references customers on delete cascade,
    placed timestamp not null
  );
end
$größe$;
`;

test('tables of a DO block have findings at their words, and fixes that PostgreSQL accepts', async () => {
  const findings = findingsOf(script);
  expect(findings.map(({ rule, range }) => [rule, script.slice(range.start, range.end)])).toEqual([
    ['fk-without-index', 'customer_id'],
    ['timestamp-without-tz', 'timestamp'],
  ]);
  for (const finding of findings) {
    const [fix] = finding.fixes();
    expect(fix).toBeDefined();
    const fixed = fix ? applyFix(script, fix) : '';
    expect(await askServer(fixed)).toBeNull();
    expect(findingsOf(fixed, finding.rule)).toEqual([]);
  }
});

test('an error in a DO block stands at the word, and a name in it is known after it', () => {
  const text = `${script}do 'begin alter table orders add column kind nope default ''x''; end';\ncreate index on orders (kind, plced);\n`;
  expect(
    findingsOf(text)
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, range }) => [rule, text.slice(range.start, range.end)]),
  ).toEqual([
    ['undefined-type', 'nope'],
    ['unresolved-column', 'plced'],
  ]);
});
