import { formatBuiltin, isBuiltinType, serialTypes } from '../catalog/types.ts';
import { quoteIdentifier, quoteLiteral } from '../syntax/quote-identifier.ts';
import type { SourceRange } from '../syntax/statement.ts';
import { escapeSnippet, snippet, unlessApplied } from './helpers/fix.ts';
import { counterpartFix, counterpartOf } from './helpers/foreign-types.ts';
import { missingExtension } from './helpers/missing-extension.ts';
import { onProblem } from './helpers/on-problem.ts';
import { plainName, renameFixes } from './helpers/rename.ts';
import { defineRule, type SourceReader } from './rule.ts';

/** Labels from a comment behind the column, such as `-- pending, paid or shipped`. */
function labelsInComment(source: SourceReader, at: SourceRange): string[] {
  const text = source.statement(at.statement)?.text ?? '';
  const lineEnd = text.indexOf('\n', at.end);
  const comment = source
    .tokens(at.statement)
    .find(
      ({ kind, start }) => kind.endsWith('comment') && start >= at.end && (lineEnd < 0 || start < lineEnd),
    );
  if (!comment) return [];
  const words = text
    .slice(comment.start, comment.end)
    .replace(/^(--|\/\*)\s*(one of:?|[\w ]+:)?|\*\/$/gi, '')
    .trim();
  const labels = words.split(/\s*(?:[,|/]|\bor\b)\s*/).map((label) => label.replace(/^['"]|['"]$/g, ''));
  return labels.length > 1 && labels.every((label) => /^[\w-]+$/.test(label)) ? labels : [];
}

/** The type of the columns that a serial type makes; null for any other type. */
function integerOfSerial(name: string): string | null {
  const type = Object.hasOwn(serialTypes, name) ? serialTypes[name] : undefined;
  return type === undefined ? null : formatBuiltin(type, []);
}

export default defineRule({
  id: 'undefined-type',
  severity: 'error',
  summary: 'A type is used that does not exist at this point.',
  why: `
PostgreSQL rejects the statement (42704). An enum, domain or composite type must be created before the first table that
uses it, and an extension’s type needs its CREATE EXTENSION.`,
  source: 'PostgreSQL manual, 8.7 Enumerated Types; error code 42704',
  example: {
    bad: `
create table addresses (
  id bigint primary key,
  kind address_kind not null default 'shipping'
--     ^^^^^^^^^^^^
);`,
    good: `
create type address_kind as enum ('shipping', 'billing');
create table addresses (
  id bigint primary key,
  kind address_kind not null default 'shipping'
);`,
  },

  problem: onProblem('undefined-type', (problem, context) => {
    const { name, at } = problem;
    const { source } = context;
    const extension = missingExtension(problem, context, name.schema);
    const integer = name.schema === null ? integerOfSerial(name.name) : null;
    const counterpart = name.schema === null ? counterpartOf(name.name) : null;
    const similar =
      integer !== null ? [integer] : counterpart === null ? context.similarNames('type', name.name) : [];
    const advice = integer
      ? `It is short for a new ${integer} column with a sequence, and stands only where a column is created.`
      : extension
        ? extension.advice
        : counterpart
          ? `It is a type of another system; PostgreSQL has ${counterpart} for it.`
          : similar.length > 0
            ? `Did you mean ${similar.join(' or ')}?`
            : 'Create it before this statement, or correct the name.';
    return {
      at,
      object: { kind: 'type', ...(name.schema === null ? {} : { schema: name.schema }), name: name.name },
      message: `The type ${plainName(name)} does not exist${integer ? '' : ' at this point'}, so PostgreSQL rejects the statement. ${advice}`,
      ...(extension ? { once: extension.once } : {}),
      fixes: (later) => {
        if (extension?.fixes) return extension.fixes(later);
        if (counterpart) return unlessApplied(context, [counterpartFix(source, at, counterpart)]);
        const labels = problem.labels.length > 0 ? problem.labels : labelsInComment(source, at);
        const values = labels.length > 0 ? labels.map(quoteLiteral).join(', ') : "'value'";
        const written = plainName({
          schema: name.schema && quoteIdentifier(name.schema),
          name: quoteIdentifier(name.name),
        });
        const sql = `CREATE TYPE ${escapeSnippet(written)} AS ENUM (\${1:${escapeSnippet(values)}});`;
        // An enum takes no modifiers, so `vachar(20)` is not one.
        const next = source.statement(at.statement)?.text.slice(at.end).trimStart() ?? '';
        const create = snippet(`Create the enum type ${name.name}`, [source.insertBefore(at.statement, sql)]);
        return unlessApplied(context, [
          // A built-in type's name is a keyword of its own, which quotes would make another.
          ...renameFixes(source, at, similar, (one) =>
            one === integer || isBuiltinType(one, context.version) ? one : quoteIdentifier(one),
          ),
          ...(next.startsWith('(') || integer ? [] : [create]),
        ]);
      },
    };
  }),
});
