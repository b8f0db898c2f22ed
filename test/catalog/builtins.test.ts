import { describe, expect, test } from 'vitest';
import { objectsOf } from '../../scripts/builtins/objects-of.ts';
import {
  type BuiltinExtension,
  type Builtins,
  builtinsOf,
  type PostgresMajor,
} from '../../server/catalog/builtins/builtins.ts';
import { extensionNames } from '../../server/catalog/builtins/decode-extension.ts';
import { documentedNames } from '../../server/catalog/builtins/documented-extensions.ts';
import { isSystemRelation, systemRelationColumns } from '../../server/catalog/builtins/system-relations.ts';
import { extensionOfType, extensionTypes } from '../../server/catalog/extension-contents.ts';
import { builtinTypeNames, isBuiltinType, isTypeOf } from '../../server/catalog/types.ts';
import { quotedKeywords } from '../../server/syntax/keywords.generated.ts';

const majors: readonly PostgresMajor[] = [13, 14, 15, 16, 17, 18];

/** The types that objects name. */
function typesNamed(objects: Pick<BuiltinExtension, 'functions' | 'operators' | 'relations'>): Set<string> {
  const names = [
    ...objects.functions.flatMap((one) => [
      one.result,
      ...one.arguments,
      ...(one.variadic ? [one.variadic] : []),
      ...(one.columns ?? []).map((column) => column.type),
    ]),
    ...objects.operators.flatMap((one) => [one.right, one.result, ...(one.left ? [one.left] : [])]),
    ...objects.relations.flatMap((one) => one.columns.map((column) => column.type)),
  ];
  return new Set(names);
}

/** The versions in which something holds. */
function versionsWhere(holds: (builtins: Builtins) => boolean): PostgresMajor[] {
  return majors.filter((major) => holds(builtinsOf(major)));
}

describe.each(majors)('PostgreSQL %i', (major) => {
  const builtins = builtinsOf(major);

  test('holds every type that its objects name', () => {
    const objects = objectsOf(builtins);
    const missing = [...typesNamed(objects)].filter((name) => builtins.type(name) === undefined);
    expect(missing).toEqual([]);
    expect(objects.types.flatMap((type) => type.array ?? []).filter((name) => !builtins.type(name))).toEqual(
      [],
    );
    expect(objects.functions.length).toBeGreaterThan(3000);
    expect(objects.relations.length).toBeGreaterThan(190);
  });

  test('has extensions that name only types of theirs, of those that they require, and built-in ones', () => {
    const found = extensionNames().flatMap((name) => builtins.extension(name) ?? []);
    expect(found.length).toBeGreaterThan(60);
    for (const extension of found) {
      const own = [extension, ...extension.requires.flatMap((name) => builtins.extension(name) ?? [])];
      const names = new Set(own.flatMap((one) => one.types.map((type) => type.name)));
      const missing = [...typesNamed(extension)].filter((type) => !names.has(type) && !builtins.type(type));
      expect({ name: extension.name, missing }).toEqual({ name: extension.name, missing: [] });
    }
  });
});

describe('what came and went with versions', () => {
  test.each([
    ['gen_random_uuid', [13, 14, 15, 16, 17, 18]],
    ['date_bin', [14, 15, 16, 17, 18]],
    ['range_agg', [14, 15, 16, 17, 18]],
    ['regexp_like', [15, 16, 17, 18]],
    ['array_shuffle', [16, 17, 18]],
    ['any_value', [16, 17, 18]],
    ['random_normal', [16, 17, 18]],
    ['uuid_extract_timestamp', [17, 18]],
    ['uuidv7', [18]],
    ['casefold', [18]],
    ['array_sort', [18]],
    ['pg_start_backup', [13, 14]],
  ])('the function %s', (name, expected) => {
    expect(versionsWhere((builtins) => builtins.functions(null, name).length > 0)).toEqual(expected);
  });

  test('types, relations, columns, settings, keywords, extensions', () => {
    expect(versionsWhere((one) => one.type('int4multirange') !== undefined)).toEqual([14, 15, 16, 17, 18]);
    expect(versionsWhere((one) => one.type('_pg_class') !== undefined)).toEqual([14, 15, 16, 17, 18]);
    expect(versionsWhere((one) => one.relation('pg_catalog', 'pg_stat_io') !== undefined)).toEqual([
      16, 17, 18,
    ]);
    const hasColumn = (one: Builtins, relation: string, column: string) =>
      one.relation('pg_catalog', relation)?.columns.some(({ name }) => name === column) ?? false;
    expect(versionsWhere((one) => hasColumn(one, 'pg_stat_bgwriter', 'buffers_backend'))).toEqual([
      13, 14, 15, 16,
    ]);
    expect(versionsWhere((one) => hasColumn(one, 'pg_database', 'daticulocale'))).toEqual([15, 16]);
    expect(versionsWhere((one) => one.settings.has('compute_query_id'))).toEqual([14, 15, 16, 17, 18]);
    expect(versionsWhere((one) => one.settings.has('transaction_timeout'))).toEqual([17, 18]);
    expect(versionsWhere((one) => one.keywords.has('json_table'))).toEqual([17, 18]);
    expect(versionsWhere((one) => one.collations.has('pg_c_utf8'))).toEqual([17, 18]);
    expect(versionsWhere((one) => one.extension('adminpack') !== null)).toEqual([13, 14, 15, 16]);
    expect(versionsWhere((one) => one.extension('pg_walinspect') !== null)).toEqual([15, 16, 17, 18]);
  });

  test('an extension has what its version brings', () => {
    const views = (major: PostgresMajor) =>
      builtinsOf(major)
        .extension('pg_stat_statements')
        ?.relations.map(({ name }) => name);
    expect(views(13)).toEqual(['pg_stat_statements']);
    expect(views(14)).toEqual(['pg_stat_statements', 'pg_stat_statements_info']);
  });
});

describe('single objects', () => {
  const builtins = builtinsOf(18);

  test('a function that returns a set of rows', () => {
    expect(builtins.functions(null, 'jsonb_each')).toEqual([
      {
        schema: 'pg_catalog',
        name: 'jsonb_each',
        kind: 'function',
        arguments: ['jsonb'],
        argumentNames: ['from_json'],
        defaults: 0,
        variadic: null,
        result: 'record',
        returnsSet: true,
        columns: [
          { name: 'key', type: 'text' },
          { name: 'value', type: 'jsonb' },
        ],
        volatility: 'i',
        strict: true,
        directArguments: null,
      },
    ]);
  });

  test('defaults, VARIADIC, aggregates with direct arguments, window functions', () => {
    const [format] = builtins.functions(null, 'format').filter((one) => one.variadic !== null);
    expect(format).toMatchObject({
      arguments: ['text', 'any'],
      variadic: 'any',
      volatility: 's',
      strict: false,
    });
    expect(builtins.functions('pg_catalog', 'make_interval')).toMatchObject([{ defaults: 7 }]);
    expect(builtins.functions(null, 'percentile_cont').map((one) => one.directArguments)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(builtins.functions(null, 'row_number')).toMatchObject([{ kind: 'window', result: 'int8' }]);
    expect(builtins.functions('information_schema', '_pg_truetypid')).toHaveLength(1);
    expect(builtins.functions(null, '_pg_truetypid')).toEqual([]);
  });

  test('operators and casts', () => {
    expect(builtins.operators('!~~*').map((one) => one.left)).toEqual(['text', 'name', 'bpchar']);
    expect(builtins.operators('@').every((one) => one.left === null)).toBe(true);
    expect(builtins.cast('int4', 'int8')).toBe('i');
    expect(builtins.cast('int8', 'int4')).toBe('a');
    expect(builtins.cast('int4', 'bool')).toBe('e');
    expect(builtins.cast('bool', 'uuid')).toBeUndefined();
    expect(builtins.isBinaryCoercible('varchar', 'text')).toBe(true);
    expect(builtins.isBinaryCoercible('text', 'bpchar')).toBe(true);
    expect(builtins.isBinaryCoercible('int4', 'int8')).toBe(false);
    expect(builtins.isBinaryCoercible('_int4', 'anyarray')).toBe(true);
    expect(builtins.isBinaryCoercible('information_schema.sql_identifier', 'name')).toBe(true);
  });

  test('types', () => {
    expect(builtins.type('int4range')).toMatchObject({ kind: 'range', range: 'int4', array: '_int4range' });
    expect(builtins.type('int4multirange')).toMatchObject({ kind: 'multirange', range: 'int4range' });
    expect(builtins.type('_int4')).toMatchObject({
      kind: 'base',
      category: 'A',
      element: 'int4',
      array: null,
    });
    expect(builtins.type('pg_class')).toMatchObject({ kind: 'composite', array: '_pg_class' });
    expect(builtins.type('information_schema.cardinal_number')).toMatchObject({
      kind: 'domain',
      base: 'int4',
    });
    expect(builtins.type('timestamptz')).toMatchObject({ category: 'D', preferred: true });
  });

  test('keywords, as the syntax layer has them to quote names', () => {
    const reserved = [...builtins.keywords]
      .filter(([, { category }]) => category !== 'U')
      .map(([word]) => word);
    expect(reserved.sort()).toEqual([...quotedKeywords].sort());
    expect(builtins.keywords.get('as')).toEqual({ category: 'R', bareLabel: false });
    expect(builtins.keywords.get('abort')).toEqual({ category: 'U', bareLabel: true });
  });

  test('what does not exist', () => {
    expect(builtins.type('constructor')).toBeUndefined();
    expect(builtins.type('__int4')).toBeUndefined();
    expect(builtins.functions(null, 'toString')).toEqual([]);
    expect(builtins.functions('public', 'now')).toEqual([]);
    expect(builtins.operators('<<<>>>')).toEqual([]);
    expect(builtins.relation('pg_catalog', 'users')).toBeUndefined();
    expect(builtins.extension('no_such_extension')).toBeNull();
    expect(builtins.extension('constructor')).toBeNull();
  });

  test('extensions without a server are known by their documentation', () => {
    const postgis = builtins.extension('postgis');
    expect(postgis?.complete).toBe(false);
    expect(postgis?.types.map((type) => type.name)).toContain('.geometry');
    expect(postgis?.functionNames).toContain('st_makepoint');
    expect(builtins.extension('timescaledb')?.functionNames).toContain('create_hypertable');
    expect(builtins.extension('citus')?.functionNames).toContain('create_distributed_table');
    for (const name of documentedNames()) {
      const names = builtins.extension(name)?.functionNames ?? [];
      expect(names.filter((one, place) => !/^[a-z_0-9]+$/.test(one) || names.indexOf(one) !== place)).toEqual(
        [],
      );
    }
    expect(builtins.extension('vector')).toMatchObject({
      complete: true,
      accessMethods: ['hnsw', 'ivfflat'],
    });
  });
});

test('the names that the catalog asks for', () => {
  expect(isBuiltinType('jsonb', 18)).toBe(true);
  expect(isBuiltinType('_jsonb', 18)).toBe(false);
  expect(isBuiltinType('pg_class', 18)).toBe(false);
  expect(isBuiltinType('sql_identifier', 18)).toBe(false);
  expect(isTypeOf('information_schema', 'sql_identifier', 18)).toBe(true);
  expect(isTypeOf('pg_catalog', 'int4', 18)).toBe(true);
  expect(isTypeOf('public', 'int4', 18)).toBe(false);
  expect(builtinTypeNames(18)).toContain('timestamptz');
  expect(isSystemRelation('pg_catalog', 'pg_class', 18)).toBe(true);
  expect(isSystemRelation('information_schema', 'pg_class', 18)).toBe(false);
  expect(systemRelationColumns('information_schema', 'schemata', 18)).toContain('schema_owner');
  expect(extensionTypes('hstore')).toEqual(['ghstore', 'hstore']);
  expect(extensionTypes('adminpack')).toEqual([]);
  expect(extensionTypes('pg_stat_statements')).toEqual([]);
  expect(extensionTypes('no_such_extension')).toBeNull();
  expect(extensionOfType('geometry')).toBe('postgis');
  expect(extensionOfType('earth')).toBe('earthdistance');
  expect(extensionOfType('int4')).toBeNull();
});
