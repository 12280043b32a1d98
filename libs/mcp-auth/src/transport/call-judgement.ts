import { Inject, Injectable } from '@nestjs/common';
import { isJsonObject } from '../core/json-object.js';
import type { Principal } from '../core/principal.js';
import { settled } from '../core/settled.js';
import { unionOfScopes } from '../core/scopes.js';
import type { Denied, Insufficient, Invalid } from '../core/verification.js';
import { CallAccess, type CallObjection } from './call-access.js';
import { calledComponents, messagesOf, type CalledComponent } from './called-components.js';

/** Names a request within its exchange (JSON-RPC 2.0 §4). */
export type RequestId = string | number;

/** A call that no token mends. */
export interface DeniedCall {
  readonly denied: Denied;
  readonly component: CalledComponent | undefined;
}

/** What became of the calls of a body: all are turned away, or single ones are. */
export type Judgement =
  | {
      readonly outcome: 'refused';
      /** A denial is for requests without a body, which have no answer of JSON-RPC. */
      readonly refused: Insufficient | Invalid | Denied;
      readonly components: readonly CalledComponent[];
    }
  | { readonly outcome: 'judged'; readonly denials: ReadonlyMap<RequestId, DeniedCall> };

/** A request to the endpoint, with the principal that its token names. */
export interface JudgedRequest {
  readonly method: string;
  readonly body: unknown;
  readonly principal: Principal | undefined;
}

interface Finding {
  readonly id: RequestId | undefined;
  readonly component: CalledComponent | undefined;
  readonly objection: CallObjection;
}

/** Judges every call of a request before any is dispatched: once an answer has begun, nothing can be challenged any more. */
@Injectable()
export class CallJudgement {
  constructor(@Inject(CallAccess) private readonly access: CallAccess) {}

  judge({ method, body, principal }: JudgedRequest): Judgement | Promise<Judgement> {
    if (method !== 'POST') return this.judgeBodiless(method, principal);
    const findings = messagesOf(body).flatMap((message) => this.findingsIn(message, principal));
    return settled(findings, (found) => judgementOf(found, principal));
  }

  /** The stream of a session, or its end: about no component. */
  private async judgeBodiless(method: string, principal: Principal | undefined): Promise<Judgement> {
    const objection = await this.access.objectionToEndpoint(method, principal);
    return objection === undefined
      ? { outcome: 'judged', denials: new Map() }
      : { outcome: 'refused', refused: objection, components: [] };
  }

  private findingsIn(message: unknown, principal: Principal | undefined): readonly (Finding | Promise<Finding>)[] {
    const id = requestIdOf(message);
    const find = (component: CalledComponent | undefined, objection: CallObjection | Promise<CallObjection>) =>
      objection instanceof Promise
        ? objection.then((one) => ({ id, component, objection: one }))
        : { id, component, objection };
    return [
      find(undefined, this.access.objectionToEndpoint(methodOf(message), principal)),
      ...calledComponents(message).map((one) => find(one, this.access.objectionTo(one, principal, 'call'))),
    ];
  }
}

/** All of a body is turned away where a better token would let it in, with everything that it lacks at once. */
function judgementOf(findings: readonly Finding[], principal: Principal | undefined): Judgement {
  const mendable = findings.flatMap(({ objection, component }) =>
    objection?.ending === 'invalid' || objection?.ending === 'insufficient' ? [{ objection, component }] : [],
  );
  const [first] = mendable;
  if (first === undefined) return { outcome: 'judged', denials: denialsIn(findings) };
  const components = mendable.flatMap(({ component }) => component ?? []);
  if (first.objection.ending === 'invalid' || principal === undefined) {
    return { outcome: 'refused', refused: first.objection, components };
  }
  const scopes = mendable.map(({ objection }) => (objection.ending === 'insufficient' ? objection.requiredScopes : []));
  const refused = { ending: 'insufficient', principal, requiredScopes: unionOfScopes(...scopes) } as const;
  return { outcome: 'refused', refused, components };
}

/** Of several requests with one id, the denial of any denies all: an answer could not tell them apart. */
function denialsIn(findings: readonly Finding[]): ReadonlyMap<RequestId, DeniedCall> {
  const denials = new Map<RequestId, DeniedCall>();
  for (const { id, objection, component } of findings) {
    if (id !== undefined && objection?.ending === 'denied') denials.set(id, { denied: objection, component });
  }
  return denials;
}

export function requestIdOf(message: unknown): RequestId | undefined {
  const id: unknown = isJsonObject(message) ? message['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

function methodOf(message: unknown): string {
  const method: unknown = isJsonObject(message) ? message['method'] : undefined;
  return typeof method === 'string' ? method : '';
}
