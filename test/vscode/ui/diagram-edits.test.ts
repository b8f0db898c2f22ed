import type { FrameLocator, Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, diagramSuite, eventually, rowOf } from './diagram-suite.ts';
import { runCommand, takePicture } from './editor-page.ts';

const suite = diagramSuite();

/** Text that VS Code accepts, so that an edit is all that changes. */
const sql = `create table customers (
  id bigint primary key,
  email text not null
);

create table orders (
  id bigint primary key,
  customer_id bigint not null
);
`;

const open = (name: string): Promise<FrameLocator> =>
  suite.open(name, { files: { 'app/app.sql': sql }, file: 'app/app.sql' });

/** What the editor on the left shows, saved to the disk: the editor draws only the lines in sight. */
async function saved(): Promise<string> {
  await suite.focusEditor();
  await suite.page().keyboard.press('Control+s');
  await suite.page().locator('.tab.dirty').first().waitFor({ state: 'detached' });
  return suite.read('app/app.sql');
}

/** The box in which VS Code asks something, by its title, its placeholder or what stands below it. */
async function asked(question: string): Promise<Locator> {
  const box = suite.page().locator('.quick-input-widget');
  const own = box
    .filter({ hasText: question })
    .or(box.filter({ has: suite.page().locator(`input[aria-label*="${question}"]`) }));
  const input = own.locator('input.input').first();
  await input.waitFor();
  return input;
}

/** Types into the box that asks, and goes on. */
async function answer(question: string, text: string): Promise<void> {
  await (await asked(question)).fill(text);
  await suite.page().keyboard.press('Enter');
}

/** The difference is shown, and nothing has changed yet. */
async function preview(title: string): Promise<void> {
  await suite.page().locator('.monaco-diff-editor').first().waitFor({ timeout: 15_000 });
  await suite.page().locator('.tab', { hasText: title }).waitFor();
  await asked('The change is shown below');
  expect(suite.read('app/app.sql')).toBe(sql);
}

async function choose(label: string): Promise<void> {
  await suite.page().locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  await suite.page().locator('.monaco-diff-editor').first().waitFor({ state: 'detached' });
}

/** One undo takes all of it back. */
async function undo(): Promise<void> {
  await suite.focusEditor();
  await suite.page().keyboard.press('Control+z');
  await eventually(saved).toBe(sql);
}

describe('an edit in the diagram is previewed, and undone in one step', () => {
  it('a table is renamed', async () => {
    const diagram = await open('rename-table');
    await boxOf(diagram, 'customers').locator('.head').click({ button: 'right' });
    await diagram.locator('.menu').getByText('Rename the table').first().click();
    await answer('Rename table customers', 'people');
    await preview('Rename customers to people');
    await takePicture(suite.page(), 'diagram-edit');
    await choose('Apply');
    await boxOf(diagram, 'people').waitFor({ timeout: 15_000 });
    await eventually(saved).toBe(sql.replace('customers', 'people'));
    await undo();
    await boxOf(diagram, 'customers').waitFor({ timeout: 15_000 });
  });

  it('a column is renamed by keyboard', async () => {
    const diagram = await open('rename-column');
    await boxOf(diagram, 'customers').focus();
    for (const key of ['c', 'ArrowDown', 'r']) await suite.page().keyboard.press(key);
    await answer('Rename column email', 'address');
    await preview('Rename customers.email to address');
    await choose('Apply');
    await rowOf(diagram, 'customers', 'address').waitFor({ timeout: 15_000 });
    await eventually(saved).toBe(sql.replace('email', 'address'));
    await undo();
    await rowOf(diagram, 'customers', 'email').waitFor({ timeout: 15_000 });
  });

  it('a column is added', async () => {
    const diagram = await open('add-column');
    await boxOf(diagram, 'orders').focus();
    await suite.page().keyboard.press('a');
    await answer('Name of the column', 'total');
    await answer('Type of total', 'numeric(10,2) not null');
    await preview('Add column total to orders');
    await choose('Apply');
    await rowOf(diagram, 'orders', 'total').waitFor({ timeout: 15_000 });
    await eventually(saved).toBe(
      sql.replace(
        'customer_id bigint not null',
        'customer_id bigint not null,\n  total numeric(10,2) not null',
      ),
    );
    await undo();
    await rowOf(diagram, 'orders', 'total').waitFor({ state: 'detached', timeout: 15_000 });
  });

  it('a foreign key is added by dragging from column to column', async () => {
    const diagram = await open('add-key');
    const from = await rowOf(diagram, 'orders', 'customer_id').boundingBox();
    const to = await rowOf(diagram, 'customers', 'id').boundingBox();
    if (!from || !to) throw new Error('The rows are not in sight.');
    const { mouse, keyboard } = suite.page();
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + from.width / 2 + 12, from.y + from.height / 2 + 3);
    await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
    await diagram.locator('.rubber.hits').waitFor();
    await mouse.up();
    await asked('When a row of customers is deleted');
    await keyboard.type('CASCADE');
    await keyboard.press('Enter');
    await preview('Add a foreign key from orders.customer_id to customers.id');
    await choose('Apply');
    await diagram.locator('path[data-relation]').waitFor({ state: 'attached', timeout: 15_000 });
    await eventually(saved).toMatch(
      /foreign key \(customer_id\) references customers \(id\) on delete cascade\s*\);\s*create index \S+ on orders \(customer_id\);/,
    );
    await undo();
    await diagram.locator('path[data-relation]').waitFor({ state: 'detached', timeout: 15_000 });
  });

  it('what PostgreSQL would reject is refused in words, and a discarded preview changes nothing', async () => {
    const diagram = await open('refuse');
    await boxOf(diagram, 'orders').focus();
    await suite.page().keyboard.press('a');
    await answer('Name of the column', 'total');
    await answer('Type of total', 'numeric(');
    await suite.page().locator('.notification-toast', { hasText: 'cannot read the type numeric(' }).waitFor();
    await runCommand(suite.page(), 'Notifications: Clear All Notifications');
    await boxOf(diagram, 'customers').locator('.head').click({ button: 'right' });
    await diagram.locator('.menu').getByText('Rename the table').first().click();
    await answer('Rename table customers', 'people');
    await preview('Rename customers to people');
    await choose('Discard');
    expect(suite.read('app/app.sql')).toBe(sql);
    expect(await boxOf(diagram, 'customers').count()).toBe(1);
  });
});
