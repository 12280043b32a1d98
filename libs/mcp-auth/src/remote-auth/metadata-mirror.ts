import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuthSettings } from '../composition/auth-kind.js';
import { Clock } from '../core/clock.js';
import { Outbound } from '../core/outbound.js';
import { discoverMetadata, type IssuerMetadata } from '../identity-provider/issuer-discovery.js';
import { mirroredMetadata } from './mirrored-metadata.js';
import type { RemoteAuthSettings } from './remote.settings.js';

const freshMs = 5 * 60_000;
/** So long a document is passed on while its server cannot be asked. */
const staleMs = 24 * 60 * 60_000;
const failureMs = 3_000;

/** The metadata of the first authorization server, fetched once for all who ask, and kept. */
@Injectable()
export class MetadataMirror {
  private readonly logger = new Logger('McpAuthModule');
  private document: IssuerMetadata | undefined;
  private takenAtMs = Number.NEGATIVE_INFINITY;
  private failedAtMs = Number.NEGATIVE_INFINITY;
  private pending: Promise<void> | undefined;

  constructor(
    @Inject(AuthSettings) private readonly settings: RemoteAuthSettings,
    @Inject(Outbound) private readonly outbound: Outbound,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Undefined where there is none that could be passed on now. */
  async read(): Promise<IssuerMetadata | undefined> {
    if (this.sinceMs(this.takenAtMs) >= freshMs && this.sinceMs(this.failedAtMs) >= failureMs) {
      this.pending ??= this.fetch().finally(() => (this.pending = undefined));
    }
    if (this.document === undefined || this.sinceMs(this.takenAtMs) >= staleMs) await this.pending;
    return this.sinceMs(this.takenAtMs) < staleMs ? this.document : undefined;
  }

  /** Never rejects: what went wrong is for the log. */
  private async fetch(): Promise<void> {
    const [issuer = ''] = this.settings.authorizationServers;
    try {
      const metadata = await discoverMetadata(issuer, this.outbound);
      this.document = mirroredMetadata(metadata, this.settings.hiddenMembers);
      this.takenAtMs = this.clock.monotonicMs();
    } catch (error) {
      this.failedAtMs = this.clock.monotonicMs();
      this.logger.warn(`The metadata of ${issuer} cannot be passed on: ${error instanceof Error ? error.message : ''}`);
    }
  }

  private sinceMs(momentMs: number): number {
    return this.clock.monotonicMs() - momentMs;
  }
}
