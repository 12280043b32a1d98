import { Inject, Injectable } from '@nestjs/common';
import type { ServerNotifier } from '@modelcontextprotocol/server';
import { normalUri } from './normal-uri.js';
import { TransportSettings } from './transport.settings.js';

/**
 * Tells connected clients that something is not as they last saw it: on the streams of `subscriptions/listen` (2026-07-28), and in
 * the sessions of the revisions before. Each client then asks again, and sees what it may see.
 */
@Injectable()
export class ServerChanges implements ServerNotifier {
  constructor(@Inject(TransportSettings) private readonly settings: TransportSettings) {}

  /** There are other tools, or they may be called by others. */
  toolsChanged(): void {
    this.settings.changes.publish({ kind: 'tools_list_changed' });
  }

  promptsChanged(): void {
    this.settings.changes.publish({ kind: 'prompts_list_changed' });
  }

  resourcesChanged(): void {
    this.settings.changes.publish({ kind: 'resources_list_changed' });
  }

  /** Reading this resource gives something else now. Told to those alone who subscribed to it. */
  resourceUpdated(uri: string): void {
    this.settings.changes.publish({ kind: 'resource_updated', uri: normalUri(uri) });
  }
}
