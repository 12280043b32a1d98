/** The only reader of the process environment in the library. */
export function nodeEnvironment(): string | undefined {
  return process.env['NODE_ENV'];
}
