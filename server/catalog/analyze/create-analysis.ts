import { keys } from '../keys.ts';
import type { Reader } from '../reader.ts';
import type { Source } from '../source.ts';
import type { Analysis, AnalysisContext, Places } from './analysis.ts';
import { definitionKeys } from './definition-keys.ts';
import { emptyUses } from './uses.ts';

type Changes = Partial<Pick<Analysis, 'catalog' | 'places' | 'source' | 'sees'>>;

const noChanges: Changes = {};

/** A class, against our custom: most statements need few of its maps, and making all of them was dear. */
class LazyAnalysis implements Analysis {
  readonly catalog: Analysis['catalog'];
  readonly builtins: Analysis['builtins'];
  readonly places: Places;
  readonly source: Source | null;
  readonly isExternal: Analysis['isExternal'];
  readonly isOnlyChecked: boolean;
  readonly problems: Analysis['problems'] = [];
  itemCount = 0;
  installed: Analysis['installed'] = null;
  private readonly context: AnalysisContext;
  private ownTypes: Analysis['types'] | null = null;
  private ownRows: Analysis['rows'] | null = null;
  private ownRoutines: Analysis['routines'] | null = null;
  private ownReferences: Analysis['references'] | null = null;
  private ownAggregates: Analysis['aggregates'] | null = null;
  private ownRowless: Analysis['rowless'] | null = null;
  private ownMutable: Analysis['mutable'] | null = null;
  private ownUses: Analysis['uses'] | null = null;
  private seen: Analysis['sees'] | null = null;

  constructor(context: AnalysisContext, { catalog, places, source, sees }: Changes) {
    this.context = context;
    this.catalog = catalog ?? context.catalog;
    this.builtins = context.builtins;
    this.places = places ?? context.places;
    this.source = source === undefined ? context.source : source;
    this.isExternal = context.isExternal;
    this.isOnlyChecked = context.isOnlyChecked;
    this.seen = sees ?? null;
  }

  get extensions() {
    return this.context.extensions;
  }
  get types() {
    this.ownTypes ??= new Map();
    return this.ownTypes;
  }
  get rows() {
    this.ownRows ??= new Map();
    return this.ownRows;
  }
  get routines() {
    this.ownRoutines ??= new Map();
    return this.ownRoutines;
  }
  get references() {
    this.ownReferences ??= new Map();
    return this.ownReferences;
  }
  get aggregates() {
    this.ownAggregates ??= new Map();
    return this.ownAggregates;
  }
  get rowless() {
    this.ownRowless ??= new Map();
    return this.ownRowless;
  }
  get mutable() {
    this.ownMutable ??= new Map();
    return this.ownMutable;
  }
  get uses() {
    this.ownUses ??= emptyUses();
    return this.ownUses;
  }
  get sees() {
    if (!this.seen) {
      const partial = this.catalog.get(keys.partial) === true;
      this.seen = { functions: partial || this.catalog.get(keys.unknownExtension) === true, partial };
    }
    return this.seen;
  }
}

/** An analysis that has found nothing yet; with `changes`, of something else than the context's own statement. */
export function createAnalysis(context: AnalysisContext, changes: Changes = noChanges): Analysis {
  return new LazyAnalysis(context, changes);
}

/** The installed extensions that `applyDefinition` noted. */
export function extensionsOf(catalog: Reader): readonly string[] {
  return (catalog.get(definitionKeys.extensions) as readonly string[] | undefined) ?? [];
}

/** A class, against our custom: one is made for every statement. */
class SourcePlaces implements Places {
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  private at(location: number | undefined): number {
    return this.source.tokenIndex(this.source.offset(location));
  }

  token(location: number | undefined) {
    const at = this.at(location);
    return this.source.range(at, at);
  }

  name(location: number | undefined) {
    const at = this.at(location);
    const first = this.source.word(at) === 'SETOF' ? at + 1 : at;
    return this.source.range(first, this.source.nameEnd(first));
  }

  part(location: number | undefined, index: number) {
    const wanted = this.at(location) + 2 * index;
    return this.source.range(wanted, wanted);
  }

  find(name: string, from: number | undefined) {
    return this.source.findName(name, from === undefined ? 0 : this.at(from));
  }

  end() {
    const { tokens } = this.source;
    const last = tokens.length - (this.source.word(tokens.length - 1) === ';' ? 2 : 1);
    return this.source.range(last, last);
  }
}

/** Places in the statement that a source is of. */
export function placesOf(source: Source): Places {
  return new SourcePlaces(source);
}
