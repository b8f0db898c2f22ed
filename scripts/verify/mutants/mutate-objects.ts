import { quoteIdentifier } from '../../../server/syntax/quote-identifier.ts';
import type { SourceRange } from '../../../server/syntax/statement.ts';
import type { Random } from '../random-source.ts';
import { fileRange, type Ground, type Site, statementRange } from './ground.ts';
import { type Edits, type Mutator, replace } from './mutation.ts';
import type { NamedObject } from './named-objects.ts';

type Pick = (ground: Ground, random: Random) => NamedObject | null;

/** A new statement after a random one that comes after this. Rows of COPY must follow their statement. */
function insertAfter(ground: Ground, site: Site, sql: string, random: Random): Edits | null {
  const later = ground.sites.filter(
    ({ index }) => index >= site.index && ground.script.statements[index + 1]?.statement.kind !== 'copy data',
  );
  const chosen = random.pick(later);
  if (!chosen) return null;
  const { end } = statementRange(chosen);
  return [replace({ start: end, end }, `\n${sql};`)];
}

/** Takes an element out of its list with the comma beside it, or a constraint out of its column. */
function removeElement(site: Site, range: SourceRange): Edits | null {
  const { statement, start } = site.placed;
  const is = (index: number, mark: string) => {
    const token = site.tokens[index];
    return token?.kind === 'punctuation' && statement.text[token.start] === mark;
  };
  const first = site.tokens.findIndex((token) => token.start >= range.start);
  const after = site.tokens.findIndex((token) => token.start >= range.end);
  const before = first - 1;
  if ('CreateStmt' in site.tree) {
    const begin = is(before, ',') ? site.tokens[before]!.start : range.start;
    const end = !is(before, ',') && is(before, '(') && is(after, ',') ? site.tokens[after]!.end : range.end;
    // Inside a column definition nothing but the words themselves goes.
    return [replace({ start: start + begin, end: start + end }, ' ')];
  }
  if (!('AlterTableStmt' in site.tree)) return null;
  if (site.tree.AlterTableStmt.cmds?.length === 1) return [replace(statementRange(site), '')];
  const add = [...site.tokens.keys()].reverse().find((index) => index < first && is(index, ','));
  return add === undefined
    ? null
    : [replace({ start: start + site.tokens[add]!.start, end: start + range.end }, ' ')];
}

/** Takes away a definition, or drops the object later. */
export function dropping(pick: Pick): Mutator {
  return (ground, random) => {
    const object = pick(ground, random);
    const site = object && ground.siteOf.get(object.statement);
    if (!object || !site) return null;
    if (random.chance(0.5)) {
      const cascade = random.chance(0.25) ? ' cascade' : '';
      return insertAfter(ground, site, object.drop + cascade, random);
    }
    if (object.element) return removeElement(site, object.element);
    return [replace(statementRange(site), '')];
  };
}

/** Writes another name where the object is defined, or renames it later. */
export function renaming(pick: Pick): Mutator {
  return (ground, random) => {
    const object = pick(ground, random);
    const site = object && ground.siteOf.get(object.statement);
    if (!object || !site) return null;
    const name = random.pick([`${object.name}_new`, `old_${object.name}`, `${object.name}2`])!;
    const range = fileRange(ground, object.nameRange);
    if (random.chance(0.4)) return insertAfter(ground, site, object.rename(name), random);
    return range && [replace(range, quoteIdentifier(name))];
  };
}
