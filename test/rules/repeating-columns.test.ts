import rule from '../../server/rules/repeating-columns.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'three numbered columns',
      sql: `
create table contacts (
  id int primary key,
  phone1 text,
--^^^^^^
  phone2 text,
  phone3 text
);`,
      severity: 'warning',
      related: 2,
      message: /phone1, phone2 and phone3/,
      titles: [],
    },
    {
      name: 'two, counted from 0 and with underscores',
      sql: `
create table t (tag_0 text, tag_1 text);
--              ^^^^^`,
      related: 1,
    },
  ],
  accepts: [
    {
      name: 'lines of addresses in any case',
      sql: `
create table "Address" (
  id bigint primary key,
  "addressLine1" text, "addressLine2" text, addressline1 text, addressline2 text, "mailingStreet1" text, "mailingStreet2" text
);`,
    },
    {
      name: 'lines of an address',
      sql: 'create table t (address_line1 text, address_line2 text, street_line1 text, street_line2 text, address1 text, address2 text);',
    },
    {
      name: 'hashes, encodings and protocols',
      sql: 'create table t (md5 text, sha1 text, sha256 text, utf8 bool, ipv4 inet, ipv6 inet);',
    },
    {
      name: 'one column alone, and numbers that are no sequence',
      sql: 'create table t (phone1 text, iso2 text, iso3 text, room101 text, room102 text);',
    },
    { name: 'different types', sql: 'create table t (value1 int, value2 text);' },
    { name: 'coordinates', sql: 'create table t (x1 int, x2 int, y1 int, y2 int);' },
  ],
});
