import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { parseScript } from '../../../server/syntax/parse-script.ts';
import { createReplay, isCounted } from './replay.ts';
import type { Schema } from './schemas.ts';
import { serverFor } from './servers.ts';
import { hasRollback, toUnits } from './units.ts';

export interface Applicability {
  readonly units: number;
  /** Units that PostgreSQL rejects; of some of them the test server is at fault. */
  readonly rejected: number;
  /** The first of these, in PostgreSQL's words. */
  readonly first: string | null;
}

/** A schema with fewer units has too few places to mutate. */
const fewestUnits = 8;

/** Up to this share of its units may be rejected for a schema to count as one that applies. */
const mostRejected = 0.02;

/** Above this share of equal statements two schemas count as one. */
const twins = 0.9;

async function apply({ text }: Schema): Promise<Applicability> {
  const script = parseScript(text);
  const units = toUnits(script);
  if (hasRollback(script)) return { units: units.length, rejected: units.length, first: 'it rolls back' };
  const start = await serverFor(script.statements.map(({ statement }) => statement));
  const replay = await createReplay(start, units, new Set());
  await replay.close();
  const rejections = replay.verdicts.filter((verdict, at) => verdict && isCounted(verdict, units[at]!.text));
  return { units: units.length, rejected: rejections.length, first: rejections[0]?.message ?? null };
}

/** Applies each schema once to see whether it applies; the answers are kept in a file by the schema's text. */
export async function findApplicable(
  schemas: readonly Schema[],
  cacheFile: string,
): Promise<{ readonly applicable: readonly Schema[]; readonly others: readonly string[] }> {
  const known = readCache(cacheFile);
  const applicable: Schema[] = [];
  const others: string[] = [];
  const seen: { name: string; texts: ReadonlySet<string> }[] = [];
  for (const schema of schemas) {
    const key = keyOf(schema);
    const texts = toUnits(parseScript(schema.text)).map(({ text }) => text);
    const twin = seen.find(
      (one) => texts.filter((text) => one.texts.has(text)).length > texts.length * twins,
    );
    if (twin) {
      others.push(`${schema.name}: nearly the same as ${twin.name}`);
      continue;
    }
    seen.push({ name: schema.name, texts: new Set(texts) });
    known[key] ??= await apply(schema);
    const { units, rejected, first } = known[key];
    if (units >= fewestUnits && rejected <= units * mostRejected) applicable.push(schema);
    else
      others.push(
        `${schema.name}: ${rejected} of ${units} statements are rejected${first === null ? '' : `: ${first}`}`,
      );
  }
  mkdirSync(dirname(cacheFile), { recursive: true });
  writeFileSync(cacheFile, JSON.stringify(known, null, 1));
  return { applicable, others };
}

/** The same for the same statements and the same server. */
function keyOf({ text }: Schema): string {
  const hash = createHash('sha256').update(manifest.devDependencies['@electric-sql/pglite']);
  for (const unit of toUnits(parseScript(text))) hash.update(`\0${unit.text}`);
  return hash.digest('hex');
}

function readCache(file: string): Record<string, Applicability> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Applicability>;
  } catch {
    return {};
  }
}
