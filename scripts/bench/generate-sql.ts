/** Until when to generate: by size in bytes, or by number of tables. */
export type Extent = { readonly bytes: number } | { readonly tables: number };

/** Tables of one module; the first of them is its hub. */
const moduleSize = 12;
const subjects = [
  'invoice',
  'shipment',
  'ticket',
  'booking',
  'contract',
  'payment',
  'review',
  'device',
  'article',
  'lesson',
  'parcel',
] as const;

/** A small generator of numbers from 0 to below `limit`, the same on every run. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function hub(module: number): string {
  const parent =
    module === 0 ? '' : `  founded_by bigint REFERENCES account_${module - 1} (id) ON DELETE SET NULL,\n`;
  return `-- Module ${module}: everything below belongs to an account.
CREATE TYPE state_${module} AS ENUM ('draft', 'open', 'settled', 'cancelled');

CREATE TABLE account_${module} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,
  display_name text NOT NULL CHECK (display_name <> ''),
${parent}  opened_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE account_${module} IS 'Owner of what module ${module} keeps – “${module}”';

`;
}

/** A table that keeps to the rules. */
function goodTable(
  name: string,
  module: number,
  before: string | null,
  random: (limit: number) => number,
): string {
  const link = before === null ? '' : `  ${before}_id bigint REFERENCES ${before} (id) ON DELETE CASCADE,\n`;
  const linkIndex = before === null ? '' : `CREATE INDEX ${name}_${before}_idx ON ${name} (${before}_id);\n`;
  return `CREATE TABLE ${name} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account_${module} (id) ON DELETE CASCADE,
${link}  state state_${module} NOT NULL DEFAULT 'draft',
  amount numeric(${10 + random(5)}, 2) NOT NULL DEFAULT 0 CHECK (amount >= 0),
  note text,
  attributes jsonb NOT NULL DEFAULT '{}'::jsonb,
  starts_on date NOT NULL DEFAULT current_date,
  ends_on date,
  CONSTRAINT ${name}_period CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX ${name}_account_idx ON ${name} (account_id, state);
${linkIndex}
`;
}

/** A table as first drafts are: PostgreSQL accepts it, the rules do not. */
function poorTable(name: string, module: number): string {
  return `create table ${name} (
  id serial,
  account_id bigint references account_${module},
  title varchar(255),
  phone1 text,
  phone2 text,
  phone3 text,
  price float,
  payload json,
  created_at timestamp default now()
);

`;
}

function extras(module: number, table: string): string {
  return `CREATE VIEW open_work_${module} AS
  SELECT a.code, t.id, t.amount FROM account_${module} AS a JOIN ${table} AS t ON t.account_id = a.id WHERE t.state = 'open';

CREATE FUNCTION close_work_${module}(given bigint) RETURNS void LANGUAGE sql AS $body$
  UPDATE ${table} SET state = 'settled' WHERE id = given; -- one of them; the rest stays
$body$;

`;
}

/** PostgreSQL DDL that a server accepts, the same for the same extent: modules of tables around one hub each. */
export function generateSql(extent: Extent): string {
  const random = createRandom(2026);
  const parts: string[] = [];
  let bytes = 0;
  let before: string | null = null;
  for (let index = 0; ; index++) {
    const module = Math.floor(index / moduleSize);
    const place = index % moduleSize;
    const name = `${subjects[(place - 1 + subjects.length) % subjects.length]}_${module}`;
    const isPoor = place > 0 && random(10) === 0;
    let part =
      place === 0 ? hub(module) : isPoor ? poorTable(name, module) : goodTable(name, module, before, random);
    if (place === moduleSize - 1 && !isPoor) part += extras(module, name);
    bytes += Buffer.byteLength(part);
    if ('bytes' in extent ? bytes > extent.bytes : index >= extent.tables) break;
    parts.push(part);
    before = place === 0 || isPoor ? null : name;
  }
  return parts.join('');
}
