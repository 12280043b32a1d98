import { Injectable } from '@nestjs/common';
import { AuditSink, introspectionVerifier, type AuditEventName, type IntrospectionOptions } from 'nestjs-mcp-auth';
import { Clock } from '../../libs/mcp-auth/src/core/clock.js';
import { bearer, statelessCall, withHeaders, type Answer } from './http-client.js';
import { startJsonServer, type Behaviour, type JsonServer } from './json-server.js';
import type { Adapter } from './launch.js';
import { startProtectedService, type ProtectedService } from './protected-service.js';

/** A question as the issuer got it. */
export interface AskedQuestion {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

/** What an issuer may say of a token; a function knows the token. */
export type Facts = Readonly<Record<string, unknown>>;

export interface IntrospectingService extends ProtectedService {
  readonly endpoint: JsonServer;
  readonly questions: readonly AskedQuestion[];
  readonly events: readonly { readonly name: AuditEventName; readonly event: object }[];
  /** From now on the issuer calls tokens active that are for this service, save for what the test changes. */
  vouch(changes?: Facts): void;
  /** From now on the issuer does this. */
  behave(behaviour: Behaviour): void;
  /** Asks with a token. */
  call(token: string): Promise<Answer>;
  /** Lets time pass for whoever measures how long something takes. */
  passMs(ms: number): void;
  /** Lets tokens become older, and nothing else. */
  ageMs(ms: number): void;
}

const list = statelessCall('tools/list');

/** A service that asks a stand-in for an issuer about each token. */
export async function startIntrospectingService(
  adapter: Adapter,
  changes: Partial<IntrospectionOptions> = {},
): Promise<IntrospectingService> {
  const questions: AskedQuestion[] = [];
  const events: { name: AuditEventName; event: object }[] = [];
  @Injectable()
  class Recorder extends AuditSink {
    record(name: AuditEventName, event: object): void {
      events.push({ name, event });
    }
  }
  const endpoint = await startJsonServer(() => undefined);
  const behave = (behaviour: Behaviour) => endpoint.respond(noting(questions, behaviour));
  const auth = introspectionVerifier({
    issuer: 'https://idp.example.com',
    endpoint: `${endpoint.url}/introspect`,
    clientId: 'notes-api',
    clientSecret: 's3cret',
    audience: 'https://api.example.com/mcp',
    ...changes,
  });
  const service = await startProtectedService({
    adapter,
    options: { auth, audit: { sink: Recorder } },
    parts: { providers: [Recorder] },
  });
  let passedMs = 0;
  let agedMs = 0;
  const clock = service.app.get(Clock, { strict: false });
  clock.monotonicMs = () => performance.now() + passedMs;
  clock.nowMs = () => Date.now() + agedMs;
  return {
    ...service,
    endpoint,
    questions,
    events,
    behave,
    vouch: (facts = {}) => behave(answering({ active: true, ...factsOf(facts) })),
    call: (token) => service.ask(withHeaders(list, bearer(token))),
    passMs: (ms) => void (passedMs += ms),
    ageMs: (ms) => void (agedMs += ms),
    stop: async () => {
      await service.stop();
      await endpoint.stop();
    },
  };
}

function factsOf(changes: Facts): Facts {
  const exp = Math.floor(Date.now() / 1000) + 300;
  return { sub: 'alice', aud: 'https://api.example.com/mcp', client_id: 'app', exp, ...changes };
}

/** Answers with this document. */
export const answering =
  (document: unknown, status = 200): Behaviour =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));

function noting(questions: AskedQuestion[], behaviour: Behaviour): Behaviour {
  return (request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => void (body += piece.toString()));
    request.on('end', () => {
      const { authorization } = request.headers;
      questions.push({ url: request.url ?? '', authorization, form: new URLSearchParams(body) });
      behaviour(request, response);
    });
  };
}
