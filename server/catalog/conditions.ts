/** The conditions of EXCEPTION (plerrcodes.h) that concern what is found here. */
const states: Readonly<Record<string, string>> = {
  duplicate_column: '42701',
  duplicate_function: '42723',
  duplicate_object: '42710',
  duplicate_schema: '42P06',
  duplicate_table: '42P07',
  undefined_column: '42703',
  undefined_function: '42883',
  undefined_object: '42704',
  undefined_table: '42P01',
  invalid_schema_name: '3F000',
  invalid_table_definition: '42P16',
  invalid_object_definition: '42P17',
  invalid_foreign_key: '42830',
  datatype_mismatch: '42804',
  dependent_objects_still_exist: '2BP01',
  feature_not_supported: '0A000',
  wrong_object_type: '42809',
  syntax_error: '42601',
  unique_violation: '23505',
  foreign_key_violation: '23503',
  not_null_violation: '23502',
  check_violation: '23514',
};

/** Whether EXCEPTION WHEN with these conditions catches an error; null where one of them is not known here. */
export function catches(conditions: readonly string[], sqlstate: string): boolean | null {
  let isKnown = true;
  for (const condition of conditions) {
    const name = condition.toLowerCase();
    const state = states[name] ?? (/^[0-9a-z]{5}$/.test(name) ? condition.toUpperCase() : undefined);
    if (name === 'others' || state === sqlstate) return true;
    if (state === undefined) isKnown = false;
  }
  return isKnown ? false : null;
}
