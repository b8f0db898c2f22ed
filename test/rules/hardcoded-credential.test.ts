import rule from '../../server/rules/hardcoded-credential.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'CREATE USER and ALTER ROLE',
      sql: `
create user "App" with login encrypted password 's3cret';
--                                              ^^^^^^^^
alter role "App" password $$it's$$;
--                        ^^^^^^^^`,
      severity: 'warning',
      object: { kind: 'role', name: 'App' },
      titles: [],
    },
    {
      name: 'a user mapping',
      sql: `
create user mapping for current_user server s options (user 'bob', password 'secret');
--                                                                          ^^^^^^^^`,
      withoutServer: 'there is no such server',
    },
    {
      name: 'the connection of a subscription',
      sql: `
create subscription s connection 'host=db password=secret' publication p;
--                               ^^^^^^^^^^^^^^^^^^^^^^^^^`,
      withoutServer: 'PGlite has no replication',
    },
  ],
  accepts: [
    { name: 'roles without a password', sql: 'create role app login; alter role app password null;' },
    {
      name: 'a SCRAM verifier',
      sql: `create role app password 'SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2E=$3bEsGz9YpQOqCFrDKFwOCHmUhXAwK1Y2JrSO0iQFzJo=:Rr0E5gBPCfWmsMJzcmDNyfV3iZ9l4wUmkVMnDYwu2R0=';`,
    },
    {
      name: 'a psql variable',
      sql: `create role app password :'password';`,
      withoutServer: 'psql replaces the words first',
    },
    {
      name: 'a placeholder of the migration tool',
      sql: `create role app password '\${APP_PASSWORD}'; create role b password '{{b}}';`,
    },
    {
      name: 'a column called password',
      sql: `create table t (password text default 'x'); create view v as select 'password' as a, 'secret' as b;`,
    },
  ],
});
