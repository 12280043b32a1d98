import type { Principal } from '../core/principal.js';

/** What is to be called: a component of the MCP endpoint, or a handler of the application. */
export interface AccessTarget {
  readonly kind: 'tool' | 'resource' | 'prompt' | 'endpoint' | 'handler';
  /** Name of the tool or the prompt, URI of the resource, `Class.method` of a handler. */
  readonly name: string;
}

/** A question to a policy. */
export interface AccessQuestion {
  readonly principal: Principal;
  readonly target: AccessTarget;
  /** `list`: whether the caller may see that the component is there. Then there is no input. */
  readonly operation: 'call' | 'list';
  /** What the caller sends along, as it came and unchecked: arguments of the tool or the prompt. */
  readonly input: unknown;
}

/**
 * A rule in code: a provider of the application (one for all requests), named by its class in `@RequireAccess({ policy })`. Whoever it denies is not sent for
 * another token. One that throws, or that takes longer than `access.policyTimeoutMs`, lets nobody in.
 */
export abstract class AccessPolicy {
  abstract decide(question: AccessQuestion): boolean | Promise<boolean>;
}
