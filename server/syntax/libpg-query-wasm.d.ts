/** libpg-query's emscripten module, which its own index wraps: the index parses the JSON at once, and we need the JSON. */
declare module 'libpg-query/wasm/libpg-query.js' {
  /** Addresses are byte offsets in `HEAPU8`, which is another array after the memory has grown. */
  export interface PostgresModule {
    readonly HEAPU8: Uint8Array;
    readonly HEAPU32: Uint32Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    _wasm_parse_query_raw(text: number): number;
    _wasm_free_parse_result(result: number): void;
    _wasm_parse_plpgsql(text: number): number;
    _wasm_free_string(text: number): void;
  }
  export default function createModule(): Promise<PostgresModule>;
}
