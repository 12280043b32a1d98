import { Initial1764180000000 } from './initial.migration.js';
import { People1764280000000 } from './people.migration.js';
import { RevocationTimes1764240000000 } from './revocation-times.migration.js';

/** Every migration, in the order of their time. */
export const migrations = [Initial1764180000000, RevocationTimes1764240000000, People1764280000000];
