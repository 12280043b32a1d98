import { Initial1764180000000 } from './initial.migration.js';

/** Every migration, in the order of their time. */
export const migrations = [Initial1764180000000];
