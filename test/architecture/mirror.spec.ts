import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { library } from './source-tree.js';

const ROLES = /\.(check|grant|verifier|preset|page|client-auth|policy|auth)\.ts$/;

describe('a file that decides something', () => {
  it.each(library.files.filter((file) => ROLES.test(file)))('has its own tests: %s', (file) => {
    const spec = `test/unit/${file.replace(/\.ts$/, '.spec.ts')}`;
    expect(existsSync(new URL(`../../${spec}`, import.meta.url)), `${spec} exists`).toBe(true);
  });
});
