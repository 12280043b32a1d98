import { readFileSync } from 'node:fs';

/** Variables, and the files that some of them name. */
export interface Environment {
  /** Names of the variables that are set. */
  readonly names: readonly string[];
  /** An empty variable counts as not set. */
  read(name: string): string | undefined;
  /**
   * The bytes of a file: a secret need not be text.
   * @throws where the file cannot be read
   */
  readFile(path: string): Buffer;
}

/** The environment of this process; the library reads it nowhere else. */
export const processEnvironment: Environment = {
  get names() {
    return Object.keys(process.env).filter((name) => process.env[name] !== '');
  },
  read: (name) => process.env[name] || undefined,
  readFile: (path) => readFileSync(path),
};

/** `NODE_ENV`, which can only make things stricter. */
export function nodeEnvironment(): string | undefined {
  return process.env['NODE_ENV'];
}
