import type { Theme } from './grammar.ts';
import { inheritance } from './themes/inheritance.ts';
import { tableKeys } from './themes/keys.ts';
import { migrations } from './themes/migrations.ts';
import { partitions } from './themes/partitions.ts';
import { routines } from './themes/routines.ts';
import { schemas } from './themes/schemas.ts';
import { userTypes } from './themes/types.ts';
import { views } from './themes/views.ts';

export const themes: readonly Theme[] = [
  partitions,
  inheritance,
  tableKeys,
  views,
  userTypes,
  schemas,
  migrations,
  routines,
];
