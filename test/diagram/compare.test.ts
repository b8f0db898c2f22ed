import { describe, expect, test } from 'vitest';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import type { DiagramModel } from '../../server/features/diagram/model.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import { analysisOf } from './diagram-of.ts';

function compared(before: string, after: string): DiagramModel {
  const analysis = analysisOf(after);
  const comparison = { before: analysisOf(before).catalog, after: analysis.catalog };
  return buildDiagram({ analysis, comparison });
}

/** `change kind name: detail` of each difference. */
function told({ differences }: DiagramModel): string[] {
  return (differences ?? []).map(
    ({ change, kind, name, detail }) => `${change} ${kind} ${name}${detail === '' ? '' : `: ${detail}`}`,
  );
}

/** `name change`, with the columns that changed. */
function marks({ tables }: DiagramModel): string[] {
  return tables.map(({ name, change, columns }) => {
    const changed = columns.flatMap((column) => (column.change ? [`${column.name} ${column.change}`] : []));
    return `${name} ${change}${changed.length > 0 ? ` (${changed.join(', ')})` : ''}`;
  });
}

const parent = 'CREATE TABLE parent (id int PRIMARY KEY, name text, gone text, note text);\n';
const child = 'CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);\n';

test('the same schema has no differences, however it is written', () => {
  const diagram = compared(
    parent + child,
    `${child.replace(' REFERENCES parent', '')}
    CREATE TABLE parent (id int, name text, gone text, note text);
    ALTER TABLE parent ADD PRIMARY KEY (id); ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent;`,
  );
  expect(diagram.differences).toEqual([]);
  expect(marks(diagram)).toEqual(['child null', 'parent null']);
});

test('without a comparison there is no list', () => {
  expect(buildDiagram({ analysis: analysisOf(parent) }).differences).toBeNull();
});

test('columns that are added, removed and changed stand where they stood', () => {
  const diagram = compared(
    parent,
    'CREATE TABLE parent (id bigint PRIMARY KEY, name text NOT NULL UNIQUE, more text, note text);',
  );
  expect(marks(diagram)).toEqual(['parent changed (id changed, name changed, gone removed, more added)']);
  expect(diagram.tables[0]?.columns.map(({ name }) => name)).toEqual(['id', 'name', 'gone', 'more', 'note']);
  expect(told(diagram)).toEqual([
    'changed column public.parent.id: integer → bigint',
    'changed column public.parent.name: now NOT NULL, now UK',
    'added column public.parent.more',
    'removed column public.parent.gone',
  ]);
});

test('tables, views and relations that come and go are in the picture, marked', () => {
  const diagram = compared(
    `${parent}${child}CREATE VIEW old AS SELECT id FROM parent;`,
    `${parent}CREATE TABLE fresh (parent_id int NOT NULL REFERENCES parent);`,
  );
  expect(marks(diagram)).toEqual(['parent null', 'fresh added', 'child removed', 'old removed']);
  expect(diagram.relations.map(({ name, change }) => `${name} ${change}`)).toEqual([
    'fresh_parent_id_fkey added',
    'child_parent_id_fkey removed',
  ]);
  expect(told(diagram)).toEqual([
    'added table public.fresh',
    'removed table public.child',
    'removed view public.old',
    'added relation fresh_parent_id_fkey on public.fresh',
    'removed relation child_parent_id_fkey on public.child',
  ]);
  expect(new Set(diagram.relations.map(({ id }) => id)).size).toBe(2);
  expect(toMermaid(diagram)).toMatch(/T0 \|o\.\.o\{ T2/);
});

test('a relation that changes says how, and marks its table', () => {
  const diagram = compared(
    parent + child,
    parent +
      child.replace('int REFERENCES parent', 'int NOT NULL UNIQUE REFERENCES parent ON DELETE CASCADE'),
  );
  expect(told(diagram)).toContain(
    'changed relation child_parent_id_fkey on public.child: ON DELETE no action → cascade, now mandatory, now one to one',
  );
  const onlyRelation = compared(
    parent + child,
    parent + child.replace('parent)', 'parent ON UPDATE CASCADE)'),
  );
  expect(marks(onlyRelation)).toEqual(['parent null', 'child changed']);
});

test('a table that is dropped and made again under another kind or comment is changed', () => {
  const diagram = compared(parent, `${parent}COMMENT ON TABLE parent IS 'x';`);
  expect(told(diagram)).toEqual(['changed table public.parent: another comment']);
});

test('enums by their labels', () => {
  const diagram = compared(
    "CREATE TYPE a AS ENUM ('x', 'y'); CREATE TYPE gone AS ENUM ('1');",
    "CREATE TYPE a AS ENUM ('x', 'z'); CREATE TYPE fresh AS ENUM ('1');",
  );
  expect(told(diagram)).toEqual([
    'changed enum public.a: + z, − y',
    'added enum public.fresh',
    'removed enum public.gone',
  ]);
});

describe('before and after one migration', () => {
  const files = {
    '1.sql': parent,
    '2.sql':
      'ALTER TABLE parent RENAME TO folk; ALTER TABLE folk ADD COLUMN age int; CREATE TABLE pet (id int);',
    '3.sql': 'DROP TABLE pet; ALTER TABLE folk DROP COLUMN note;',
  };
  const picture = (file: string) => {
    const analysis = analysisOf(files);
    return buildDiagram({ analysis, comparison: analysis.states(file) });
  };

  test('is by the states around its statements', () => {
    expect(marks(picture('2.sql'))).toEqual(['folk changed (age added)', 'pet added']);
    expect(told(picture('2.sql'))[0]).toBe('changed table public.folk: was public.parent');
    expect(marks(picture('3.sql'))).toEqual(['folk changed (note removed)', 'pet removed']);
    expect(marks(picture('1.sql'))).toEqual(['parent added']);
  });

  test('follows tables, columns and keys through renaming', () => {
    const analysis = analysisOf({
      '1.sql': parent + child,
      '2.sql':
        'ALTER TABLE parent RENAME TO folk; ALTER TABLE child RENAME COLUMN parent_id TO folk_id; ALTER TABLE child RENAME TO kid;',
    });
    const diagram = buildDiagram({ analysis, comparison: analysis.states('2.sql') });
    expect(told(diagram)).toEqual([
      'changed table public.folk: was public.parent',
      'changed table public.kid: was public.child',
      'changed column public.kid.folk_id: was parent_id',
      'changed relation child_parent_id_fkey on public.kid: (parent_id) → (folk_id)',
    ]);
    expect(diagram.relations).toHaveLength(1);
  });

  test('is not there for a file that has no statement', () => {
    expect(analysisOf(files).states('4.sql')).toBeNull();
  });
});
