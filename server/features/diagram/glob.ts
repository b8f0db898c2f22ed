const meanings = /[.+^$()|[\]{}\\]/g;

/** Whether a name fits one of the globs, in which `*` stands for any characters and `?` for one. Case counts. */
function globMatcher(globs: readonly string[]): (text: string) => boolean {
  const patterns = globs.map(
    (glob) =>
      new RegExp(`^${glob.replace(meanings, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 'su'),
  );
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** Whether a table fits one of the globs by its name or by `schema.name`. */
export function tableMatcher(
  globs: readonly string[],
): (table: { readonly schema: string; readonly name: string }) => boolean {
  if (globs.length === 0) return () => false;
  const fits = globMatcher(globs);
  return ({ schema, name }) => fits(name) || fits(`${schema}.${name}`);
}
