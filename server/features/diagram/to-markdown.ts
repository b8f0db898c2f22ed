import type { MermaidSource } from './to-mermaid.ts';
import { toPlainMermaid } from './to-plain-mermaid.ts';

/** A fenced mermaid block in the dialect that GitHub, GitLab and mermaid 11 read too. */
export function toMarkdown(model: MermaidSource): string {
  return `\`\`\`mermaid\n${toPlainMermaid(model)}\`\`\`\n`;
}
