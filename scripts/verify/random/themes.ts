import type { Theme } from './grammar.ts';
import { inheritance } from './themes/inheritance.ts';
import { tableKeys } from './themes/keys.ts';
import { partitions } from './themes/partitions.ts';
import { schemas } from './themes/schemas.ts';
import { userTypes } from './themes/types.ts';
import { views } from './themes/views.ts';

export const themes: readonly Theme[] = [partitions, inheritance, tableKeys, views, userTypes, schemas];
