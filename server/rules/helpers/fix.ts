import type { SourceRange } from '../../syntax/statement.ts';
import type { Edit, Fix, RuleContext } from '../rule.ts';

/** The one right edit. */
export function safe(title: string, edits: readonly Edit[]): Fix {
  return { title, safety: 'safe', edits };
}

/** An edit that a person has to choose. */
export function suggestion(title: string, edits: readonly Edit[]): Fix {
  return { title, safety: 'suggestion', edits };
}

/** A suggestion whose new text holds `${1:placeholder}`s; the rest of it went through `escapeSnippet`. */
export function snippet(title: string, edits: readonly Edit[]): Fix {
  return { title, safety: 'suggestion', edits, snippet: true };
}

/** Escapes what has a meaning in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Text between `before` and what follows it. */
export function insertBehind(range: SourceRange, newText: string): Edit {
  return { at: { statement: range.statement, start: range.end, end: range.end }, newText };
}

/** Without the fixes that would rewrite a migration that is already applied. */
export function unlessApplied(context: RuleContext, fixes: readonly Fix[]): readonly Fix[] {
  return fixes.filter(({ edits }) => edits.every(({ at }) => !context.source.isApplied(at.statement)));
}
