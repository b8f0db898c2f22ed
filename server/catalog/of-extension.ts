import { builtinsOf } from './builtins/builtins.ts';
import type { Extension } from './model.ts';
import type { WrittenName } from './problem.ts';
import type { Reader } from './reader.ts';

type State = Pick<Reader, 'version' | 'schema' | 'extension' | 'searchPath' | 'installedExtensions'>;

function installed(state: State): Extension[] {
  return state.installedExtensions().flatMap((name) => state.extension(name) ?? []);
}

/** A schema that the script itself made; `public` is nobody's. */
function isMadeHere(state: State, schema: string): boolean {
  return Boolean(state.schema(schema)?.nameRange);
}

/** Whether an extension of which nothing is known may have put something there: not where the script made the place. */
function isOpenTo(state: State, { name, schema: home }: Extension, schema: string): boolean {
  return schema === home || schema.includes(name) || !isMadeHere(state, schema);
}

/** Whether a schema may have come with an extension. */
export function mayBeExtensionSchema(state: State, schema: string): boolean {
  return installed(state).some((extension) => {
    const contents = builtinsOf(state.version).extension(extension.name);
    if (extension.schema === schema) return true;
    return contents ? contents.schemas.includes(schema) : isOpenTo(state, extension, schema);
  });
}

/**
 * Whether a relation may have come with an extension. Of well-known ones the schemas are known, and the relations that
 * they put elsewhere are few and named after them; of others nothing is.
 */
export function mayBeExtensionRelation(state: State, { schema, name }: WrittenName): boolean {
  const extensions = installed(state);
  if (extensions.length === 0) return false;
  const path = schema === null ? state.searchPath() : [schema];
  return extensions.some((extension) => {
    const home = extension.schema ?? 'public';
    const contents = builtinsOf(state.version).extension(extension.name);
    if (!contents) return path.some((one) => isOpenTo(state, extension, one));
    const isListed = contents.relations.some(
      (one) => one.name === name && path.includes(one.schema === '' ? home : one.schema),
    );
    if (isListed || contents.complete) return isListed;
    if (path.some((one) => contents.schemas.includes(one))) return true;
    return path.includes(home) && (home !== 'public' || name.includes(extension.name));
  });
}
