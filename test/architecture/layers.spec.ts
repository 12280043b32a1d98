import { describe, expect, it } from 'vitest';
import { isCompositionRoot, layerOf, layers } from './layers.js';
import { library } from './source-tree.js';

const bound = library.files.filter((file) => !isCompositionRoot(file));

describe('the folders of the library', () => {
  it('are rows of the table, save for composition roots', () => {
    expect(bound.filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it('import only what the table allows them', () => {
    expect(bound.flatMap(forbiddenImports)).toEqual([]);
  });
});

describe('the table of folders', () => {
  it('names in each row only rows above it', () => {
    const folders = Object.keys(layers);
    const upward = folders.flatMap((folder, row) =>
      (layers[folder] ?? [])
        .filter((other) => !folders.slice(0, row).includes(other))
        .map((other) => `${folder} names ${other}, which does not stand above it`),
    );
    expect(upward).toEqual([]);
  });
});

function forbiddenImports(file: string): string[] {
  const from = layerOf(file);
  if (from === undefined) return [];
  const allowed = [from, ...(layers[from] ?? [])];
  return library
    .importsOf(file)
    .filter((target) => !allowed.includes(layerOf(target) ?? ''))
    .map((target) => `${from} may not import ${layerOf(target) ?? target}: ${file} imports ${target}`);
}
