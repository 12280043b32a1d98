import { z } from 'zod';
import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import { calledHook } from '../called-hook.js';
import { callerFields, describedPrincipal, type DescribedCaller } from '../claims/described-caller.js';

/** What is said about tokens that nobody verifies. */
export interface DebugSettings {
  /** Where `accept` stands in the options. */
  readonly hook: string;
  readonly accept: (token: string) => unknown;
  /** Who calls, where `accept` does not say it. */
  readonly caller: DescribedCaller;
  readonly audience: readonly string[];
}

const { subject, clientId, scopes, roles, tenant } = callerFields;
const callerAnswer = z.strictObject({
  subject: subject.optional(),
  clientId,
  scopes: scopes.removeDefault().optional(),
  roles: roles.removeDefault().optional(),
  tenant,
});

/** Lets in whom a function lets in. */
export class DebugVerifier extends TokenVerifier {
  constructor(private readonly settings: DebugSettings) {
    super();
  }

  verify(token: string): Promise<Verification> {
    const { hook, accept } = this.settings;
    return calledHook(hook, async () => this.verdictOn(await accept(token)));
  }

  /** @throws Error where the answer is none: what is only true or false in a way lets nobody in */
  private verdictOn(answer: unknown): Verification {
    if (answer === false) return invalid('token_unknown');
    const said = answer === true ? {} : callerAnswer.parse(answer);
    const { caller, audience } = this.settings;
    const told = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    return {
      ending: 'principal',
      principal: describedPrincipal({ ...caller, ...told }, { issuer: 'debug', audience }),
    };
  }
}
