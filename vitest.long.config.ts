import { defineConfig } from 'vitest/config';
import common from './vitest.config.js';

/** What takes minutes: `npm run test:long`. */
export default defineConfig({
  ...common,
  test: {
    ...common.test,
    include: ['test/long/**/*.spec.ts', 'test/differential/**/*.spec.ts'],
    exclude: [],
    env: { TOKENS: process.env['TOKENS'] ?? '100000' },
    testTimeout: 600_000,
  },
});
