import { describe, expect, test } from 'vitest';
import { splitMermaid } from '../../media/split-mermaid.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import { analysisOf, diagramOf } from './diagram-of.ts';
import { parsersOfMermaid } from './parse-mermaid.ts';
import { generated } from './sample-models.ts';
import { nastySchema } from './sample-schemas.ts';

describe('a long text of mermaid is read in parts', async () => {
  const { parse12 } = await parsersOfMermaid();

  test('a short one is one part', () => {
    const { mermaid } = generated(20);
    expect(splitMermaid(mermaid)).toEqual([mermaid]);
  });

  test('which hold every line once, and which mermaid accepts', async () => {
    const { mermaid, tables, relations } = generated(500);
    const parts = splitMermaid(mermaid);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) await parse12(part);
    const bodies = parts.flatMap((part) => part.split('\n').slice(2));
    expect(bodies.join('\n')).toBe(mermaid.split('\n').slice(2).join('\n'));
    const heads = bodies.filter((line) => /^ {2}T\d+/.test(line));
    expect(heads).toHaveLength(tables.length + relations.length);
  });

  test('whatever the names are', async () => {
    const model = diagramOf(nastySchema(), { detail: 'full', overview: false });
    expect(analysisOf(nastySchema()).catalog.tables).toHaveLength(model.tables.length);
    const text = toMermaid(model);
    const parts = splitMermaid(text);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) await parse12(part);
  });
});
