import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followToCallback } from '../support/browserless-authorization.js';
import { conformanceUnavailable, runAuthorizationConformance } from '../support/conformance.js';
import { adapters, freePort } from '../support/launch.js';
import { airGapped, startOAuthService, type OAuthService } from '../support/oauth-service.js';

const unavailable = conformanceUnavailable();
const outputDir = join(tmpdir(), 'mcp-conformance');

/** Logs in, agrees, and lets the client have its answer, as a browser does. */
async function openInBrowser(url: string): Promise<void> {
  await fetch(await followToCallback(url));
}

describe.skipIf(unavailable !== undefined)(`the official conformance suite ${unavailable ?? ''}`, () => {
  describe.each(adapters)('against the authorization server on %s', (adapter) => {
    let service: OAuthService;
    let callbackPort: number;
    beforeAll(async () => {
      callbackPort = await freePort();
      // A public client: the suite authenticates with nothing where the metadata allow it.
      const clients = [{ clientId: 'conformance', redirectUris: ['http://127.0.0.1/callback'] }];
      service = await startOAuthService({ adapter, server: { clients } });
    });
    afterAll(() => service.stop());

    it.each(['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'])(
      'meets every requirement of %s',
      { timeout: 60_000 },
      async (specVersion) => {
        const { issuer, resource } = service;
        const report = await runAuthorizationConformance(
          { issuer, resource, clientId: 'conformance', callbackPort, specVersion, outputDir },
          (url) => void openInBrowser(url),
        );
        expect([report.failed, report.failedUnscored]).toEqual([[], []]);
        // The one recommendation that an operator may decide against.
        const notFollowed = report.warnings.filter(({ message }) => !message.includes('client_id_metadata_document'));
        expect([notFollowed, airGapped || report.warnings.length === 0]).toEqual([[], true]);
        expect(report.passed).toEqual(['authorization-code-grant', 'authorization-server-metadata-endpoint']);
        expect(report.exitCode).toBe(0);
      },
    );
  });
});
