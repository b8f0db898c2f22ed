import type { CommandTimes } from './measure-cli.ts';
import type { ServerTimes } from './measure-server.ts';
import type { WorkspaceTimes } from './measure-workspace.ts';
import { median, percentile } from './statistics.ts';

export interface SizeResult {
  readonly server: string;
  readonly label: string;
  readonly bytes: number;
  /** Target of the median in milliseconds; null for a peer. */
  readonly target: number | null;
  readonly times: ServerTimes;
}

const number = (value: number | null, digits = 1) => (value === null ? '–' : value.toFixed(digits));

/** Lays rows out in columns: the first to the left, the others to the right. */
export function layOut(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!)))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

function verdict(value: number | null, target: number | null): string {
  if (target === null) return '';
  return value !== null && value <= target ? 'met' : 'MISSED';
}

/** The edits of one server on one file. */
export function sizeTable({ server, label, target, times }: SizeResult): string {
  const rows = [['', 'median ms', 'p95 ms', 'target', '', 'diagnostics']];
  const targetText = target === null ? '' : `≤ ${target}`;
  for (const edit of times.edits) {
    rows.push([
      edit.edit,
      number(edit.median),
      number(edit.p95),
      targetText,
      verdict(edit.median, target),
      String(edit.diagnostics),
    ]);
  }
  const all = times.edits.flatMap(({ samples }) => samples);
  rows.push([
    'all of these together',
    number(median(all)),
    number(percentile(all, 95)),
    targetText,
    verdict(median(all), target),
    '',
  ]);
  rows.push(['opening', number(times.openMs), '', '', '', String(times.openDiagnostics)]);
  const memory = target === null ? ['', ''] : ['≤ 250', verdict(times.peakMemory, 250)];
  rows.push(['peak memory, MiB', number(times.peakMemory, 0), '', ...memory, '']);
  const failures = times.edits
    .filter((edit) => edit.failure)
    .map((edit) => `  ${edit.edit}: ${edit.failure}`);
  return [`${server}, ${label} (${times.mode})`, layOut(rows), ...failures].join('\n');
}

/** The command line beside its floor. */
export function commandTable(
  tables: number,
  floor: CommandTimes,
  rows: readonly { name: string; times: CommandTimes; allowance: number | null }[],
): string {
  const cells = [['', 'median ms', 'above floor', 'target', '', 'output KB']];
  for (const { name, times, allowance } of rows) {
    const above = times.median - floor.median;
    const target = allowance === null ? '' : `≤ ${allowance}`;
    cells.push([
      name,
      number(times.median, 0),
      number(above, 0),
      target,
      verdict(above, allowance),
      number(times.outputBytes / 1024, 0),
    ]);
  }
  return [`The command line on ${tables.toLocaleString('en')} tables`, layOut(cells)].join('\n');
}

/** Milliseconds that a workspace's first diagnostics and its edits may take, and MiB. */
const workspaceTargets = { coldStart: 2000, edits: [30, 150], memory: 300 };

/** A workspace of many files. */
export function workspaceTable({ files, bytes, coldStart, edits, peakMemory }: WorkspaceTimes): string {
  const { coldStart: longest, memory } = workspaceTargets;
  const rows = [['', 'median ms', 'p95 ms', 'target', '', 'diagnostics']];
  rows.push([
    'start to first diagnostics',
    number(coldStart, 0),
    '',
    `≤ ${longest}`,
    verdict(coldStart, longest),
    '',
  ]);
  for (const [at, edit] of edits.entries()) {
    const target = workspaceTargets.edits[at] ?? null;
    rows.push([
      edit.edit,
      number(edit.median),
      number(edit.p95),
      `≤ ${target}`,
      verdict(edit.median, target),
      String(edit.diagnostics),
    ]);
  }
  rows.push(['peak memory, MiB', number(peakMemory, 0), '', `≤ ${memory}`, verdict(peakMemory, memory), '']);
  const failures = edits.filter((edit) => edit.failure).map((edit) => `  ${edit.edit}: ${edit.failure}`);
  return [`${files.toLocaleString('en')} migrations, ${bytes / 1e6} MB`, layOut(rows), ...failures].join(
    '\n',
  );
}
