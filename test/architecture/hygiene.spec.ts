import { describe, expect, it } from 'vitest';
import { demo, library } from './source-tree.js';

const READS_ENVIRONMENT = /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[|\}\s*=\s*process\b|['"](node:)?process['"]/;

describe.each([
  { tree: library, door: 'options/env.ts' },
  { tree: demo, door: 'demo-options.ts' },
])('the environment of the process', ({ tree, door }) => {
  it(`is read only by ${tree.name}/${door}`, () => {
    const readers = tree.files.filter((file) => READS_ENVIRONMENT.test(tree.emitted(file)));
    expect(readers.filter((file) => file !== door)).toEqual([]);
  });
});
