import { supabaseNames } from '../../catalog/supabase.ts';
import type { Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { comparePaths } from '../path-order.ts';
import { databaseName, folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { byText } from '../version-order.ts';

/** Supabase: supabase/migrations in the order of their names, supabase/seed.sql after them. */
export function findSupabase(project: Project): Draft[] {
  const drafts: Draft[] = [];
  for (const folder of project.folders()) {
    const home = folderOf(folder);
    if (nameOf(home) !== 'supabase' || !['migrations', 'schemas'].includes(nameOf(folder))) continue;
    const isDeclarative = nameOf(folder) === 'schemas';
    const files = project.inFolder(folder).filter((file) => isDeclarative || /^\d+_/.test(nameOf(file)));
    if (files.length === 0) continue;
    const seeds = [...project.inFolder(home), ...project.inFolder(`${home}/seeds`)].filter((file) =>
      /^(?:seed\.sql|.*\/supabase\/seeds\/)/.test(nameOf(file) === 'seed.sql' ? 'seed.sql' : file),
    );
    const parts = files.sort(byText(nameOf)).map((file) => wholeFile(file, !isDeclarative));
    if (!isDeclarative) parts.push(...seeds.sort(comparePaths).map((file) => wholeFile(file, false)));
    const seeded = !isDeclarative && seeds.length > 0 ? ', with the seeds after them' : '';
    const name = databaseName(home);
    drafts.push({
      name: isDeclarative ? `${name} schemas` : name,
      tool: 'supabase',
      root: folder,
      why: isDeclarative
        ? 'supabase/schemas declares the schema, beside the migrations that lead to it.'
        : `The files are in supabase/migrations and begin with a time stamp${seeded}.`,
      parts,
      externals: supabaseNames(),
    });
  }
  return drafts;
}
