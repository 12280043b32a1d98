import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Objection } from '../access-control/access-decisions.js';
import { needsSomebody, type AccessRules } from '../access-control/access-rule.js';
import { AccessRulesReader } from '../access-control/access-rules.reader.js';
import type { Principal } from '../core/principal.js';
import { invalid, type Refused, type Verification } from '../core/verification.js';
import { attachPrincipal, detachPrincipal } from './attached-principal.js';
import type { Credential } from './credential-sources/credential-source.js';
import { sourceFor } from './credential-sources/index.js';
import { refuseByHttp } from './refusal-channels/http.channel.js';
import { GuardedResource } from './guarded-resource.js';

/**
 * Lets a call in when its access token is good and has what the handler needs, and attaches the principal: in http, graphql, rpc
 * and ws contexts. A template: each step is protected, so an application overrides one sentence of behaviour and keeps the rest.
 */
@Injectable()
export class McpAuthGuard implements CanActivate {
  constructor(
    @Inject(GuardedResource) private readonly resource: GuardedResource,
    @Inject(AccessRulesReader) protected readonly access: AccessRulesReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rules = this.rulesOf(context);
    const credential = this.readCredential(context);
    if (rules.openTo === 'everyone') return true;
    // An unknown context is refused, never waved through.
    if (credential === undefined) return this.refuse(invalid('unsupported_context'), context);
    const verification = await this.authenticate(credential, context);
    if (rules.openTo === 'anonymous and authenticated' && isAnonymous(verification)) {
      detachPrincipal(credential);
      return true;
    }
    if (verification.ending !== 'principal') return this.refuse(verification, context, credential);
    const objection = await this.objectionTo(verification.principal, rules, context);
    if (objection !== undefined) return this.refuse(objection, context, credential);
    this.attach(verification.principal, credential);
    return true;
  }

  /** What the decorators of handler and class say. */
  protected rulesOf(context: ExecutionContext): AccessRules {
    return this.access.rulesOf(context.getHandler(), context.getClass());
  }

  /** What speaks against a principal with a good token, at once where no policy has to think. */
  protected objectionTo(
    principal: Principal,
    { rule }: AccessRules,
    context: ExecutionContext,
  ): Objection | Promise<Objection> {
    if (!needsSomebody(rule)) return undefined;
    const { name } = context.getClass();
    const target = { kind: 'handler', name: `${name}.${context.getHandler().name}` } as const;
    const { decisions } = this.resourceOf(context);
    return decisions.objectionTo({ principal, target, operation: 'call', input: undefined }, rule);
  }

  /** The credential to verify; undefined in a context that cannot carry one, which is then refused. */
  protected readCredential(context: ExecutionContext): Credential | undefined {
    return sourceFor(context)?.read(context);
  }

  /** The resource that the handler belongs to, whose tokens it takes. */
  protected resourceOf(_context: ExecutionContext): GuardedResource {
    return this.resource;
  }

  protected authenticate(credential: Credential, context: ExecutionContext): Promise<Verification> {
    const { authenticator } = this.resourceOf(context);
    return credential.in === 'request'
      ? authenticator.authenticate(credential.carrier)
      : authenticator.authenticateFields(credential.authorizationFields);
  }

  /** Makes the principal known to `@CurrentPrincipal()`, and to Nest users as `request.user`. */
  protected attach(principal: Principal, credential: Credential): void {
    attachPrincipal(credential, principal);
  }

  /** Records the refusal and throws what the client of this kind of context understands. */
  protected refuse(refused: Refused, context: ExecutionContext, credential?: Credential): Promise<never> {
    const throwIt = sourceFor(context)?.refuse ?? refuseByHttp;
    const { refusals } = this.resourceOf(context);
    const exchange = credential?.in === 'request' ? credential : undefined;
    const { name } = context.getClass();
    const targets = [{ kind: 'handler', name: `${name}.${context.getHandler().name}` }] as const;
    return throwIt(refusals.refuse(refused, { request: exchange?.carrier, targets }), exchange?.response);
  }
}

/** Only who sends nothing is nobody; whoever sends something bad has to hear of it. */
function isAnonymous(verification: Verification): boolean {
  return verification.ending === 'invalid' && verification.reason === 'credential_missing';
}
