import { nowSeconds, type Clock } from '../core/clock.js';
import { isJsonObject } from '../core/json-object.js';
import { TokenVerifier } from '../core/token-verifier.js';
import { invalid, type Verification } from '../core/verification.js';
import { TimeLimitError, inTime } from '../timing/in-time.js';
import { calledHook } from '../token-verification/called-hook.js';
import { verifiedClaims, type VouchedRules } from '../token-verification/claims/vouched-claims.js';
import { askedStrategy } from './asked-strategy.js';
import type { PassportStrategy, PassportStrategyOptions } from './passport-strategy.options.js';

/** A strategy that never answers must not hold requests for ever. */
const answerTimeoutMs = 10_000;
/** How long a client waits when there was no answer. */
const retryAfterSeconds = 3;
/** How long a stream lasts of a user of whom no end is known; each request asks the strategy anew. */
const knownForSeconds = 3_600;

/** Asks a strategy of Passport who calls. */
export class PassportStrategyVerifier extends TokenVerifier {
  /** @param optionPath where the options stand, for messages */
  constructor(
    private readonly strategy: () => PassportStrategy,
    private readonly principalOf: PassportStrategyOptions['principal'],
    private readonly rules: VouchedRules,
    private readonly clock: Clock,
    private readonly optionPath: string,
  ) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    try {
      return await inTime(this.verdictOn(token), answerTimeoutMs);
    } catch (error) {
      if (!(error instanceof TimeLimitError)) throw error;
      return {
        ending: 'unavailable',
        reason: 'verifier_unreachable',
        retryAfterSeconds,
        details: { cause: error.message },
      };
    }
  }

  private async verdictOn(token: string): Promise<Verification> {
    const { optionPath, principalOf } = this;
    const answer = await calledHook(`${optionPath}.strategy`, () => askedStrategy(this.strategy(), token));
    if (answer.said === 'fail') return invalid('token_unknown');
    return calledHook(`${optionPath}.principal`, async () =>
      this.verdictOnClaims(await principalOf(answer.user, answer.info)),
    );
  }

  /** @throws Error where there are no claims */
  private verdictOnClaims(claims: unknown): Verification {
    if (claims === undefined) return invalid('token_unknown');
    if (!isJsonObject(claims)) throw new TypeError('returned neither claims nor undefined');
    const now = nowSeconds(this.clock);
    const { exp = now + knownForSeconds } = claims;
    return verifiedClaims({ ...claims, exp }, this.rules, now);
  }
}
