import type { FinalCatalog } from '../catalog/catalog.ts';
import { analyse } from './analyse.ts';
import type { AnalysisOptions, DatabaseFile } from './analysis.ts';

/** The catalog that files build; no rule runs. */
export function catalogOfFiles(files: readonly DatabaseFile[], options: AnalysisOptions): FinalCatalog {
  return analyse(files, options, null, []).catalog;
}
