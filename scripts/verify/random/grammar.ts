import type { Random } from '../random-source.ts';

/**
 * Templates of statements. `<name>` stands for one of a pool, which may be templates again; `?(…)` for its content in a
 * third of the cases.
 */
export interface Theme {
  readonly name: string;
  /** Statements that PostgreSQL accepts one after the other. */
  readonly setup: readonly string[];
  readonly pools: Readonly<Record<string, readonly string[]>>;
  readonly statements: readonly string[];
}

const share = 0.3;

/** The end of the parenthesis that opens before an offset. */
function closing(text: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; at < text.length && depth > 0; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return at - 1;
}

/** Spells a template out. */
export function expand(template: string, pools: Theme['pools'], random: Random): string {
  let text = template;
  for (let open = text.indexOf('?('); open >= 0; open = text.indexOf('?(', open)) {
    const close = closing(text, open + 2);
    const inside = random.chance(share) ? text.slice(open + 2, close) : '';
    text = text.slice(0, open) + inside + text.slice(close + 1);
  }
  return text.replace(/<([a-z]+)>/g, (_, name: string) => {
    const chosen = random.pick(pools[name] ?? []);
    if (chosen === undefined) throw new Error(`no pool <${name}> for ${template}`);
    return expand(chosen, pools, random);
  });
}
