import { InMemoryServerEventBus, McpServer } from '@modelcontextprotocol/server';
import type { McpServerFactory, Server, ServerEventBus } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from '../options/option-row.js';
import { readOptions } from '../options/read-options.js';

/** How the server introduces itself to clients. */
export interface ServerIdentity {
  readonly name: string;
  readonly version: string;
  readonly title?: string | undefined;
  /** How to use the server, in words for the model. */
  readonly instructions?: string | undefined;
}

/**
 * Either who the server is, its tools being methods of Nest providers; or a factory that returns an SDK server, to which
 * those tools are added when it is an `McpServer`.
 */
export type ServerOption = ServerIdentity | McpServerFactory;

/** What a factory may return. */
export type ServedServer = McpServer | Server;

/** The server of the protocol that stands inside one with components. */
export function protocolServer(served: ServedServer): Server {
  return served instanceof McpServer ? served.server : served;
}

/** The transport's settings, read and complete. */
export interface TransportSettings {
  readonly resource?: string | undefined;
  readonly path: string;
  readonly allowedOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly server: ServerOption;
  /** Carries what `ServerChanges` tells; in memory, or shared by all replicas. */
  readonly changes: ServerEventBus;
}
export const TransportSettings = Symbol('TransportSettings');

/** Said in code: it is part of the application, not of its surroundings. */
const identityTable = {
  prefix: 'MCP_AUTH_SERVER',
  rows: {
    name: { schema: z.string().min(1), doc: 'Name of the server for clients.' },
    version: { schema: z.string().min(1), doc: 'Version of the server.' },
    title: { schema: z.string().optional(), doc: 'Name of the server for people.' },
    instructions: { schema: z.string().optional(), doc: 'How to use the server, in words for the model.' },
  },
} as const satisfies OptionTable;

const unnamed: ServerIdentity = { name: 'mcp-server', version: '0.0.0' };

/** Reads the `server` option. */
export function resolveServer(raw: unknown): Resolution<ServerOption> {
  if (isFactory(raw)) return { ok: true, settings: raw };
  return readOptions(identityTable, raw ?? unnamed, 'server');
}

/** Reads the `changes` option. */
export function resolveChanges(raw: unknown): Resolution<ServerEventBus> {
  if (raw === undefined) return { ok: true, settings: new InMemoryServerEventBus() };
  if (isEventBus(raw)) return { ok: true, settings: raw };
  return { ok: false, problems: [{ path: 'changes', message: 'must have the methods "publish" and "subscribe"' }] };
}

function isEventBus(raw: unknown): raw is ServerEventBus {
  const hasMethod = (name: string) =>
    typeof raw === 'object' && raw !== null && typeof Reflect.get(raw, name) === 'function';
  return hasMethod('publish') && hasMethod('subscribe');
}

function isFactory(raw: unknown): raw is McpServerFactory {
  return typeof raw === 'function';
}
