import { type ExtensionContext, workspace } from 'vscode';
import type { KeptDiagram } from '../server/protocol/messages.ts';

/** How each database's diagram is looked at; it outlives the window. */
export interface DiagramMemory {
  get(database: string): KeptDiagram;
  set(database: string, kept: KeptDiagram): void;
}

interface Entry {
  readonly database: string;
  readonly kept: KeptDiagram;
}

const key = 'schemaArchitect.diagrams';
/** The databases that were looked at last; older ones are forgotten. */
const remembered = 50;

/** Keeps the views in the workspace's storage. */
export function createDiagramMemory({ workspaceState }: ExtensionContext): DiagramMemory {
  let entries = workspaceState.get<readonly Entry[]>(key, []);
  return {
    get(database) {
      const known = entries.find((entry) => entry.database === database);
      return known?.kept ?? { view: {}, camera: null, follow: followsByDefault() };
    },
    set(database, kept) {
      const others = entries.filter((entry) => entry.database !== database);
      entries = [...others, { database, kept }].slice(-remembered);
      void workspaceState.update(key, entries);
    },
  };
}

function followsByDefault(): boolean {
  return workspace.getConfiguration('schemaArchitect.diagram').get('followCursor', true);
}
