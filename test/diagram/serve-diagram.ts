import type { Browser } from 'playwright-core';
import { readSchema } from '../../server/features/diagram/read-schema.ts';
import { searchSchema } from '../../server/features/diagram/search-schema.ts';
import { diagramResult, placesOf } from '../../server/lsp/diagram.ts';
import type { DiagramView } from '../../server/protocol/diagram.ts';
import type { DiagramResult, KeptDiagram } from '../../server/protocol/messages.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { buildLineIndex } from '../../server/text/line-index.ts';
import { analysisOf } from './diagram-of.ts';
import { type DiagramPage, openDiagramPage } from './open-diagram-page.ts';

type PageOptions = Parameters<typeof openDiagramPage>[1];

export interface ServedDiagram extends DiagramPage {
  /** The view that the page asked for last. */
  view(): Partial<DiagramView>;
  /** What the page wants to be remembered. */
  kept(): KeptDiagram;
  /** Resolves when the page shows the answer to its last question, with its final layout. */
  answered(): Promise<void>;
  /** Someone types: the page gets the picture of another text. */
  edit(sql: string): Promise<void>;
}

const uri = 'file:///schema.sql';

/** The diagram's page with SQL behind it: what it asks for is picked, compared and found as the server does. */
export async function serveDiagram(
  browser: Browser,
  first: string,
  options: PageOptions & {
    /** The SQL that it is compared with. */
    readonly was?: string;
    readonly kept?: KeptDiagram;
  } = {},
): Promise<ServedDiagram> {
  let sql = first;
  let analysis = analysisOf({ [uri]: sql });
  let lines = buildLineIndex(sql);
  const earlier = options.was === undefined ? null : analysisOf({ [uri]: options.was });
  let kept: KeptDiagram = options.kept ?? { view: {}, camera: null, follow: true };
  let asked = 0;

  const answer = (): DiagramResult => {
    const comparison =
      kept.view.comparison && earlier ? { before: earlier.catalog, after: analysis.catalog } : undefined;
    const document = { uri, version: 1, script: parseScript(sql), lines };
    const more = comparison === undefined ? {} : { comparison };
    const result = diagramResult(document, analysis, { uri, view: kept.view }, () => lines, more);
    if ('unchanged' in result) throw new Error('No picture was known.');
    return result;
  };

  const opened = await openDiagramPage(browser, {
    ...options,
    answer(message, send) {
      if (message.type === 'ready') {
        void send({ type: 'restore', database: uri, kept }).then(() =>
          send({ type: 'show', title: 'schema.sql', result: answer(), asked: 0 }),
        );
      } else if (message.type === 'view') {
        kept = message.kept;
        if (message.asked === 0) return;
        asked = message.asked;
        void send({ type: 'show', title: 'schema.sql', result: answer(), asked });
      } else if (message.type === 'search') {
        const toPlace = placesOf(analysis, () => lines);
        const matches = searchSchema(readSchema(analysis.catalog), message.text).map(
          ({ schema, table, range, ...match }) => ({
            ...match,
            table: { schema, name: table },
            place: toPlace(range),
          }),
        );
        void send({ type: 'matches', text: message.text, matches });
      }
    },
  });
  return {
    ...opened,
    view: () => kept.view,
    kept: () => kept,
    async answered() {
      const { hash, tables, groups } = answer().picture;
      await opened.drawn(hash);
      if (tables.length + groups.length === 0) return;
      await opened.settled();
      // Flights last a third of a second.
      await opened.page.waitForTimeout(450);
    },
    edit(next) {
      sql = next;
      analysis = analysisOf({ [uri]: sql });
      lines = buildLineIndex(sql);
      return opened.send({ type: 'show', title: 'schema.sql', result: answer(), asked: 0 });
    },
  };
}
