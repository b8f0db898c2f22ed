import type { Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { databaseName, folderOf } from '../paths.ts';
import type { Project } from '../project.ts';

interface Journal {
  readonly dialect?: unknown;
  readonly entries?: unknown;
}

function readJournal(text: string): { dialect: string; tags: string[] } | null {
  try {
    // Journals are merged by hand, and a comma too many stops nobody from reading the rest.
    const journal = JSON.parse(text.replace(/,(?=\s*[\]}])/g, '')) as Journal | null;
    if (!Array.isArray(journal?.entries)) return null;
    const entries = journal.entries as ({ tag?: unknown; idx?: unknown } | null)[];
    const tags = entries
      .filter((entry) => typeof entry?.tag === 'string')
      .sort((a, b) => Number(a?.idx ?? 0) - Number(b?.idx ?? 0))
      .map((entry) => String(entry?.tag));
    return { dialect: typeof journal.dialect === 'string' ? journal.dialect : 'postgresql', tags };
  } catch {
    return null;
  }
}

/** Drizzle: meta/_journal.json names the files and their order. */
export function findDrizzle(project: Project): Draft[] {
  return project.named('_journal.json').flatMap((path): Draft[] => {
    const root = folderOf(folderOf(path));
    const journal = readJournal(project.read(path) ?? '');
    if (!journal) return [];
    const name = databaseName(root);
    if (!/^(?:pg|postgres)/.test(journal.dialect)) {
      const why = `a migration of Drizzle for ${journal.dialect}, by meta/_journal.json`;
      const leftOut = project.inFolder(root).map((file) => ({ path: file, why }));
      return [{ name, tool: 'drizzle', root, why, parts: [], leftOut }];
    }
    const parts = journal.tags
      .map((tag) => `${root}/${tag}.sql`)
      .filter((file) => project.exists(file))
      .map((file) => wholeFile(file, true));
    const why = `meta/_journal.json lists ${journal.tags.length} migrations in their order.`;
    return parts.length === 0 ? [] : [{ name, tool: 'drizzle', root, why, parts }];
  });
}
