import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isCompositionRoot } from './layers.js';
import { demo, library, nodesOf, type SourceTree } from './source-tree.js';

const MOST_ROOT_VALUES = 35;
const MOST_OWN_IMPORTS = 12;
const EMPTY_NAMES = ['utils', 'helpers', 'common', 'shared', 'misc', 'types'];

describe('the root entry point', () => {
  const exported = library.syntax('index.ts').statements.filter((statement) => !isOfPresets(statement));

  it(`exports at most ${MOST_ROOT_VALUES} values beside the presets`, () => {
    const values = exported.flatMap(nodesOf).filter((node) => ts.isExportSpecifier(node) && !isTypeOnly(node));
    expect(values.length, values.map((value) => value.getText()).join(', ')).toBeLessThanOrEqual(MOST_ROOT_VALUES);
  });

  it('exports by name, never everything of a file', () => {
    expect(exported.filter((statement) => !isByName(statement)).map((statement) => statement.getText())).toEqual([]);
  });
});

describe.each([library, demo])('a file of $name', (tree) => {
  it(`imports at most ${MOST_OWN_IMPORTS} own files, save for composition roots and pipelines`, () => {
    const crowded = tree.files
      .filter((file) => !mayImportMany(file) && tree.importsOf(file).length > MOST_OWN_IMPORTS)
      .map((file) => `${file} imports ${tree.importsOf(file).length} own files`);
    expect(crowded).toEqual([]);
  });

  it('does not import the index.ts of a folder that it stands in', () => {
    expect(tree.files.flatMap((file) => indexesAbove(tree, file))).toEqual([]);
  });

  it('has a name that says what is in it', () => {
    const empty = tree.files.filter((file) => file.split(/[/.]/).some((word) => EMPTY_NAMES.includes(word)));
    expect(empty).toEqual([]);
  });
});

function isOfPresets(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && /^['"]\.\/presets\//.test(statement.moduleSpecifier?.getText() ?? '');
}

function isByName(statement: ts.Statement): boolean {
  return (
    ts.isExportDeclaration(statement) &&
    statement.exportClause !== undefined &&
    ts.isNamedExports(statement.exportClause) &&
    statement.moduleSpecifier !== undefined
  );
}

function mayImportMany(file: string): boolean {
  return (isCompositionRoot(file) && !file.endsWith('.auth.ts')) || file.endsWith('.pipeline.ts');
}

function indexesAbove(tree: SourceTree, file: string): string[] {
  return tree
    .importsOf(file)
    .filter((target) => posix.basename(target) === 'index.ts' && isInside(file, posix.dirname(target)))
    .map((target) => `${file} imports ${target}`);
}

function isInside(file: string, folder: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`);
}

function isTypeOnly(node: ts.ExportSpecifier): boolean {
  return node.isTypeOnly || node.parent.parent.isTypeOnly;
}
