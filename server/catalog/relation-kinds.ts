/** What a statement calls a relation, by libpg-query's ObjectType. */
export const relationKinds: Readonly<Record<string, 'table' | 'view' | 'index' | 'sequence'>> = {
  OBJECT_TABLE: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
};
