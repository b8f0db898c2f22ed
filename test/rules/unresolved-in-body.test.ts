import rule from '../../server/rules/unresolved-in-body.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'the fault itself',
      sql: `
create table "unresolvedInBody" (id bigint primary key);
--           ^^^^^^^^^^^^^^^^^^`,
    },
  ],
  accepts: [{ name: 'another name', sql: 'create table t (id bigint primary key);' }],
});
