import { OAuthError } from '../../core/errors/oauth-error.js';

/** More than any request of this protocol has. */
const maxParameters = 100;

/**
 * Form-encoded parameters, of a query or of a body (RFC 6749 appendix B). One without a value counts as omitted (§3.1); brackets in
 * names mean nothing.
 */
export class Parameters {
  private constructor(private readonly values: ReadonlyMap<string, readonly string[]>) {}

  /** @throws OAuthError for what is not well-formed, or too much */
  static parse(text: string): Parameters {
    if (text.includes('\uFFFD')) throw new OAuthError('parameter_malformed');
    const values = new Map<string, string[]>();
    const pairs = text.split('&').filter((pair) => pair !== '');
    if (pairs.length > maxParameters) throw new OAuthError('too_many_parameters');
    for (const pair of pairs) {
      const split = pair.indexOf('=');
      const name = decoded(split < 0 ? pair : pair.slice(0, split));
      const value = split < 0 ? '' : decoded(pair.slice(split + 1));
      if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
    }
    return new Parameters(values);
  }

  /** The value of a parameter, or the first where it is repeated. */
  first(name: string): string | undefined {
    return this.values.get(name)?.[0];
  }

  /** Every value of a parameter that may be repeated. */
  all(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** Whether the parameter has more than one value. */
  isRepeated(name: string): boolean {
    return this.all(name).length > 1;
  }

  /** Names that have a value, in their order. */
  get names(): readonly string[] {
    return [...this.values.keys()];
  }

  /** @throws OAuthError where one of these is repeated (RFC 6749 §3.1, §3.2) */
  refuseRepeated(names: readonly string[]): void {
    const repeated = names.find((name) => this.isRepeated(name));
    if (repeated !== undefined) throw new OAuthError('parameter_repeated', { parameter: repeated });
  }

  /** @throws OAuthError where the parameter is missing */
  required(name: string): string {
    const value = this.first(name);
    if (value === undefined) throw new OAuthError('parameter_missing', { parameter: name });
    return value;
  }
}

/** Strict, where `URLSearchParams` would put a replacement in the place of what is no UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new OAuthError('parameter_malformed');
  }
}
