import { test } from 'vitest';
import { analyseScript } from '../support/analyse-script.ts';
const cases: Record<string,string> = {
 inlinePartial: 'create table t (id int primary key, email text unique where deleted_at is null, deleted_at date);',
 alterPartial: 'create table t (id int primary key, a int, b bool);\nalter table t add constraint x unique (a) where b;',
 commaComment: 'create table t (\n  id int primary key, -- the key\n  a int, -- x\n);',
 missingComma2: 'create table t (\n  id int primary key -- the key\n  a int\n);',
 twoUnique: 'create table t (\n  a text, b bool,\n  unique (lower(a)),\n  unique (a) where b\n);',
 fkOnPartial: 'create table p (id bigint primary key);\ncreate table c (id bigint primary key, p_id bigint references p on delete set null);\ncreate index concurrently c_p on c (p_id);',
 crlf: 'create table t (\r\n  a int,\r\n  unique (lower(a::text)),\r\n  b bool\r\n);\r\n',
 unterminated: 'create table p (id bigint primary key);\ncreate table c (id bigint primary key, p_id bigint references p on delete cascade)',
};
test('x', () => {
  for (const [k, text] of Object.entries(cases)) {
    const a = analyseScript(text);
    for (const f of a.findings('schema.sql')) console.log(k, f.severity, f.rule, JSON.stringify(text.slice(f.range.start, f.range.end)), f.message, JSON.stringify(f.fixes().map(x => [x.title, x.safety, x.edits.map(e => [e.start, e.end, e.newText])])));
  }
});
