import { describe, expect, test } from 'vitest';
import { eventually, shopSuite } from './shop-suite.ts';

const { open, node, head, drawnNames, sent, press, text, focusedName, view } = shopSuite();

describe('search', () => {
  test('/ finds tables and columns, and Enter flies to the row and lights it', async () => {
    await open();
    await press('/');
    await view().page.keyboard.type('cust');
    await view().page.locator('#match1').waitFor();
    expect(await view().page.locator('#searchResults [role=option]').allTextContents()).toEqual([
      'customerstable',
      'customer_idorders · bigint',
    ]);
    await press('ArrowDown');
    expect(await view().page.locator('#searchText').getAttribute('aria-activedescendant')).toBe('match1');
    await press('Enter');
    await view().page.locator('[data-column="customer_id"].found').waitFor();
    expect(await view().page.locator('#searchBox').isVisible()).toBe(false);
    expect(await focusedName()).toBe('orders');
  });

  test('a table that is not drawn becomes the focus; Escape leaves everything as it is', async () => {
    await open({ kept: { view: { hidden: ['audit_*'] }, camera: null, follow: true } });
    expect(await drawnNames()).not.toContain('audit_log');
    await press('Control+f');
    await view().page.keyboard.type('audit_l');
    await view().page.locator('#match0').waitFor();
    await press('Escape');
    expect(view().view().focus).toBeUndefined();
    await press('/');
    await view().page.locator('#match0').waitFor();
    await press('Enter');
    await view().answered();
    expect(view().view().focus).toEqual([{ schema: 'public', name: 'audit_log' }]);
    expect(await drawnNames()).toEqual(['audit_log']);
  });

  test('says that nothing has the name', async () => {
    await open();
    await press('/');
    await view().page.keyboard.type('zzz');
    await eventually(() => text('#announcer')).toBe('Nothing has this name.');
  });
});

describe('focus', () => {
  test('o focuses, the chip says what is shown, + takes further neighbours, the button shows all', async () => {
    await open();
    await node('customers').focus();
    await press('o');
    await view().answered();
    expect(await drawnNames()).toEqual(['customers', 'orders']);
    expect(await text('#chip')).toContain('customers');
    expect(await text('#chip')).toContain('2 of 6 tables');
    await view().page.locator('#moreHops').click();
    await view().answered();
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders']);
    expect(view().view().hops).toBe(2);
    await node('customers').focus();
    await press('[');
    await view().answered();
    expect(view().view().hops).toBeUndefined();
    await view().page.locator('#showAll').click();
    await view().answered();
    expect(await drawnNames()).toHaveLength(6);
    expect(await view().page.locator('#chip').isVisible()).toBe(false);
  });

  test('a double click focuses and opens nothing; the +n mark adds a table’s neighbours', async () => {
    await open();
    await head('customers').dblclick();
    await view().answered();
    expect(await drawnNames()).toEqual(['customers', 'orders']);
    expect(sent('open')).toEqual([]);
    await node('orders').locator('.more').click();
    await eventually(() => view().view().focus?.length).toBe(2);
    await view().answered();
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders']);
  });

  test('back and forward go through what was focused, undo and redo through the changes', async () => {
    await open();
    for (const name of ['customers', 'orders']) {
      await node(name).focus();
      await press('o');
      await view().answered();
    }
    const focus = () => view().view().focus?.[0]?.name;
    await press('Alt+ArrowLeft');
    await view().answered();
    expect(focus()).toBe('customers');
    await view().page.locator('#back').click();
    await view().answered();
    expect(focus()).toBeUndefined();
    expect(await view().page.locator('#back').getAttribute('aria-disabled')).toBe('true');
    await press('Alt+ArrowRight');
    await view().answered();
    expect(focus()).toBe('customers');
    await press('Control+z');
    await view().answered();
    expect(focus()).toBeUndefined();
    await press('Control+y');
    await view().answered();
    expect(focus()).toBe('customers');
  });
});

describe('the menu of a table', () => {
  test('opens by the right button and by Shift+F10, and its keys work', async () => {
    await open();
    await head('audit_log').click({ button: 'right' });
    const items = view().page.locator('.menu [role^=menuitem]');
    expect(await items.allTextContents()).toEqual(
      expect.arrayContaining([
        'Go to the definition⏎',
        'Focus on this tableo',
        'Show all columns of this table',
        'Hide this tableh',
        'Hide audit_*',
        'Copy the name',
      ]),
    );
    await press('Escape');
    expect(await items.count()).toBe(0);
    await node('audit_log').focus();
    await press('Shift+F10');
    await press('End');
    await press('Enter');
    await eventually(() => sent('copy')).toEqual([{ type: 'copy', text: 'audit_log' }]);
    expect(await focusedName()).toBe('audit_log');
  });

  test('hides tables by a pattern, which the options take away again', async () => {
    await open();
    await head('audit_log').click({ button: 'right' });
    await view().page.getByText('Hide audit_*').click();
    await view().answered();
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders', 'products']);
    await press('v');
    expect(await text('#optionsPanel fieldset:last-of-type legend')).toBe('Hidden tables (Tables: 2)');
    await view().page.locator('.patterns .remove').click();
    await view().answered();
    expect(await drawnNames()).toHaveLength(6);
    await view().page.locator('#hidePattern').fill('order*');
    await press('Enter');
    await view().answered();
    expect(await drawnNames()).toEqual(['audit_access', 'audit_log', 'customers', 'products']);
  });

  test('draws a table in full among others that show their keys', async () => {
    await open({ kept: { view: { detail: 'keys' }, camera: null, follow: true } });
    expect(await node('customers').textContent()).not.toContain('note');
    await node('customers').focus();
    await press('e');
    await view().answered();
    expect(await node('customers').textContent()).toContain('note');
    expect(await node('products').textContent()).not.toContain('price');
  });
});

describe('options', () => {
  test('each takes effect at once', async () => {
    await open();
    await view().page.locator('#options').click();
    const choose = async (name: string, value: string) => {
      await view().page.locator(`input[name="${name}"][value="${value}"]`).click();
      await view().answered();
    };
    await choose('detail', 'names');
    expect(await view().page.locator('[data-column]').count()).toBe(0);
    await choose('direction', 'TB');
    expect(view().view().direction).toBe('TB');
    await choose('grouping', 'schema');
    expect(view().view().grouping).toBe('schema');
    await view().page.getByText('Relations', { exact: true }).click();
    await view().answered();
    expect(await view().page.locator('path[data-relation]').count()).toBe(0);
    await view().page.getByText('Only this file’s tables').click();
    await eventually(() => view().view().scope).toBe('file');
    await view().page.getByText('Follow the editor’s cursor').click();
    await eventually(() => view().kept().follow).toBe(false);
    await press('Escape');
    expect(await view().page.evaluate('document.activeElement.id')).toBe('options');
  });

  test('the overview draws the groups, and Enter opens one', async () => {
    await open({ kept: { view: { grouping: 'schema', overview: true }, camera: null, follow: true } });
    expect(await view().page.locator('g.node[data-group]').count()).toBeGreaterThan(0);
    expect(await view().page.locator('g.node[data-table]').count()).toBe(0);
    await view().page.locator('g.node[data-group]').first().focus();
    await press('Enter');
    await view().answered();
    expect((await drawnNames()).length).toBeGreaterThan(0);
    expect(await view().page.locator('g.node[data-group]').count()).toBe(0);
    await press('Alt+ArrowLeft');
    await view().answered();
    expect(await view().page.locator('g.node[data-table]').count()).toBe(0);
  });

  test('a view that shows nothing offers everything', async () => {
    await open({ kept: { view: { hidden: ['*'] }, camera: null, follow: true } });
    expect(await text('#message')).toContain('none of the 6 tables');
    await view().page.locator('#message button').click();
    await view().answered();
    expect(await drawnNames()).toHaveLength(6);
  });
});
