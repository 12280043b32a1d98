import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { Outbound } from '../../core/outbound.js';
import type { Client } from '../model/client.js';
import { clientOfDocument } from './client-document.js';
import { ClientDocuments } from './client-documents.js';
import { isClientIdUrl } from './client-id-url.js';
import { ClientSettings } from './client.settings.js';
import { freshnessSeconds } from './document-freshness.js';
import { documentRefusal, fetchClientDocument } from './fetch-client-document.js';
import { RegistrableGrants } from './registrable-grants.js';
import { rememberedDocument } from './remembered-documents.js';

/** Long enough to not be asked again by every reload of a page. */
const failureMs = 10_000;
/** How long a client outlives its document while the document cannot be asked for. */
const staleIfUnreachableMs = 24 * 60 * 60_000;
const maxEntries = 1_000;
/** At the same time; strangers choose what is asked for, and each may take its five seconds. */
const maxPending = 100;

/** What was read, or why nothing was; times are monotonic. */
interface Entry {
  readonly client?: Client;
  readonly error?: OAuthError;
  readonly freshUntilMs: number;
  readonly staleUntilMs: number;
}

/** Reads documents from the web, once for all who wait, and keeps them as their headers say, within bounds. */
@Injectable()
export class FetchedClientDocuments extends ClientDocuments {
  private readonly entries = new Map<string, Entry>();
  private readonly pending = new Map<string, Promise<Entry>>();

  constructor(
    @Inject(ClientSettings) private readonly settings: ClientSettings,
    @Inject(RegistrableGrants) private readonly registrableGrants: readonly string[],
    @Inject(Outbound) private readonly outbound: Outbound,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {
    super();
  }

  async find(clientId: string): Promise<Client | undefined> {
    if (!isClientIdUrl(clientId) || !this.isWelcome(clientId)) return undefined;
    const known = this.entries.get(clientId);
    const isFresh = known !== undefined && this.clock.monotonicMs() < known.freshUntilMs;
    const { client, error } = isFresh ? known : await this.renew(clientId, known);
    if (client === undefined) throw error ?? new OAuthError('client_document_unusable');
    return client;
  }

  private isWelcome(clientId: string): boolean {
    const { metadataDocuments } = this.settings;
    if (typeof metadataDocuments === 'string') return metadataDocuments === 'open';
    return metadataDocuments.includes(new URL(clientId).host);
  }

  private renew(clientId: string, known: Entry | undefined): Promise<Entry> {
    const pending = this.pending.get(clientId);
    if (pending !== undefined) return pending;
    if (this.pending.size >= maxPending)
      throw new OAuthError('client_document_unreachable', { clientId, cause: 'too many documents are being read' });
    const renewal = this.read(clientId, known)
      .then((entry) => this.keep(clientId, entry))
      .finally(() => this.pending.delete(clientId));
    this.pending.set(clientId, renewal);
    return renewal;
  }

  private async read(clientId: string, known: Entry | undefined): Promise<Entry> {
    const nowMs = this.clock.monotonicMs();
    try {
      const { value, headers } = await fetchClientDocument(this.outbound, clientId);
      const client = clientOfDocument(clientId, value, this.registrableGrants);
      const freshUntilMs = nowMs + freshnessSeconds(headers, this.clock.nowMs()) * 1000;
      return { client, freshUntilMs, staleUntilMs: freshUntilMs + staleIfUnreachableMs };
    } catch (error) {
      return this.afterFailure(clientId, documentRefusal(error, clientId), nowMs, known);
    }
  }

  /** Who cannot be asked has said nothing new; whoever answers something else has. */
  private afterFailure(clientId: string, error: OAuthError, nowMs: number, known: Entry | undefined): Entry {
    const freshUntilMs = nowMs + failureMs;
    const mayGoOn = error.reason === 'client_document_unreachable' && nowMs < (known?.staleUntilMs ?? 0);
    if (mayGoOn && known !== undefined) return { ...known, freshUntilMs };
    const client = error.reason === 'client_document_unreachable' ? this.remembered(clientId) : undefined;
    return client === undefined
      ? { error, freshUntilMs, staleUntilMs: 0 }
      : { client, freshUntilMs, staleUntilMs: freshUntilMs };
  }

  private remembered(clientId: string): Client | undefined {
    const document = rememberedDocument(clientId);
    return document && clientOfDocument(clientId, document, this.registrableGrants);
  }

  private keep(clientId: string, entry: Entry): Entry {
    this.entries.delete(clientId);
    const [oldest] = this.entries.keys();
    if (this.entries.size >= maxEntries && oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(clientId, entry);
    return entry;
  }
}
