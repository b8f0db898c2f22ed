import { quoteIdentifier } from '../../../server/syntax/quote-identifier.ts';
import type { SourceRange } from '../../../server/syntax/statement.ts';
import type { Random } from '../random-source.ts';
import { fileRange, type Ground, statementRange } from './ground.ts';
import { type Edits, type Mutator, replace } from './mutation.ts';

interface Named {
  readonly name: string;
  readonly nameRange: SourceRange | null;
}

/** Groups of names that must differ: of all relations and types, and within one table. */
function pickSiblings({ analysis }: Ground, random: Random): readonly Named[] {
  const { tables, views, sequences, types, allFunctions } = analysis.catalog;
  const table = random.pick(tables);
  const lists: readonly (readonly Named[])[] = [
    [...tables, ...views, ...sequences, ...types, ...tables.flatMap(({ indexes }) => indexes)],
    [...types, ...tables],
    allFunctions,
    table?.columns ?? [],
    table?.constraints ?? [],
    table?.triggers ?? [],
    table?.policies ?? [],
    tables.flatMap(({ constraints }) => constraints),
  ];
  return random.pick(lists.filter((list) => list.length > 1)) ?? [];
}

/** Gives one object the name of another, or writes a statement twice. */
export const duplicateName: Mutator = (ground: Ground, random): Edits | null => {
  if (random.chance(0.25)) {
    const site = random.pick(ground.sites);
    const target = site && random.pick(ground.sites.filter(({ index }) => index >= site.index));
    if (!site || !target || ground.script.statements[target.index + 1]?.statement.kind === 'copy data')
      return null;
    const { end } = statementRange(target);
    return [replace({ start: end, end }, `\n${site.placed.statement.text}`)];
  }
  const siblings = pickSiblings(ground, random);
  const victim = random.pick(siblings);
  const other = random.pick(siblings);
  const range = victim && fileRange(ground, victim.nameRange);
  if (!victim || !other || !range || victim.name === other.name) return null;
  return [replace(range, quoteIdentifier(other.name))];
};

/** Two statements change places: neighbours, near ones or any. */
export const swapStatements: Mutator = (ground, random) => {
  const { sites } = ground;
  if (sites.length < 2) return null;
  const first = random.below(sites.length);
  const reach = random.pick([1, 1, 10, sites.length])!;
  const second = first + 1 + random.below(reach);
  const [a, b] = [sites[first], sites[second]];
  if (!a || !b || a.placed.statement.text === b.placed.statement.text) return null;
  // Rows of COPY stay where they are, and so must their statement.
  const isFixed = [a, b].some(
    ({ index }) => ground.script.statements[index + 1]?.statement.kind === 'copy data',
  );
  if (isFixed) return null;
  return [
    replace(statementRange(a), b.placed.statement.text),
    replace(statementRange(b), a.placed.statement.text),
  ];
};
