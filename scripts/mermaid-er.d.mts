import type { Plugin } from 'esbuild';

export function entityDiagramsOnly(): Plugin;
