import createModule, { type PostgresModule } from 'libpg-query/wasm/libpg-query.js';

/** PostgreSQL's answer before its JSON is read, so that it can cross from one thread to another as it is. */
export type RawAnswer =
  | { readonly json: string }
  /** The error's message, and where it is as a count of code points. */
  | { readonly message: string; readonly codePoints: number };

let loaded: PostgresModule | null = null;
let loading: Promise<PostgresModule> | null = null;

/** Loads PostgreSQL's parser once, 40 to 90 ms. Everything after it is synchronous. */
export async function loadPostgres(): Promise<void> {
  loading ??= createModule();
  loaded = await loading;
}

/** Throws where the parser is not loaded yet: its answers would be wrong, and kept. */
export function requirePostgres(): PostgresModule {
  if (!loaded) throw new Error('PostgreSQL’s parser is used before it is loaded');
  return loaded;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes a text into the module's memory, NUL-terminated; to be freed. */
function write(module: PostgresModule, text: string): number {
  // UTF-8 takes at most three bytes for a UTF-16 unit.
  const most = text.length * 3 + 1;
  const address = module._malloc(most);
  if (address === 0) throw new RangeError('the text is too large for PostgreSQL’s parser');
  const bytes = module.HEAPU8.subarray(address, address + most);
  const { written } = encoder.encodeInto(text, bytes);
  bytes[written] = 0;
  return address;
}

function read(module: PostgresModule, address: number): string {
  const bytes = module.HEAPU8;
  return decoder.decode(bytes.subarray(address, bytes.indexOf(0, address)));
}

/** Parses one statement. Throws only where the WASM itself fails, on nesting beyond its stack. */
export function parseRaw(text: string): RawAnswer {
  const module = requirePostgres();
  const address = write(module, text);
  let result = 0;
  try {
    result = module._wasm_parse_query_raw(address);
    const fields = module.HEAPU32;
    // PgQueryParseResult: tree, stderr buffer, error; PgQueryError: message, function, file, line, cursor from 1.
    const error = fields[(result >> 2) + 2] ?? 0;
    if (error === 0) return { json: read(module, fields[result >> 2] ?? 0) };
    const cursor = fields[(error >> 2) + 4] ?? 0;
    return { message: read(module, fields[error >> 2] ?? 0), codePoints: Math.max(0, cursor - 1) };
  } finally {
    module._free(address);
    if (result !== 0) module._wasm_free_parse_result(result);
  }
}

/** PostgreSQL's tree of a PL/pgSQL function as JSON, or its error message. Takes the whole CREATE FUNCTION or DO. */
export function parsePlpgsqlRaw(text: string): { readonly json: string } | { readonly message: string } {
  const module = requirePostgres();
  const address = write(module, text);
  let result = 0;
  try {
    result = module._wasm_parse_plpgsql(address);
    const answer = read(module, result);
    return answer.startsWith('{') ? { json: answer } : { message: answer };
  } finally {
    module._free(address);
    if (result !== 0) module._wasm_free_string(result);
  }
}
