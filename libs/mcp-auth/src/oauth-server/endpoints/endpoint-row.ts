import type { Type } from '@nestjs/common';
import type { PagePart } from '../../composition/auth-kind.js';
import type { ClientSettings } from '../clients/client.settings.js';
import type { OAuthEndpoint } from './oauth-endpoint.js';

/** What stands in the list of endpoints for each of them. */
export interface EndpointRow {
  /** Tells it apart in limits and events. */
  readonly name: string;
  /** Below the issuer, save for documents that RFC 8414 puts elsewhere. */
  readonly paths: (issuerPath: string) => readonly string[];
  /** Where clients of 2025-03-26 look for it, whatever the issuer (MCP authorization of that revision, fallbacks). */
  readonly legacyPath?: string;
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'DELETE')[];
  /** What bodies are; the head says the same or the request is refused. */
  readonly body: 'none' | 'form' | 'json';
  /** Whether pages of every origin may read its answers, which are never given by cookie. */
  readonly readableBy: 'every_origin' | 'nobody';
  /** Member of the metadata that has its URL (RFC 8414 §2). */
  readonly metadataKey?: string;
  /** Whether the operator has switched it off; it is not in the metadata then, and nobody gets an answer. */
  readonly isOff?: (settings: ClientSettings) => boolean;
  /** The pages that it belongs to, which an application may have itself. */
  readonly pagePart?: PagePart;
  readonly endpoint: Type<OAuthEndpoint>;
}

/** Most endpoints stand below the issuer. */
export const below =
  (path: string) =>
  (issuerPath: string): readonly string[] => [`${issuerPath}${path}`];
