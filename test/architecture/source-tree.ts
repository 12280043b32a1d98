import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The TypeScript files below one folder of the repository, by their paths inside it. */
export class SourceTree {
  readonly files: readonly string[];
  private readonly root: string;

  constructor(readonly name: string) {
    this.root = fileURLToPath(new URL(`../../${name}/`, import.meta.url));
    this.files = readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.ts'))
      .toSorted();
    if (this.files.length === 0) throw new Error(`There are no sources in ${name}`);
  }

  text(file: string): string {
    return readFileSync(`${this.root}${file}`, 'utf8');
  }

  syntax(file: string): ts.SourceFile {
    return ts.createSourceFile(file, this.text(file), ts.ScriptTarget.ES2023, true);
  }

  /** What node runs: without types and comments. */
  emitted(file: string): string {
    const compilerOptions: ts.CompilerOptions = {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2023,
      experimentalDecorators: true,
      verbatimModuleSyntax: true,
      removeComments: true,
    };
    return ts.transpileModule(this.text(file), { compilerOptions }).outputText;
  }

  /** Own files that a file names in its imports, types included. */
  importsOf(file: string): string[] {
    return ownImports(file, this.text(file));
  }

  /** Own files that are loaded with a file. */
  loadedBy(file: string): string[] {
    return ownImports(file, this.emitted(file));
  }
}

export const library = new SourceTree('libs/mcp-auth/src');
export const demo = new SourceTree('src');

function ownImports(file: string, code: string): string[] {
  const names = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
  const own = names.filter((name) => name.startsWith('.'));
  return [...new Set(own.map((name) => posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts')))];
}

export function nodesOf(parent: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  parent.forEachChild((child) => void children.push(child, ...nodesOf(child)));
  return children;
}
