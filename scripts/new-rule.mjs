// Scaffolds a rule with its test: npm run new-rule -- fault-in-kebab-case
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [id, ...rest] = process.argv.slice(2);

function fail(message) {
  console.error(message);
  process.exit(2);
}

if (id === undefined || rest.length > 0) fail('Usage: npm run new-rule -- fault-in-kebab-case');
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id) || id.length > 60) {
  fail(
    `"${id}" is no rule name: name the fault in lower-case words joined by hyphens, such as fk-without-index.`,
  );
}
const rule = `server/rules/${id}.ts`;
const test = `test/rules/${id}.test.ts`;
for (const path of [rule, test]) if (existsSync(root + path)) fail(`The rule ${id} exists already: ${path}`);

const camelCase = id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
writeFileSync(
  root + rule,
  `import { relationReference } from './helpers/object-reference.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: '${id}',
  severity: 'hint',
  summary: 'A table is called ${camelCase}.',
  why: 'Say what goes wrong, for whom, and since which version of PostgreSQL.',
  source: 'PostgreSQL manual, the chapter where it stands',
  example: {
    bad: \`
create table "${camelCase}" (id bigint primary key);
--           ${'^'.repeat(camelCase.length + 2)}\`,
    good: \`
create table t (id bigint primary key);\`,
  },

  table(table, _context, report) {
    if (table.name !== '${camelCase}') return;
    report({
      at: table.nameRange,
      object: relationReference(table),
      message: \`\${table.name} is what is wrong. Why it matters. What to do.\`,
    });
  },
});
`,
);
writeFileSync(
  root + test,
  `import rule from '../../server/rules/${id}.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'the fault itself',
      sql: \`
create table "${camelCase}" (id bigint primary key);
--           ${'^'.repeat(camelCase.length + 2)}\`,
    },
  ],
  accepts: [{ name: 'another name', sql: 'create table t (id bigint primary key);' }],
});
`,
);
console.log(`Created ${rule} and ${test}. Write the check, then run:
  npm run generate
  npx vitest run ${test}`);
