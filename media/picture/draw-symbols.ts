import type { DiagramChange, PicturedFinding } from '../../server/protocol/diagram.ts';

/** How severe findings are, the worst first. */
const severities = ['error', 'warning', 'info', 'hint'] as const;

/** The sign of a change, so that colour is not all that tells. */
export const changeSigns: Readonly<Record<DiagramChange, string>> = {
  added: '+',
  removed: '−',
  changed: '~',
};

/** The worst severity among findings, null without any. */
export function worstSeverity(findings: readonly PicturedFinding[]): PicturedFinding['severity'] | null {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

/** A mark of 10 × 10 pixels around a point; each severity has its own colour and its own shape. */
export function drawFinding(severity: PicturedFinding['severity'], x: number, y: number): string {
  return `<path class="finding ${severity}" transform="translate(${x} ${y})" d="${shapes[severity]}"/>`;
}

/** A disc with a cross, a triangle and a square with a bar, a ring. The inner lines are holes. */
const shapes: Readonly<Record<PicturedFinding['severity'], string>> = {
  error:
    'M0-5a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM-2.6-1.6L-1-0L-2.6 1.6L-1.6 2.6L0 1L1.6 2.6L2.6 1.6L1 0L2.6-1.6L1.6-2.6L0-1L-1.6-2.6z',
  warning: 'M0-5.2L5.6 4.6H-5.6zM-.7-1.8V1.4H.7V-1.8zM-.7 2.3V3.6H.7V2.3z',
  info: 'M-4.5-4.5H4.5V4.5H-4.5zM-.7-.8V3H.7V-.8zM-.7-3V-1.7H.7V-3z',
  hint: 'M0-4.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM0-2.7a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4z',
};
