import { nowSeconds, type Clock } from '../../core/clock.js';
import { isJsonObject } from '../../core/json-object.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import { calledHook } from '../called-hook.js';
import { isStated, statedVerification } from '../claims/stated-verification.js';
import { verifiedClaims, type VouchedRules } from '../claims/vouched-claims.js';
import type { VerifyToken } from '../custom-verifier.options.js';

/** Asks a function of the application, and checks what it says as far as that can be done. */
export class CustomVerifier extends TokenVerifier {
  /** @param hook where the function stands in the options */
  constructor(
    private readonly hook: string,
    private readonly ask: VerifyToken,
    private readonly rules: VouchedRules,
    private readonly clock: Clock,
  ) {
    super();
  }

  verify(token: string): Promise<Verification> {
    const { clock, ask } = this;
    return calledHook(this.hook, async () => this.verdictOn(await ask(token, { clock })));
  }

  /** @throws Error where the answer is none */
  private verdictOn(answer: unknown): Verification {
    if (answer === undefined) return invalid('token_unknown');
    if (!isJsonObject(answer)) throw new TypeError('returned neither claims, nor a verification, nor undefined');
    if (isStated(answer)) return statedVerification(answer);
    return verifiedClaims(answer, this.rules, nowSeconds(this.clock));
  }
}
