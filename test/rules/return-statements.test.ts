import invalidQuery from '../../server/rules/invalid-query.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(invalidQuery, {
  flags: [
    {
      name: 'RETURN that does not fit what the function returns',
      sql: `
create function a() returns int language plpgsql as $$ begin return; end $$;
--                                                           ^^^^^^
create function b() returns int language plpgsql as $$ begin return next 1; end $$;
--                                                           ^^^^^^
create function c() returns setof int language plpgsql as $$ begin return 1; end $$;
--                                                                 ^^^^^^
create function d(out n int) language plpgsql as $$ begin return 1; end $$;
--                                                        ^^^^^^
create function e() returns void language plpgsql as $$ begin return 1; end $$;
--                                                            ^^^^^^
create function f() returns int language plpgsql as $$ begin return query select 1; end $$;
--                                                           ^^^^^^`,
      message: /^Missing expression at or near ";"/,
      sqlstate: '42601',
    },
  ],
  accepts: [
    {
      name: 'RETURN of every kind where it belongs',
      sql: `
create table t (id int, v text);
create function a() returns int language plpgsql as $$ begin -- return;
  return 1; end $$;
create function b() returns setof t language plpgsql as
  $$ begin return query select * from t; return next row(1, 'a')::t; return; end $$;
create function c() returns table (a int) language plpgsql as $$ begin a := 1; return next; return; end $$;
create function d(out n int) language plpgsql as $$ begin n := 1; return; end $$;
create function e() returns void language plpgsql as $$ begin return; end $$;
create function f() returns trigger language plpgsql as $$ begin return new; return null; end $$;
create function g(inout n int, out m text) returns record language plpgsql as $$ begin return; end $$;
create procedure h(inout n int) language plpgsql as $$ begin return; end $$;
create function i() returns record language plpgsql as $$ declare r record; begin return r; end $$;
create function j() returns event_trigger language plpgsql as $$ begin if true then return; end if; end $$;
create function k() returns int language plpgsql as
  $$ declare return int := 42; n int; begin return := return + 1; n := return; return return; end $$;
do $$ begin return; end $$;`,
    },
  ],
});
