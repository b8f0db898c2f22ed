/** A value as a text that is the same however its fields are ordered. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** What only one of two collections has, in any order: `-` for the first, `+` for the second; doubles count. */
export function differ(ours: readonly unknown[], theirs: readonly unknown[]): string[] {
  const counts = new Map<string, number>();
  for (const one of ours) counts.set(textOf(one), (counts.get(textOf(one)) ?? 0) - 1);
  for (const one of theirs) counts.set(textOf(one), (counts.get(textOf(one)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count !== 0)
    .map(([text, count]) => `${count < 0 ? '-' : '+'} ${text}`);
}

const parts = [
  'types',
  'functions',
  'operators',
  'casts',
  'operatorClasses',
  'relations',
  'accessMethods',
  'languages',
  'foreignDataWrappers',
  'schemas',
  'collations',
] as const;
type Lists = Partial<Readonly<Record<(typeof parts)[number], readonly unknown[]>>>;

/** The differences of the parts that both have. */
export function differences(ours: Lists, theirs: Lists): [part: string, lines: string[]][] {
  return parts.flatMap((part): [string, string[]][] => {
    const [mine, other] = [ours[part], theirs[part]];
    if (!mine || !other) return [];
    const lines = differ(mine, other);
    return lines.length > 0 ? [[part, lines]] : [];
  });
}
