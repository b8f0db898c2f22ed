import { countRates, type Disagreement, type Rates } from './disagreements.ts';
import type { Judgement } from './judge.ts';

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}

function row({ name, rejected, found, accepted, silent }: Rates): string {
  return [
    name.padEnd(30),
    String(rejected + accepted).padStart(8),
    String(rejected).padStart(9),
    percent(found, rejected).padStart(10),
    String(accepted).padStart(9),
    percent(silent, accepted).padStart(10),
  ].join('');
}

const head = `${''.padEnd(30)} mutants rejected    recall accepted precision`;

/** The rates by what `nameOf` says, in its order, with their sum. */
export function ratesTable(
  title: string,
  judgements: readonly Judgement[],
  names: readonly string[],
  nameOf: (judgement: Judgement) => string,
): string {
  const rows = names.map((name) =>
    row(
      countRates(
        name,
        judgements.filter((one) => nameOf(one) === name),
      ),
    ),
  );
  return ['', title, head, ...rows, row(countRates('all', judgements))].join('\n');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

/** One kind of disagreement with an example. */
export function disagreementText({ title, judgements }: Disagreement, example: string | null): string {
  const [first] = judgements;
  const kinds = [...new Set(judgements.map(({ mutation }) => mutation.kind))].join(', ');
  const said = first?.rejection?.message ?? first?.errors[0]?.message ?? '';
  return [
    '',
    `${judgements.length} × ${title} (${kinds}; ${[...new Set(judgements.map(({ schema }) => schema))].join(', ')})`,
    `  ${said}`,
    indent(example ?? first?.rejection?.statement.slice(0, 600) ?? ''),
  ].join('\n');
}
