/** Names that a quoted identifier may have and that mean something to mermaid, HTML, Markdown or JavaScript. */
export const nastyNames: readonly string[] = [
  ...['end', 'class', 'style', 'one', 'to', 'many', 'only one', 'zero or more', 'optionally to', 'direction TB', 'subgraph'],
  ...['pk', 'PK', 'fk', 'UK', 'PK,FK', 'classDef', 'title', 'accTitle: x', 'accDescr { x }', 'erDiagram', 'click A href "x"'],
  ...['T0', 'T1', 'T0["x"]', 'u', '1', '1+', '0+', '12', '1.5', '-1', '_', '__', '_a', 'a_', 'a__b', 'a-b', 'a.b', 'a b'],
  ...['"', '""', "'", "it's", '`', '``', '```', '``` x', '\\', '\\n', '\\"', 'a"b', '"; DROP TABLE x; --', '"]', '["', '"}', '{', '}'],
  ...['|', '||--o{', '||..o{ T2 : x', '}o--||', '--', '..', ':', ':::', ';', ',', '.', '#', '#35;', '#quot;', '&', '&amp;', '&lt;b&gt;'],
  ...['<', '>', '<b>', '</g>', '<br>', '<br/>', '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '</style><b>x</b>'],
  ...['<svg onload=alert(1)>', '<a href="javascript:alert(1)">x</a>', '<foreignObject>', '<!-- x', ']]>', 'javascript:alert(1)'],
  ...['%', '%%', '%% x', '%%{init: {"theme":"dark"}}%%', '---', '---\ntitle: x\n---', '$', '$$', '$$x^2$$', '${x}', '~', 'a~b~', 'Map~K,V~'],
  ...['*', '**bold**', '_it_', '__b__', '[x](y)', '![x](y)', '- x', '1. x', '# x', '> x', '~~x~~', '@', '@{ shape: x }', 'fa:fa-x', '^', '=', '?', '!', '/', '()', '(10,2)'],
  ...['ﬂ', 'ﬂ°°35¶ß', '¶ß', '¶', 'ß', '°', 'ﬁ', 'größe', 'e\u0301', 'naïve', '表', '注文明細', 'Таблица', 'جدول', '\u202eabc', '👍', '👩‍👩‍👧', '🇩🇪', '𝒳', '\ud83d'],
  ...[' ', '  x', 'x  ', '\t', 'a\tb', '\n', 'a\nb', '\r\n', '\u0000'.repeat(0) || '\u0001', '\u007f', '\u0085', '\u00a0', '\u2028', '\u200b', '\ufeff'],
  ...['constructor', '__proto__', 'toString', 'undefined', 'null', 'x'.repeat(63), '表'.repeat(21), 'numeric(10,2)', 'text[]', 'character varying(255)'],
];
