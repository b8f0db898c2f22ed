import type { SourceRange } from '../../syntax/statement.ts';
import type {
  DiagramColumn,
  DiagramDifference,
  DiagramModel,
  DiagramRelation,
  DiagramTable,
} from './model.ts';
import { toMermaid } from './to-mermaid.ts';

/** Turns ranges of statements into places in documents; null for what is in none any more. */
export type ToPlace<Place> = (range: SourceRange | null) => Place | null;

type Placed<Part, Key extends keyof Part, Place> = Omit<Part, Key> & { readonly place: Place | null };

export type PlacedTable<Place> = Omit<Placed<DiagramTable, 'nameRange', Place>, 'columns'> & {
  readonly columns: readonly Placed<DiagramColumn, 'nameRange', Place>[];
};

/** A diagram as it is drawn: with its mermaid text, and places instead of ranges. */
export type PlacedDiagram<Place> = Omit<DiagramModel, 'tables' | 'relations' | 'differences'> & {
  readonly mermaid: string;
  readonly tables: readonly PlacedTable<Place>[];
  readonly relations: readonly Placed<DiagramRelation, 'range', Place>[];
  readonly differences: readonly Placed<DiagramDifference, 'range', Place>[] | null;
};

/** The tables of the last pictures; what stands where it stood is the same value. */
const kept = new WeakMap<DiagramTable, { readonly at: string; readonly table: unknown }>();

/** The model with places. Kept tables are those of the same kind of place: a program has one. */
export function toPicture<Place>(model: DiagramModel, toPlace: ToPlace<Place>): PlacedDiagram<Place> {
  return {
    ...model,
    mermaid: toMermaid(model),
    tables: model.tables.map((table) => placeTable(table, toPlace)),
    relations: model.relations.map(({ range, ...relation }) => ({ ...relation, place: toPlace(range) })),
    differences:
      model.differences?.map(({ range, ...difference }) => ({ ...difference, place: toPlace(range) })) ??
      null,
  };
}

function placeTable<Place>(drawn: DiagramTable, toPlace: ToPlace<Place>): PlacedTable<Place> {
  const place = toPlace(drawn.nameRange);
  // Columns that ALTER TABLE added move by themselves; of the others the last one tells whether lines were broken anew.
  const places = drawn.columns.map(({ nameRange }, index) =>
    nameRange?.statement === drawn.nameRange.statement && index < drawn.columns.length - 1
      ? null
      : toPlace(nameRange),
  );
  const at = JSON.stringify([place, places.filter((one) => one !== null)]);
  const known = kept.get(drawn);
  if (known?.at === at) return known.table as PlacedTable<Place>;
  const { nameRange: _, columns, ...rest } = drawn;
  const table: PlacedTable<Place> = {
    ...rest,
    place,
    columns: columns.map(({ nameRange, ...column }, index) => ({
      ...column,
      place: nameRange === null ? place : (places[index] ?? toPlace(nameRange)),
    })),
  };
  kept.set(drawn, { at, table });
  return table;
}
