/** One fault of the configuration, in words that say what to do. */
export interface ConfigurationProblem {
  /** Where it stands in the options, for example `auth.issuer`. */
  readonly path: string;
  readonly message: string;
}

/** Wrong options. Thrown at start, once, with every problem in it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(
      ['McpAuthModule cannot start:', ...problems.map(({ path, message }) => `  - ${path}: ${message}`)].join('\n'),
    );
  }
}
