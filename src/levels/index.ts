import type { AuthValue } from 'nestjs-mcp-auth';
import type { DemoLevel, DemoOptions } from '../demo-options.js';
import { developmentLevel } from './development.auth.js';
import { level1 } from './level-1.auth.js';
import { level2 } from './level-2.auth.js';

/** The `auth:` line of each level. */
export const levels: Readonly<Record<DemoLevel, (options: DemoOptions) => AuthValue>> = {
  development: developmentLevel,
  jwt: level1,
  remote: level2,
};
