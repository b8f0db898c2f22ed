import type { CreateFunctionStmt, FunctionParameter, TypeName } from '@pgsql/types';
import { builtinsOf } from './builtins/builtins.ts';
import { checkParameters, checkResult } from './check-parameters.ts';
import { checkSetting } from './check-setting.ts';
import { defOption } from './def-option.ts';
import { noteTypeUse } from './define-column.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { isRejected } from './make-way.ts';
import { signatureOf } from './match-functions.ts';
import { reportMissing } from './missing-object.ts';
import type { Oid, SqlFunction, TypeUse } from './model.ts';
import { clipName } from './names.ts';
import { refusedReplacement } from './replace-function.ts';
import { reportTaken } from './report-taken.ts';
import { requireCreationSchema, requireSchema } from './require-schema.ts';
import { resolveType } from './resolve-type.ts';
import { builtinType, strings } from './types.ts';

/** Types of C functions may come later: PostgreSQL makes shells for them. */
const returnTypeMayBeShell = new Set(['c', 'internal']);

const unknownType: TypeUse = { type: '?', modifiers: [], array: false };

export function createFunction(draft: Draft, node: CreateFunctionStmt): void {
  const names = strings(node.funcname);
  const schema = draft.creationSchema(names.length > 1 ? names.at(-2) : null);
  const name = clipName(names.at(-1) ?? '');
  if (names.length > 1) requireSchema(draft, schema, draft.source.findName(schema, 1));
  else requireCreationSchema(draft, draft.source.findName(name, 1));
  const languageNode = defOption(node.options, 'language');
  const language =
    languageNode && 'String' in languageNode ? (languageNode.String.sval ?? 'sql').toLowerCase() : 'sql';
  checkLanguage(draft, language);
  for (const one of node.options ?? [])
    if ('DefElem' in one && one.DefElem.arg && 'VariableSetStmt' in one.DefElem.arg)
      checkSetting(draft, one.DefElem.arg.VariableSetStmt);
  const parameters = (node.parameters ?? []).flatMap((one) =>
    'FunctionParameter' in one ? [one.FunctionParameter] : [],
  );
  const inputs = parameters.filter(({ mode }) => mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE');
  const isLenient = returnTypeMayBeShell.has(language);
  const types = inputs.map(
    (one): TypeUse => (one.argType && !isLenient ? plainType(draft, one.argType) : unknownType),
  );
  const others = new Map<FunctionParameter, TypeUse>();
  for (const one of parameters)
    if (!inputs.includes(one) && one.argType && !isLenient) others.set(one, resolveType(draft, one.argType));
  const returns = node.returnType && !isLenient ? plainType(draft, node.returnType) : null;
  const typeOf = (one: FunctionParameter) => others.get(one) ?? types[inputs.indexOf(one)] ?? unknownType;
  checkParameters(draft, node, parameters, typeOf);
  checkResult(draft, node, parameters, returns, language, typeOf);
  const result =
    returns ?? (node.is_procedure || isLenient ? null : resultOfParameters(parameters, inputs, typeOf));
  const body = defOption(node.options, 'as');
  const bodyText =
    body && 'List' in body && (body.List.items?.length ?? 0) === 1
      ? (strings(body.List.items)[0] ?? null)
      : null;
  const signature = signatureOf({ argumentTypes: types });
  const oids = (draft.get(keys.functions(schema, name)) as readonly Oid[] | undefined) ?? [];
  const same = oids
    .map((oid) => draft.object(oid) as SqlFunction)
    .find((one) => signatureOf(one) === signature);
  const at = draft.source.findName(name, 1);
  const isUnknown = isLenient || types.some((type) => type.type.startsWith('?'));
  // One that PostgreSQL rejected is kept for those who use it, and makes way.
  if (same && !node.replace && !isUnknown && !isRejected(draft, same.oid))
    return reportTaken(draft, {
      what: 'function',
      name,
      at,
      first: same.nameRange,
      firstKind: same.kind,
      sqlstate: '42723',
    });
  const kind = node.is_procedure ? 'procedure' : 'function';
  const argumentNames = inputs.map((one) => one.name ?? null);
  const returnsSet = node.returnType?.setof ?? false;
  const isGuarded = same && draft.get(keys.guarded(same.statement)) === true;
  const refused =
    same && !isLenient && !isGuarded
      ? refusedReplacement(draft, same, { kind, returns, returnsSet, argumentNames }, node)
      : null;
  if (refused) return draft.report({ kind: 'invalid-query', at, ...refused, similar: [] });
  const oid = same?.oid ?? draft.newOid();
  if (!same) draft.put(keys.functions(schema, name), [...oids, oid]);
  for (const type of [...types, ...others.values(), ...(result ? [result] : [])])
    noteTypeUse(draft, type.type, oid);
  draft.putObject({
    kind,
    oid,
    schema,
    name,
    comment: null,
    statement: draft.source.statement.id,
    nameRange: at,
    argumentTypes: types,
    argumentNames,
    returns: result,
    returnsSet,
    language,
    body: bodyText,
    formerNames: same?.formerNames ?? [],
  });
}

/** What OUT parameters return: the type of the only one, or a record; null where there are none, or it is not known. */
function resultOfParameters(
  parameters: readonly FunctionParameter[],
  inputs: readonly FunctionParameter[],
  typeOf: (one: FunctionParameter) => TypeUse,
): TypeUse | null {
  const outputs = parameters.filter((one) => !inputs.includes(one) || one.mode === 'FUNC_PARAM_INOUT');
  const [only] = outputs;
  if (!only) return null;
  return outputs.length > 1 ? builtinType('record') : { ...typeOf(only), modifiers: [] };
}

/** Parameters and results have no modifiers: PostgreSQL reads varchar(3) as varchar. */
function plainType(draft: Draft, written: TypeName): TypeUse {
  const type = resolveType(draft, written);
  return type.modifiers.length === 0 ? type : { ...type, modifiers: [] };
}

/** Languages come with extensions or are created by hand; those that nothing here makes are missing. */
export function checkLanguage(draft: Draft, name: string): void {
  const builtins = builtinsOf(draft.version);
  const isThere =
    builtins.languages.has(name) ||
    draft.get(keys.language(name)) === true ||
    draft.get(keys.unknownExtension) === true ||
    draft.installedExtensions().some((extension) => {
      const contents = builtins.extension(extension);
      return !contents?.complete || contents.languages.includes(name);
    });
  // The languages of the usual extensions are often there before the script begins.
  if (isThere || isUsualLanguage(name)) return;
  reportMissing(draft, {
    what: 'language',
    name,
    table: null,
    at: draft.source.findName(name, draft.source.find('LANGUAGE', 0) + 1),
    sqlstate: '42704',
    candidates: [...builtins.languages],
  });
}

function isUsualLanguage(name: string): boolean {
  return /^(?:pl(?:v8|perlu?|python[23]?u|tclu?|sh|r|java(?:u)?|lua|rust|coffee|ls|dotnet|prql)|javau?)$/.test(
    name,
  );
}
