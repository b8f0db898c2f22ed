import { damageOf, type SyntaxDamage } from '../syntax/damage.ts';
import { insertBehind, safe, unlessApplied } from './helpers/fix.ts';
import { createdTable, readUniqueElement } from './helpers/unique-element.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

/** What to do about each kind of damage. */
const advice: Readonly<Record<SyntaxDamage['kind'], string>> = {
  syntax: 'Correct the statement here or right before.',
  'trailing comma': 'Remove the comma.',
  'missing comma': 'Put a comma before it.',
  'missing semicolon': 'End the statement with a semicolon.',
  'partial unique': 'Use a unique index.',
  'expression unique': 'Use a unique index.',
};

function proposals(damage: SyntaxDamage, text: string, context: RuleContext): readonly Fix[] {
  const { at } = damage;
  if (damage.kind === 'trailing comma') return [safe('Remove the comma', [{ at, newText: '' }])];
  if (damage.kind === 'missing semicolon')
    return [safe('End the statement with a semicolon', [insertBehind(at, ';')])];
  if (damage.kind !== 'missing comma') return [];
  const before = context.source
    .tokens(at.statement)
    .findLast(({ kind, end }) => end <= at.start && !kind.endsWith('comment'));
  const end = before?.end ?? text.slice(0, at.start).trimEnd().length;
  return [safe('Insert a comma', [{ at: { ...at, start: end, end }, newText: ',' }])];
}

/** Whether a rule of its own explains this damage and repairs it. */
function isExplained(damage: SyntaxDamage, text: string, context: RuleContext): boolean {
  if (damage.kind !== 'partial unique' && damage.kind !== 'expression unique') return false;
  return (
    createdTable(text) !== null &&
    damage.element !== null &&
    readUniqueElement(context.source.text(damage.element)) !== null
  );
}

export default defineRule({
  id: 'syntax-error',
  severity: 'error',
  summary: 'A statement is not valid PostgreSQL.',
  why: `
PostgreSQL rejects the whole statement, and in a migration all that follows. The message is that of PostgreSQL’s own
parser. In a CREATE TABLE the columns that can be read are kept, so that the other rules and the diagram still work.`,
  source: 'PostgreSQL’s parser (libpg-query, version 18)',
  example: {
    bad: `
create table orders (
  id bigint primary key,
  note text,
--         ^
);`,
    good: `
create table orders (
  id bigint primary key,
  note text
);`,
  },

  statement(statement, context, report) {
    for (const damage of damageOf(statement)) {
      if (isExplained(damage, statement.text, context)) continue;
      const { message } = damage;
      report({
        at: damage.at,
        message: `${message.charAt(0).toUpperCase()}${message.slice(1)}: PostgreSQL rejects the whole statement. ${advice[damage.kind]}`,
        fixes: () => unlessApplied(context, proposals(damage, statement.text, context)),
      });
    }
  },
});
