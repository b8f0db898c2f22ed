import { keys } from '../keys.ts';
import type { Reader } from '../reader.ts';
import type { Source } from '../source.ts';
import type { Analysis, AnalysisContext, Places } from './analysis.ts';
import { definitionKeys } from './definition-keys.ts';
import { emptyUses } from './uses.ts';

/** An analysis that has found nothing yet. */
export function createAnalysis(context: AnalysisContext): Analysis {
  const { catalog } = context;
  const isPartial = catalog.get(keys.partial) === true;
  return {
    ...context,
    problems: [],
    types: new Map(),
    rows: new Map(),
    routines: new Map(),
    itemCount: 0,
    references: new Map(),
    aggregates: new Map(),
    mutable: new Map(),
    uses: emptyUses(),
    installed: null,
    sees: { functions: isPartial || catalog.get(keys.unknownExtension) === true, partial: isPartial },
  };
}

/** The installed extensions that `applyDefinition` noted. */
export function extensionsOf(catalog: Reader): readonly string[] {
  return (catalog.get(definitionKeys.extensions) as readonly string[] | undefined) ?? [];
}

/** Places in the statement that a source is of. */
export function placesOf(source: Source): Places {
  const at = (location: number | undefined) => source.tokenIndex(source.offset(location));
  const skipSetOf = (index: number) => (source.word(index) === 'SETOF' ? index + 1 : index);
  return {
    token: (location) => source.range(at(location), at(location)),
    name(location) {
      const first = skipSetOf(at(location));
      return source.range(first, source.nameEnd(first));
    },
    part(location, index) {
      const wanted = at(location) + 2 * index;
      return source.range(wanted, wanted);
    },
    find: (name, from) => source.findName(name, from === undefined ? 0 : at(from)),
    end() {
      const { tokens } = source;
      const last = tokens.length - (source.word(tokens.length - 1) === ';' ? 2 : 1);
      return source.range(last, last);
    },
  };
}
