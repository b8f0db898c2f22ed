import type { Table } from '../../catalog/model.ts';
import { snakeCase } from './snake-case.ts';

const lookupNames =
  /(^|_)(status(es)?|types?|kinds?|countr(y|ies)|currenc(y|ies)|languages?|locales?|genders?|roles?|states?|priorit(y|ies)|units?|levels?|lookups?)$|^(lookup|ref|enum|lkp)_/;

/** Whether the table's name and shape are those of a short list of values that hardly changes. */
export function isLookupTable(table: Table): boolean {
  return (
    lookupNames.test(snakeCase(table.name)) &&
    table.columns.length <= 4 &&
    !table.constraints.some(({ kind }) => kind === 'foreign key')
  );
}
