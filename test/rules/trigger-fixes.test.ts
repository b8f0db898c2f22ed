import { beforeAll, expect, test } from 'vitest';
import { applyFix, findingsOf } from '../support/analyse-script.ts';
import { askServer, postgres } from '../support/postgres.ts';

beforeAll(async () => void (await postgres()));

/** The script after the first fix of the rule's first finding. */
function fixedBy(rule: string, text: string): string {
  const fix = findingsOf(text, rule)[0]?.fixes()[0];
  if (!fix) throw new Error(`${rule} offers no fix`);
  return applyFix(text, fix);
}

const categories = fixedBy(
  'hierarchy-cycle-unguarded',
  `
create table "Category" (
  id int primary key,
  "Parent" int references "Category" (id),
  check (id <> "Parent")
);`,
);
const tree = 'insert into "Category" values (1, null), (2, 1), (3, 2), (4, null);';

test('the trigger against cycles takes a tree and moves within it', async () => {
  expect(
    await askServer(`${categories}\n${tree}\nupdate "Category" set "Parent" = 4 where id = 2;`),
  ).toBeNull();
});

test('the trigger against cycles refuses A → B → C → A, which the CHECK takes', async () => {
  const verdict = await askServer(`${categories}\n${tree}\nupdate "Category" set "Parent" = 3 where id = 1;`);
  expect(verdict?.sqlstate).toBe('23514');
  expect(verdict?.message).toBe('Category.Parent would close a cycle');
});

test('the trigger against cycles ends in a tree that had a cycle before it', async () => {
  const late = categories.replace(
    'CREATE FUNCTION',
    `${tree}\nupdate "Category" set "Parent" = 3 where id = 1;\nCREATE FUNCTION`,
  );
  expect(await askServer(`${late}\ninsert into "Category" values (9, 1);`)).toBeNull();
});

test('the trigger for updated_at sets the column on every UPDATE', async () => {
  const text = fixedBy(
    'updated-at-without-trigger',
    'create table t (id int primary key, updated_at timestamptz default now());',
  );
  const rows = `insert into t values (1, '2001-01-01');\nupdate t set id = 2;`;
  // A division by zero tells that the old time is still there.
  expect(
    await askServer(`${text}\n${rows}\nselect 1 / count(*) from t where updated_at = now();`),
  ).toBeNull();
});
