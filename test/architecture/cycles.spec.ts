import { describe, expect, it } from 'vitest';
import { demo, library, type SourceTree } from './source-tree.js';

// Under ESM two decorated classes that import each other stop the process at its start.
describe.each([library, demo])('the files of $name', (tree) => {
  it('do not load each other in a circle', () => {
    expect(cyclesOf(tree)).toEqual([]);
  });
});

function cyclesOf(tree: SourceTree): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of tree.loadedBy(file)) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of tree.files) visit(file, []);
  return cycles;
}
