export interface Named {
  readonly schema: string;
  readonly name: string;
}

/** The parts of `model --format json` that PostgreSQL's catalogs hold as well. */
export interface ComparedModel {
  readonly tables: readonly ComparedTable[];
  readonly enums: readonly {
    readonly schema: string;
    readonly name: string;
    readonly labels: readonly string[];
  }[];
  readonly views: readonly (Named & {
    readonly kind: string;
    readonly columns: readonly { readonly name: string; readonly type: string | null }[] | null;
  })[];
  readonly sequences: readonly (Named & {
    readonly ownedBy: { readonly schema: string; readonly table: string; readonly column: string } | null;
  })[];
  readonly triggers: readonly (Named & {
    readonly table: string;
    readonly timing: string;
    readonly forEach: string;
  })[];
  readonly policies: readonly (Named & {
    readonly table: string;
    readonly command: string;
    readonly permissive: boolean;
  })[];
  readonly domains: readonly (Named & {
    readonly type: string;
    readonly notNull: boolean;
    readonly checks: readonly { readonly name: string }[];
  })[];
  readonly functions: readonly (Named & {
    readonly kind: string;
    readonly arguments: readonly string[];
    readonly returns: string | null;
    readonly language: string;
  })[];
}

export interface ComparedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly notNull: boolean;
    readonly default: string | null;
    readonly identity: string | null;
    readonly generated: string | null;
  }[];
  readonly constraints: readonly {
    readonly name: string;
    readonly type: string;
    readonly columns: readonly string[];
    readonly references?: {
      readonly schema: string;
      readonly table: string;
      readonly columns: readonly string[];
    };
    readonly onDelete?: string;
    readonly onUpdate?: string;
    readonly deferrable: boolean;
    readonly validated: boolean;
  }[];
  readonly indexes: readonly {
    readonly name: string;
    readonly unique: boolean;
    readonly primary: boolean;
    readonly method: string;
    readonly columns: readonly (string | null)[];
    readonly include: readonly string[];
    readonly predicate: string | null;
  }[];
}
