import type { DiagramWords } from '../server/protocol/diagram-words.ts';

/** The diagram's texts. `translate` is `vscode.l10n.t`; the texts in English are its keys. */
export function diagramWords(translate: (text: string) => string): DiagramWords {
  return {
    diagram: translate('ER diagram'),
    loading: translate('Drawing the diagram…'),
    noTables: translate('No tables yet'),
    noTablesHint: translate('Write a CREATE TABLE statement in this file, and its diagram appears here.'),
    nothingOpen: translate('Nothing to draw'),
    stale: translate('The SQL does not parse at the moment. This is its last complete picture.'),
    partial: translate('A part of this file does not parse. The diagram shows the rest.'),
    drawAnyway: translate('Draw what there is'),
    large: translate(
      'This schema has {0} tables. Drawing them takes about {1} s, in which the diagram does not answer.',
    ),
    drawAll: translate('Draw all tables'),
    failed: translate('The diagram could not be drawn.'),
    zoomIn: translate('Zoom in (+)'),
    zoomOut: translate('Zoom out (-)'),
    actualSize: translate('Actual size (0)'),
    fit: translate('Fit into the window (f)'),
    allColumns: translate('Show all columns'),
    keysOnly: translate('Show keys only'),
    counts: translate('Tables: {0} · Relations: {2}'),
    countsWithViews: translate('Tables: {0} · Views: {1} · Relations: {2}'),
    tableLabel: translate('{0} {1}, {2} columns. Opens its definition.'),
  };
}
