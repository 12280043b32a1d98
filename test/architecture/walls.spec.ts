import * as nest from '@nestjs/common';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { layerOf, pureFolders } from './layers.js';
import { library, nodesOf } from './source-tree.js';

// What the linter has no rule for; the other walls stand in its configuration.
describe('a pure folder', () => {
  it('does not ask Date for the present time', () => {
    const pure = library.files.filter((file) => pureFolders.includes(layerOf(file) ?? ''));
    expect(pure.flatMap((file) => places(file, asksForNow))).toEqual([]);
  });
});

describe('an HTTP exception of Nest', () => {
  it('is made only in http/', () => {
    const others = library.files.filter((file) => layerOf(file) !== 'http');
    expect(others.flatMap((file) => places(file, makesHttpException))).toEqual([]);
  });
});

const httpExceptions = Object.entries<unknown>({ ...nest })
  .filter(([, value]) => value === nest.HttpException || isHttpExceptionClass(value))
  .map(([name]) => name);

function isHttpExceptionClass(value: unknown): boolean {
  return typeof value === 'function' && value.prototype instanceof nest.HttpException;
}

function asksForNow(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return node.expression.getText() === 'Date';
  return ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
}

function makesHttpException(node: ts.Node): boolean {
  const makes = ts.isNewExpression(node) || ts.isExpressionWithTypeArguments(node);
  return makes && httpExceptions.includes(node.expression.getText());
}

function places(file: string, isForbidden: (node: ts.Node) => boolean): string[] {
  const source = library.syntax(file);
  return nodesOf(source)
    .filter(isForbidden)
    .map((node) => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText()}`);
}
