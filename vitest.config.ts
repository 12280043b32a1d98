import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const library = (path: string) => fileURLToPath(new URL(`./libs/mcp-auth/src/${path}`, import.meta.url));

export default defineConfig({
  // The library's source: its workspace link leads to the built files, which may be stale.
  resolve: {
    alias: [
      { find: /^nestjs-mcp-auth$/, replacement: library('index.ts') },
      { find: /^nestjs-mcp-auth\/(.+)$/, replacement: library('$1/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.spec.ts'],
    exclude: ['test/long/**'],
    pool: 'forks',
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 20_000,
    coverage: { provider: 'v8', include: ['src/**', 'libs/*/src/**'] },
  },
});
