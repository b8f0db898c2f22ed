import type { FinalCatalog } from '../../catalog/catalog.ts';
import type { Analysis } from '../analysis.ts';
import { compareSchemas, type SchemaComparison } from './compare-schemas.ts';
import { drawTables } from './draw-tables.ts';
import { findingsByTable, noFindings } from './findings-by-table.ts';
import { groupTables } from './group-tables.ts';
import { hashText } from './hash-text.ts';
import type { DiagramModel } from './model.ts';
import { buildOverview } from './overview.ts';
import { pickTables } from './pick-tables.ts';
import { readSchema, withoutPlaces } from './read-schema.ts';
import type { Schema, SchemaTable } from './schema.ts';
import { type DiagramView, defaultView } from './view.ts';

/** Above so many boxes a picture of tables is not legible. */
const overviewLimit = 300;

/** What a diagram is made from, besides the view. */
export interface DiagramSource {
  readonly analysis: Pick<Analysis, 'catalog' | 'files' | 'findings' | 'place'>;
  /** The active file; null where there is none. */
  readonly file?: string | null;
  /** Bounded contexts of the configuration: name to globs of tables. */
  readonly contexts?: ReadonlyMap<string, readonly string[]>;
  /** The state before, and that after where it is not the last one. */
  readonly comparison?: { readonly before: FinalCatalog; readonly after: FinalCatalog } | null;
}

/**
 * The picture of a database that a view asks for. Temporary tables are left out, and partitions are folded into
 * their partitioned table.
 */
export function buildDiagram(source: DiagramSource, given: Partial<DiagramView> = {}): DiagramModel {
  const view: DiagramView = { ...defaultView, ...given };
  const { analysis, comparison } = source;
  const compared: SchemaComparison | null = comparison
    ? compareSchemas(readSchema(comparison.before), readSchema(comparison.after))
    : null;
  const schema = compared?.schema ?? readSchema(analysis.catalog);
  const own = ownTables(schema, source);
  const picked = pickTables(schema, view, own);
  const wantsOverview = view.overview === 'auto' ? picked.tables.length > overviewLimit : view.overview;
  const groups = groupTables(schema, picked.tables, view.grouping, wantsOverview, source);
  const common = {
    total: schema.tables.length,
    hiddenCount: picked.hiddenCount,
    differences: compared?.differences ?? null,
    grouping: groups.grouping,
  };
  // Findings are those of the last state.
  const hasFindings = !comparison || comparison.after === analysis.catalog;
  const isOverview = wantsOverview && groups.groups.length >= 2;
  const { content, fingerprint } = isOverview
    ? buildOverview(schema, picked.tables, groups, view)
    : drawTables({
        schema,
        picked: picked.tables,
        groups,
        view,
        own: own?.size === 0 ? null : own,
        findings: hasFindings ? findingsByTable(analysis) : noFindings,
      });
  const model = { ...common, ...content };
  return {
    ...model,
    hash: hashText(JSON.stringify([fingerprint, common], withoutPlaces)),
  };
}

/** The tables that the active file defines; null where there is no such file. */
function ownTables(schema: Schema, { analysis, file }: DiagramSource): ReadonlySet<SchemaTable> | null {
  if (file === null || file === undefined) return null;
  const isOwn = ({ relation }: SchemaTable) => analysis.place(relation.nameRange)?.file === file;
  return new Set(schema.tables.filter(isOwn));
}
