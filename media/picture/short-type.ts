/** PostgreSQL's own shorter names for types whose standard name would make every box wider. */
const shorter: readonly (readonly [RegExp, string])[] = [
  [/^character varying\b/, 'varchar'],
  [/^character\b/, 'char'],
  [/^bit varying\b/, 'varbit'],
  [/^timestamp(\(\d\))? with time zone/, 'timestamptz$1'],
  [/^timestamp(\(\d\))? without time zone/, 'timestamp$1'],
  [/^time(\(\d\))? with time zone/, 'timetz$1'],
  [/^time(\(\d\))? without time zone/, 'time$1'],
];

/** `timestamptz(3)[]` for `timestamp(3) with time zone[]`: means the same to PostgreSQL, and to who reads it. */
export function shortType(type: string): string {
  for (const [standard, short] of shorter) if (standard.test(type)) return type.replace(standard, short);
  return type;
}
