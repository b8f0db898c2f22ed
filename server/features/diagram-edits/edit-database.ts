import { rename } from '../rename/rename.ts';
import { addColumn } from './add-column.ts';
import { addForeignKey, type DeleteAction } from './add-foreign-key.ts';
import type { EditedDatabase, EditOutcome } from './edited-database.ts';
import type { TableReference } from './find-table.ts';

/** What a person asks for in the diagram. */
export type DatabaseEdit =
  | { readonly kind: 'rename table'; readonly table: TableReference; readonly newName: string }
  | {
      readonly kind: 'rename column';
      readonly table: TableReference;
      readonly column: string;
      readonly newName: string;
    }
  | {
      readonly kind: 'add column';
      readonly table: TableReference;
      readonly name: string;
      readonly type: string;
    }
  | {
      readonly kind: 'add foreign key';
      readonly table: TableReference;
      readonly column: string;
      readonly parent: TableReference;
      readonly parentColumn: string;
      readonly onDelete: DeleteAction;
    };

/** Turns what is asked for into edits of the SQL, or says why it cannot be. */
export function editDatabase(database: EditedDatabase, edit: DatabaseEdit): EditOutcome {
  switch (edit.kind) {
    case 'rename table':
      return rename(database, { ...edit, column: null });
    case 'rename column':
      return rename(database, edit);
    case 'add column':
      return addColumn(database, edit);
    case 'add foreign key':
      return addForeignKey(database, edit);
  }
}
