import { Inject, Injectable, Logger, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { AccessPolicy, AccessQuestion } from './access-policy.js';
import { AccessSettings } from './access.settings.js';
import type { Verdict } from './judge-rule.js';

const allowed: Verdict = { verdict: 'allowed', scopes: [] };
const denied: Verdict = { verdict: 'denied', reason: 'policy_denied' };

/** Asks policies of the application. One that fails lets nobody in. */
@Injectable()
export class Policies {
  private readonly logger = new Logger('McpAuthPolicy');

  constructor(
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
    @Inject(AccessSettings) private readonly settings: AccessSettings,
  ) {}

  ask(policy: Type<AccessPolicy>, question: AccessQuestion): Verdict | Promise<Verdict> {
    try {
      const answer = this.moduleRef.get(policy, { strict: false }).decide(question);
      return answer instanceof Promise ? this.inTime(answer, policy) : verdictOf(answer);
    } catch (error) {
      return this.failed(policy, error);
    }
  }

  private async inTime(answer: Promise<boolean>, policy: Type<AccessPolicy>): Promise<Verdict> {
    const { policyTimeoutMs } = this.settings;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${policyTimeoutMs} ms`)), policyTimeoutMs);
    });
    try {
      return verdictOf(await Promise.race([answer, late]));
    } catch (error) {
      return this.failed(policy, error);
    } finally {
      clearTimeout(timer);
    }
  }

  private failed({ name }: Type<AccessPolicy>, error: unknown): Verdict {
    this.logger.error(`${name} failed, so nobody is let in`, error instanceof Error ? error.stack : String(error));
    return { verdict: 'denied', reason: 'policy_failed', details: { policy: name } };
  }
}

/** Only a plain yes is one. */
function verdictOf(answer: unknown): Verdict {
  return answer === true ? allowed : denied;
}
