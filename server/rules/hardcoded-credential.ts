import { unquoteIdentifier } from '../syntax/quote-identifier.ts';
import type { Statement } from '../syntax/statement.ts';
import type { Token } from '../syntax/token.ts';
import { significantTokens } from '../syntax/tokenize.ts';
import { defineRule, type ObjectReference, type ReportTo, type RuleContext } from './rule.ts';

const statementHead = /^(create|alter)\s+(role|user|group|subscription|server)\b/i;

/** SCRAM and MD5 verifiers, from which the password cannot be read back. */
const verifier = /^(SCRAM-SHA-256\$\d+:|md5[0-9a-f]{32}$)/;

/** What a template engine or a shell replaces before the server sees it. */
const placeholder = /^(\$\{.*\}|\$\w+|\{\{.*\}\}|<[^>]*>|%\(\w+\)s|%s|@\w+@|__\w+__)$/;

/** The value of a string or dollar-quoted string. */
function literalValue(text: string): string {
  if (text.startsWith('$')) return text.replace(/^\$\w*\$/, '').replace(/\$\w*\$$/, '');
  return text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");
}

function isSecret(value: string): boolean {
  return value !== '' && !verifier.test(value) && !placeholder.test(value);
}

/** The role of CREATE and ALTER ROLE or USER; null for user mappings and subscriptions. */
function roleOf(text: string, tokens: readonly Token[]): ObjectReference | null {
  const words = tokens.map(({ start, end }) => text.slice(start, end));
  const [, kind, name] = words;
  if (!name || !/^(role|user|group)$/i.test(kind ?? '') || /^mapping$/i.test(name)) return null;
  return { kind: 'role', name: unquoteIdentifier(name) };
}

function secrets(statement: Statement, _context: RuleContext, report: ReportTo): void {
  if (statement.kind !== 'sql' || !statementHead.test(statement.text)) return;
  const { id, text } = statement;
  const tokens = significantTokens(text);
  const object = roleOf(text, tokens);
  for (const [place, token] of tokens.entries()) {
    if (token.kind !== 'string' && token.kind !== 'dollar string') continue;
    const before = tokens[place - 1];
    const word = before ? text.slice(before.start, before.end).toLowerCase() : '';
    const value = literalValue(text.slice(token.start, token.end));
    const inConnection =
      word === 'connection' ? /\bpassword\s*=\s*('[^']+'|[^\s']+)/i.exec(value)?.[1] : undefined;
    const secret = word === 'password' || word === '"password"' ? value : inConnection?.replaceAll("'", '');
    if (secret === undefined || !isSecret(secret)) continue;
    const whose = object ? `The password of ${object.name}` : 'A password';
    report({
      at: { statement: id, start: token.start, end: token.end },
      ...(object ? { object } : {}),
      message: `${whose} stands in plain text in this file, for everyone who can read the repository or the server’s log. Set it outside of the file, for example with psql’s \\password, and change it.`,
    });
  }
}

export default defineRule({
  id: 'hardcoded-credential',
  severity: 'warning',
  summary: 'A password stands in plain text in the SQL.',
  why: `
Whoever can read the repository, its history, a backup of it or the server’s log has the password. \`\\password\` in psql
sends only a SCRAM verifier, and psql’s \`:'variable'\` or the migration tool’s placeholders keep it out of the file.`,
  source: 'PostgreSQL manual, CREATE ROLE (Notes on PASSWORD)',
  example: {
    bad: `
create role app login password 's3cret';
--                             ^^^^^^^^`,
    good: `
create role app login;`,
  },
  exceptions: 'SCRAM and MD5 verifiers and placeholders such as `{{app_password}}` are not reported.',

  statement: secrets,
});
