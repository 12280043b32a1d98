import type { McpServer, McpServerFactory, Server } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Resolution } from '../core/resolution.js';
import { parseOptions } from '../options/parse-options.js';

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

/** The transport's settings, read and complete. */
export interface TransportSettings {
  readonly resource: string;
  readonly path: string;
  readonly allowedOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly server: ServerOption;
}
export const TransportSettings = Symbol('TransportSettings');

const identitySchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  title: z.string().optional(),
  instructions: z.string().optional(),
});

const unnamed: ServerIdentity = { name: 'mcp-server', version: '0.0.0' };

/** Reads the `server` option. */
export function resolveServer(raw: unknown): Resolution<ServerOption> {
  if (isFactory(raw)) return { ok: true, settings: raw };
  return parseOptions(identitySchema, raw ?? unnamed, 'server');
}

function isFactory(raw: unknown): raw is McpServerFactory {
  return typeof raw === 'function';
}
