/** One fault of the configuration, in words that say what to do. */
export interface ConfigurationProblem {
  /** Where it stands in the options, for example `auth.issuer`. */
  readonly path: string;
  readonly message: string;
  /** The variable of the environment that sets the option, where there is one. */
  readonly variable?: string;
}

/** Wrong options. Thrown at start, once, with every problem in it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(['McpAuthModule cannot start:', ...problems.map(lineOf)].join('\n'));
  }
}

function lineOf({ path, message, variable }: ConfigurationProblem): string {
  const place = variable === undefined || variable === path ? path : `${path} (${variable})`;
  return `  - ${place}: ${message}`;
}
