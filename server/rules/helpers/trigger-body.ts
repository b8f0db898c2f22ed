import type { Catalog } from '../../catalog/catalog.ts';
import type { Trigger } from '../../catalog/table-parts.ts';
import type { SourceReader } from '../rule.ts';

/** The text that a trigger runs and is declared with; null where its function is not in these files. */
export function triggerText(catalog: Catalog, source: SourceReader, trigger: Trigger): string | null {
  const [first] = catalog.functions(trigger.function.schema, trigger.function.name);
  const body = first?.body ?? null;
  return body === null ? null : `${source.text(trigger.range)}\n${body}`;
}
