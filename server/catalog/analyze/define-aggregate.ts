import type { DefineStmt } from '@pgsql/types';
import { defOption } from '../def-option.ts';
import type { Draft } from '../draft.ts';
import { keys } from '../keys.ts';
import { isRejected } from '../make-way.ts';
import { signatureOf } from '../match-functions.ts';
import type { Oid, SqlFunction } from '../model.ts';
import { clipName } from '../names.ts';
import { reportTaken } from '../report-taken.ts';
import { resolveType } from '../resolve-type.ts';
import { builtinType, strings, unknownPrefix } from '../types.ts';
import type { Analysis, AnalysisContext } from './analysis.ts';
import { isUnseenRoutine } from './call.ts';
import { createAnalysis } from './create-analysis.ts';
import { functionNames, namedType, quietly, resultOf } from './definition-parts.ts';
import { isPolymorphic } from './polymorphic.ts';
import { resolveRoutine } from './resolve-routine.ts';
import type { SignedFunction } from './routine.ts';
import { formatType, opaque, type TypeId, toTypeUse, typeOf } from './type-facts.ts';

/** CREATE AGGREGATE, with the functions that it is made of. */
export function createAggregate(draft: Draft, context: AnalysisContext, node: DefineStmt): void {
  const names = strings(node.defnames);
  const schema = draft.creationSchema(names.length > 1 ? names.at(-2) : null);
  const name = clipName(names.at(-1) ?? '');
  const [list, direct] = node.args ?? [];
  const parameters = (list && 'List' in list ? (list.List.items ?? []) : []).flatMap((one) =>
    'FunctionParameter' in one ? [one.FunctionParameter] : [],
  );
  const base = defOption(node.definition, 'basetype');
  const types = quietly(draft, () =>
    node.oldstyle
      ? base && 'TypeName' in base && strings(base.TypeName.names).at(-1)?.toLowerCase() !== 'any'
        ? [resolveType(draft, base.TypeName)]
        : []
      : parameters.flatMap((one) => (one.argType ? [resolveType(draft, one.argType)] : [])),
  );
  const state =
    namedType(draft, context, defOption(node.definition, 'stype') ?? defOption(node.definition, 'stype1')) ??
    opaque;
  const final = functionNames(
    defOption(node.definition, 'finalfunc') ?? defOption(node.definition, 'finalfunc1'),
  );
  const result = final.length > 0 ? resultOf(context, final, [state]) : state;
  const isOrdered = direct && 'Integer' in direct && (direct.Integer.ival ?? 0) >= 0;
  const oids = (draft.get(keys.functions(schema, name)) as readonly Oid[] | undefined) ?? [];
  const signature = signatureOf({ argumentTypes: types });
  const same = types.some(({ type }) => type.startsWith(unknownPrefix))
    ? undefined
    : oids.map((one) => draft.object(one) as SqlFunction).find((one) => signatureOf(one) === signature);
  if (same && !node.replace && !isRejected(draft, same.oid))
    return reportTaken(draft, {
      what: 'function',
      name,
      at: draft.source.findName(name, 1),
      first: same.nameRange,
      firstKind: same.kind,
      sqlstate: '42723',
    });
  if (!isOrdered && !node.oldstyle) {
    const step = functionNames(defOption(node.definition, 'sfunc'));
    const a = createAnalysis(context);
    const given = types.map((type) => typeOf(a, type));
    if (parameters.at(-1)?.mode !== 'FUNC_PARAM_VARIADIC') requireRoutine(draft, a, step, [state, ...given]);
    if (!defOption(node.definition, 'finalfunc_extra')) requireRoutine(draft, a, final, [state]);
  }
  const oid = same?.oid ?? draft.newOid();
  const aggregate: SignedFunction = {
    kind: 'aggregate',
    oid,
    schema,
    name,
    comment: null,
    statement: draft.source.statement.id,
    nameRange: draft.source.findName(name, 1),
    argumentTypes: types,
    argumentNames: types.map(() => null),
    returns: toTypeUse(result, []),
    returnsSet: false,
    language: 'internal',
    body: null,
    formerNames: [],
    signature: {
      variadic: parameters.at(-1)?.mode === 'FUNC_PARAM_VARIADIC',
      defaults: 0,
      columns: null,
      volatility: 'i',
      result: toTypeUse(result, []) ?? { ...builtinType('text'), type: '?' },
      directArguments: isOrdered ? (direct.Integer.ival ?? 0) : null,
    },
  };
  draft.putObject(aggregate);
  if (!same) draft.put(keys.functions(schema, name), [...oids, oid]);
}

/** Reports a function that an aggregate is made of and that there is not. */
function requireRoutine(draft: Draft, a: Analysis, names: readonly string[], types: readonly TypeId[]): void {
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  const name = names.at(-1);
  if (name === undefined || types.some((type) => type === opaque || isPolymorphic(type))) return;
  const found = resolveRoutine(a, { schema, name, types, names: [], variadic: false, asType: null });
  if (found.kind !== 'not found' || isUnseenRoutine(a, schema, name)) return;
  const written = `${name}(${types.map((type) => formatType(a, type)).join(', ')})`;
  draft.report({
    kind: 'undefined-function',
    at: draft.source.findName(name, 1),
    sqlstate: '42883',
    message: `function ${written} does not exist`,
    name: { schema, name },
    otherSignatures: found.sameName,
  });
}
