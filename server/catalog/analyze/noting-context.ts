import type { WrittenName } from '../problem.ts';
import { Reader } from '../reader.ts';
import type { AnalysisContext } from './analysis.ts';
import { extensionsOf } from './create-analysis.ts';

/** The reader, noting what it reads. */
export function notingReader(reader: Reader, reads: Map<string, unknown>): Reader {
  return new Reader((key) => {
    const value = reader.get(key);
    reads.set(key, value);
    return value;
  }, reader.version);
}

/** The context, noting what is read of its catalog and which names are asked for outside of it. */
export function notingContext(
  context: AnalysisContext,
  reads: Map<string, unknown>,
  onExternal: (name: WrittenName, isExternal: boolean) => void,
): AnalysisContext {
  const catalog = notingReader(context.catalog, reads);
  return {
    catalog,
    builtins: context.builtins,
    places: context.places,
    source: context.source,
    isOnlyChecked: context.isOnlyChecked,
    isExternal(name) {
      const isExternal = context.isExternal(name);
      onExternal(name, isExternal);
      return isExternal;
    },
    get extensions() {
      return extensionsOf(catalog);
    },
  };
}
