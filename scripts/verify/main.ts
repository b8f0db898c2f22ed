import { findSqlFiles, readSqlFile } from '../../server/workspace/read-files.ts';
import { verifyDatabase } from './verify-database.ts';

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error('usage: npm run verify:postgres -- PATH…');
  process.exit(2);
}
const files = paths.flatMap((path) => {
  const { files: found, failures } = findSqlFiles(path);
  for (const failure of failures) console.error(`${failure.path}: ${failure.message}`);
  return found.flatMap((file) => {
    const source = readSqlFile(file);
    if ('message' in source) console.error(`${file}: ${source.message}`);
    return 'message' in source ? [] : [{ name: file, text: source.text }];
  });
});
const { verdicts, agreed, differences, statements, objects } = await verifyDatabase(files);
for (const line of [...verdicts, ...differences]) console.log(line);
const percent = (wrong: number, all: number) =>
  all === 0 ? '100.00' : (100 - (100 * wrong) / all).toFixed(2);
console.log(
  `verdicts: ${statements} statements, ${verdicts.length} differ (${percent(verdicts.length, statements)} % agree, ${agreed.length} of them rejections)`,
);
console.log(
  `catalog: ${objects} objects, ${differences.length} differences (${percent(differences.length, objects)} % agree)`,
);
process.exit(verdicts.length + differences.length > 0 ? 1 : 0);
