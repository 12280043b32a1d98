import { isInitializeRequest, type McpServerFactory } from '@modelcontextprotocol/server';
import { WebStandardStreamableHTTPServerTransport, type McpHandlerRequestOptions } from '@modelcontextprotocol/server';
import type { Clock } from '../core/clock.js';
import { sameIdentity, type Principal } from '../core/principal.js';
import type { Randomness } from '../core/randomness.js';
import { currentExchange } from './mcp-exchange.js';
import type { ServedServer } from './transport.settings.js';

/** Bounds on sessions, so that nobody can fill the memory. */
export interface SessionLimits {
  /** A session without any request for this long is closed when room is needed or it is next looked at. */
  readonly idleMs: number;
  readonly perPrincipal: number;
  readonly total: number;
}

export const defaultSessionLimits: SessionLimits = { idleMs: 30 * 60_000, perPrincipal: 50, total: 5_000 };

/** What sessions need of their surroundings. */
export interface SessionPorts {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Takes errors that no request waits for. */
  readonly report: (error: unknown) => void;
}

interface Session {
  /** Nobody until the first request with a token; from then on that principal. */
  owner: Principal | undefined;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly server: ServedServer;
  lastSeenMs: number;
}

/**
 * The session-era revisions (2025-11-25 and older): `initialize` opens a session, its id names it from then on. The id is
 * no credential: each request is authenticated, and only the principal that opened a session may use it.
 */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  constructor(
    private readonly createServer: McpServerFactory,
    private readonly ports: SessionPorts,
    private readonly limits: SessionLimits = defaultSessionLimits,
  ) {}

  async fetch(request: Request, options: McpHandlerRequestOptions): Promise<Response> {
    const { principal } = currentExchange();
    const id = request.headers.get('mcp-session-id');
    if (id !== null) {
      const session = this.find(id, principal);
      // Unknown, ended and foreign look alike: whether an id exists is its owner's affair.
      return session?.transport.handleRequest(request, options) ?? rpcError(404, -32001, 'Session not found');
    }
    if (!opensSession(options.parsedBody))
      return rpcError(400, -32000, 'Bad Request: Mcp-Session-Id header is required');
    const session = await this.open(principal, request, options);
    return session.transport.handleRequest(request, options);
  }

  forEach(visit: (server: ServedServer) => void): void {
    for (const { server } of this.sessions.values()) visit(server);
  }

  async close(): Promise<void> {
    await Promise.all([...this.sessions.keys()].map((id) => this.end(id)));
  }

  private find(id: string, principal: Principal | undefined): Session | undefined {
    const session = this.sessions.get(id);
    if (session === undefined || !mayUse(session, principal)) return undefined;
    if (this.isIdle(session)) {
      void this.end(id);
      return undefined;
    }
    session.lastSeenMs = this.ports.clock.nowMs();
    // The order of the map is the order of last use, so the first one is the one to give up.
    this.sessions.delete(id);
    this.sessions.set(id, session);
    if (session.owner === undefined && principal !== undefined) {
      // Else one principal could gather more sessions than it may open.
      this.makeRoom(principal);
      session.owner = principal;
    }
    return session;
  }

  private async open(
    owner: Principal | undefined,
    request: Request,
    { authInfo }: McpHandlerRequestOptions,
  ): Promise<Session> {
    const server = await this.createServer({
      era: 'legacy',
      requestInfo: request,
      ...(authInfo !== undefined && { authInfo }),
    });
    const id = this.ports.randomness.identifier();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      onsessioninitialized: () => {
        this.makeRoom(owner);
        this.sessions.set(id, session);
      },
      onsessionclosed: () => void this.end(id),
    });
    const session: Session = { owner, transport, server, lastSeenMs: this.ports.clock.nowMs() };
    await server.connect(transport);
    return session;
  }

  private makeRoom(owner: Principal | undefined): void {
    for (const [id, session] of this.sessions) {
      if (!this.isIdle(session)) break;
      void this.end(id);
    }
    const own = [...this.sessions].filter(([, session]) => isSame(session.owner, owner));
    if (own.length >= this.limits.perPrincipal) void this.end(own[0]?.[0]);
    if (this.sessions.size >= this.limits.total) void this.end(this.sessions.keys().next().value);
  }

  private async end(id: string | undefined): Promise<void> {
    const session = id === undefined ? undefined : this.sessions.get(id);
    if (id === undefined || session === undefined) return;
    this.sessions.delete(id);
    await session.server.close().catch(this.ports.report);
  }

  private isIdle({ lastSeenMs }: Session): boolean {
    return this.ports.clock.nowMs() - lastSeenMs > this.limits.idleMs;
  }
}

function mayUse({ owner }: Session, caller: Principal | undefined): boolean {
  return owner === undefined || isSame(owner, caller);
}

function isSame(a: Principal | undefined, b: Principal | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameIdentity(a, b);
}

/** `initialize` alone, or inside a batch of 2025-03-26. */
function opensSession(body: unknown): boolean {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.some(isInitializeRequest);
}

function rpcError(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status });
}
