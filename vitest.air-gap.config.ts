import { defineConfig } from 'vitest/config';
import common from './vitest.config.js';

/** The whole suite on a host without a network, and without metadata documents of clients: `npm run test:air-gap`. */
export default defineConfig({
  ...common,
  test: {
    ...common.test,
    setupFiles: ['test/support/setup.ts', 'test/support/air-gap.ts'],
    exclude: ['test/long/**', 'test/e2e/oauth-server/client-document*.spec.ts'],
    env: { AIR_GAP: '1' },
  },
});
