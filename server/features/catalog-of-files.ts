import type { FinalCatalog } from '../catalog/catalog.ts';
import { analyse } from './analyse.ts';
import type { AnalysisOptions, DatabaseFile } from './analysis.ts';

const nothing: ReadonlySet<string> = new Set();

/** The catalog that files build; no rule runs, and only what the catalog needs is analysed. */
export function catalogOfFiles(files: readonly DatabaseFile[], options: AnalysisOptions): FinalCatalog {
  return analyse(files, options, null, [], nothing).catalog;
}
