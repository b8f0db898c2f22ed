import { defaultOptions } from '../features/analyse.ts';
import type { AnalysisOptions } from '../features/analysis.ts';
import type { PostgresVersion, Severity } from '../rules/rule.ts';

const severities = new Set(['off', 'error', 'warning', 'info', 'hint']);

/** Reads the client's settings; whatever is not understood keeps its default. */
export function toOptions(
  settings: unknown,
  onCrash: AnalysisOptions['onCrash'],
): Pick<AnalysisOptions, 'version' | 'severities' | 'onCrash'> {
  const given =
    typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>) : {};
  const version = Number(given.postgresVersion);
  const rules = typeof given.rules === 'object' && given.rules !== null ? Object.entries(given.rules) : [];
  return {
    version:
      Number.isInteger(version) && version >= 13 && version <= 18
        ? (version as PostgresVersion)
        : defaultOptions.version,
    severities: Object.fromEntries(
      rules.filter((entry): entry is [string, Severity | 'off'] => severities.has(String(entry[1]))),
    ),
    onCrash,
  };
}

/** Whether the lenses above CREATE TABLE are on. */
export function showsLenses(settings: unknown): boolean {
  const { codeLens } = (settings ?? {}) as { readonly codeLens?: { readonly enabled?: unknown } | null };
  return codeLens?.enabled !== false;
}
