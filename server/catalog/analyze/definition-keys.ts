/** Further entries of a state, which `applyDefinition` keeps and only the analysis reads. */
export const definitionKeys = {
  /** The names of the installed extensions, in order. */
  extensions: 'extensions',
  /** The casts of CREATE CAST. */
  casts: 'casts',
  /** The operators of CREATE OPERATOR of that name. */
  operators: (name: string) => `p:${name}`,
  /** True where operator classes were created, so that any type may have a default one. */
  operatorClasses: 'operator-classes',
  /** True while check_function_bodies is off. */
  uncheckedBodies: 'unchecked-bodies',
} as const;
