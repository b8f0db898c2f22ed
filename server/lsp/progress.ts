import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Milliseconds after which a reading is worth a notice. */
const patience = 500;

export interface Progress {
  report(read: number, total: number): void;
  done(): void;
}

/** Shows how far a long reading is; of a short one nothing is seen. */
export function createProgress(connection: Connection, isShown: boolean): Progress {
  let reporter: WorkDoneProgressServerReporter | null = null;
  let isDone = false;
  let shown = -1;
  const timer = setTimeout(async () => {
    if (!isShown || isDone) return;
    const created = await connection.window.createWorkDoneProgress();
    if (isDone) return created.done();
    created.begin('Reading the SQL files', 0);
    reporter = created;
  }, patience);
  return {
    report(read, total) {
      const percentage = total === 0 ? 100 : Math.floor((100 * read) / total);
      if (!reporter || percentage === shown) return;
      shown = percentage;
      reporter.report(percentage, `${read} of ${total}`);
    },
    done() {
      isDone = true;
      clearTimeout(timer);
      reporter?.done();
    },
  };
}
