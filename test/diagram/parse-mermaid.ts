/** Rejects where the text is no diagram of entities. */
export type ParseMermaid = (text: string) => Promise<void>;

interface Mermaid {
  readonly parse: (text: string) => Promise<{ readonly diagramType: string }>;
  readonly initialize: (configuration: { readonly maxTextSize: number }) => void;
}

async function parserOf(name: string): Promise<ParseMermaid> {
  // The two versions have the same types, and one of them stands here under another name.
  const { default: mermaid } = (await import(name)) as { readonly default: Mermaid };
  mermaid.initialize({ maxTextSize: 10_000_000 });
  return async (text) => {
    const { diagramType } = await mermaid.parse(text);
    if (!diagramType.startsWith('er')) throw new Error(`it was taken for a ${diagramType}`);
  };
}

/** The parsers of the two versions of mermaid that readers of our text have. */
export async function parsersOfMermaid(): Promise<{ parse11: ParseMermaid; parse12: ParseMermaid }> {
  return { parse11: await parserOf('mermaid-11'), parse12: await parserOf('mermaid') };
}
