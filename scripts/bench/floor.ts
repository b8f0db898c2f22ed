// What no program that asks PostgreSQL's parser can do without: start Node, load the WASM, parse each statement once.
import { readFileSync } from 'node:fs';
import { loadModule, parseSync } from 'libpg-query';

async function main(file: string): Promise<void> {
  const statements: string[] = JSON.parse(readFileSync(file, 'utf8'));
  await loadModule();
  let trees = 0;
  for (const statement of statements) trees += parseSync(statement).stmts?.length ?? 0;
  process.stdout.write(`${trees}\n`);
}

void main(process.argv[2] ?? '');
