import { HookError } from '../../core/errors/hook-error.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import type { Verification } from '../../core/verification.js';

/** A provider of the application. It is looked for when it is first needed: before that, Nest may not have made it. */
export class ExistingVerifier extends TokenVerifier {
  private found: TokenVerifier | undefined;

  /** @param hook where it stands in the options */
  constructor(
    private readonly hook: string,
    private readonly find: () => unknown,
  ) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    return this.verifier().verify(token);
  }

  override withoutCredential(): Verification {
    return this.verifier().withoutCredential();
  }

  /** @throws HookError where the application has none */
  private verifier(): TokenVerifier {
    this.found ??= this.lookedFor();
    return this.found;
  }

  private lookedFor(): TokenVerifier {
    try {
      const found = this.find();
      if (found instanceof TokenVerifier) return found;
    } catch (error) {
      throw new HookError(this.hook, error);
    }
    throw new HookError(this.hook, new TypeError('does not extend TokenVerifier'));
  }
}
