import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Milliseconds in which a client has to say whether it shows something. */
const shortWait = 300;

/** Shows that work goes on, until `done` is called. It resolves when the person can see it; null where nobody will. */
export async function showWork(connection: Connection, title: string): Promise<{ done(): void } | null> {
  let isLate = false;
  const created = connection.window.createWorkDoneProgress().then(
    (reporter) => {
      reporter.begin(title);
      if (isLate) reporter.done();
      return reporter;
    },
    () => null,
  );
  const late = new Promise<null>((resolve) =>
    setTimeout(() => {
      isLate = true;
      resolve(null);
    }, shortWait),
  );
  return Promise.race([created, late]);
}

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
