import type { DiagramWords } from '../server/protocol/diagram-words.ts';

/** The words within a picture; the command line speaks English. */
const words: Partial<DiagramWords> = {
  tableLabel: '{0} {1}, {2} columns',
  moreRelations: '{0} more relations',
  groupTables: 'Tables: {0}',
  added: 'added',
  removed: 'removed',
  manyToOne: 'many to exactly one',
  manyToOneOrNone: 'many to one or none',
  oneToOne: 'at most one to exactly one',
  oneToOneOrNone: 'at most one to one or none',
  changed: 'changed',
};

// The modules of the picture take their words from the page, and expect an editor around it, which keeps nothing here.
document.body.dataset.words = JSON.stringify(words);
Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: () => undefined,
    getState: () => undefined,
    setState: () => undefined,
  }),
});
